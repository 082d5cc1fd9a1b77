import { compareVersions, minorOf, patchOf } from "../../naming/versionNumbers";
import { EmqxEdition } from "../args/edition";
import { RECOMMENDED_VERSION, VERSIONS } from "./matrix";

/** Where a cluster stands: EMQX, and the line of the operator that runs it. */
export interface Standing {
    readonly version: string;
    /** Absent from 5.9 on, where there is one EMQX. */
    readonly edition?: EmqxEdition;
    readonly line: string;
}

/**
 * The way up for whoever is on it, each step an update of its own. Sources: EMQX "Rolling Upgrade" and "Upgrade EMQX Operator", read
 * 2026-11-21; operator 2.2 runs nothing above 5.8, and operator 2.3 nothing below Enterprise 5.8.4.
 */
export const WAY_UP: readonly Standing[] = [
    { version: "5.7.2", edition: EmqxEdition.OpenSource, line: "2.2" },
    { version: "5.8.11", edition: EmqxEdition.Enterprise, line: "2.2" },
    { version: "5.8.11", edition: EmqxEdition.Enterprise, line: "2.3" },
    { version: RECOMMENDED_VERSION, line: "2.3" },
];

/** The next step for a cluster; undefined for one that is at the end of the way or beyond it. */
export function nextStep(from: Standing): Standing | undefined {
    const [, long, , top] = WAY_UP as readonly [Standing, Standing, Standing, Standing];
    if (compareVersions(from.version, top.version) >= 0) return undefined;
    if (from.line !== long.line) return { ...top, line: from.line };
    const passage = VERSIONS.find(({ minor }) => minor === minorOf(from.version))?.passage;
    if (
        passage !== undefined &&
        from.edition === passage.edition &&
        (patchOf(from.version) ?? 0) >= passage.fromPatch
    )
        return { ...from, line: passage.line };
    return long;
}

/** A step as what to write: `version "5.8.11" with edition "Enterprise" on operator line 2.2`. */
export function stepInWords({ version, edition, line }: Standing): string {
    const of = edition === undefined ? "" : ` with edition "${edition}"`;
    return `version "${version}"${of} on operator line ${line}`;
}
