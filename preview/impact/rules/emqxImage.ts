import { Crossing, crossing } from "../../../provider/emqx/lines/crossings";
import { compareVersions, minorOf } from "../../../provider/emqx/lines/versionNumbers";
import type { Back } from "../review";
import { type EmqxCase, rollsSentence, type Told } from "./emqxCase";

/** Another image of EMQX: version, edition, registry. */
export function image(given: EmqxCase): Told {
    const { before, after } = given.cluster;
    const [from, to] = [before?.version, after?.version];
    const happens = rollsSentence(given);
    const sources = ["blue-green", "evacuation", "upgrade matrix"] as const;
    const what = `EMQX image ${before?.image ?? "(not known)"} to ${after?.image ?? "(not known)"}`;
    if (before?.enterprise === true && after?.enterprise === false) {
        return {
            what,
            happens: `${happens} Open-source EMQX does not take over the data of Enterprise.`,
            level: "data",
            data: "Everything in the cores' database: users, rules, retained messages.",
            back: { possible: false, sentence: "Cannot be undone once the new cores have the database." },
            advice: "Make a second cluster with another instanceName and move the clients.",
            sources,
        };
    }
    if (from === undefined || to === undefined) {
        return {
            what,
            happens: `${happens} A tag that is no version does not tell whether the vendor supports this step.`,
            advice: 'Write a full version such as "5.8.11".',
            sources,
        };
    }
    if (compareVersions(from, to) > 0 && minorOf(from) !== minorOf(to)) {
        return {
            what,
            happens: `${happens} EMQX ${minorOf(to)} cannot read a database that ${minorOf(from)} has written.`,
            level: "data",
            data: "Everything in the cores' database: users, rules, retained messages.",
            back: { possible: false, sentence: "Cannot be undone: there is no way back to an older minor." },
            advice: "Import an export of the data into a second cluster with another instanceName.",
            sources,
        };
    }
    const verdict = crossing(from, to);
    const stepBack =
        compareVersions(from, to) > 0 ? ` A step back within ${minorOf(to)}, whose database both read.` : "";
    return {
        what,
        happens: `${happens}${stepBack}`,
        ...(verdict.crossing === Crossing.Refused ? { level: "data" as const } : {}),
        ...(verdict.crossing === Crossing.Supported
            ? {}
            : { advice: `${from} to ${to}: ${verdict.because}.` }),
        ...backTo(from, to, before?.enterprise === false && after?.enterprise === true),
        sources,
    };
}

function backTo(from: string, to: string, editionChanges: boolean): { back?: Back } {
    if (editionChanges) {
        return {
            back: {
                possible: false,
                sentence:
                    "Cannot be undone by reverting: open-source EMQX does not take over the data of Enterprise. While the old nodes run the operator goes back to them.",
            },
        };
    }
    if (minorOf(from) === minorOf(to)) return {};
    return {
        back: {
            possible: false,
            sentence: `Cannot be undone by reverting once no ${minorOf(from)} node runs any more: a database written by ${minorOf(to)} has no way back. Export the data before (emqx ctl data export on a core).`,
        },
    };
}
