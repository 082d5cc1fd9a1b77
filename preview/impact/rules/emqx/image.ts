import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { Crossing, crossingFrom } from "../../../../provider/emqx/lines/crossings";
import { isOneEmqx } from "../../../../provider/emqx/lines/versions";
import { compareVersions, minorOf } from "../../../../provider/naming/versionNumbers";
import type { ImageStep } from "../../facts/emqx";
import { type EmqxCase, type Found, podsAnew } from "./case";

/** Another image of EMQX: version, edition, registry. */
export function image(given: EmqxCase): Found {
    const { before, after } = given.cluster;
    const step = stepOf(given);
    return {
        fact: { kind: "image", from: before?.image, to: after?.image, anew: podsAnew(given), step },
        ...(losesData(step) ? { level: "data" } : {}),
    };
}

function losesData(step: ImageStep): boolean {
    return step.way === "version"
        ? step.verdict.crossing === Crossing.Refused
        : step.way === "editionBack" || step.way === "minorBack";
}

function stepOf({ cluster: { before, after, lineBefore }, line }: EmqxCase): ImageStep {
    if (before?.enterprise === true && after?.enterprise === false) return { way: "editionBack" };
    const [from, to] = [before?.version, after?.version];
    if (from === undefined || to === undefined) return { way: "tagUnknown" };
    const [fromMinor = from, toMinor = to] = [minorOf(from), minorOf(to)];
    const back = compareVersions(from, to) > 0;
    if (back && fromMinor !== toMinor) return { way: "minorBack", fromMinor, toMinor };
    return {
        way: "version",
        from,
        to,
        minor: toMinor,
        verdict: crossingFrom(
            {
                version: from,
                line: (lineBefore ?? line).id,
                ...(isOneEmqx(from) || before?.enterprise === undefined
                    ? {}
                    : { edition: before.enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource }),
            },
            to,
        ),
        patchBack: back,
        editionUp: before?.enterprise === false && after?.enterprise === true && !isOneEmqx(to),
        ...(fromMinor !== toMinor ? { minors: { from: fromMinor, to: toMinor } } : {}),
    };
}
