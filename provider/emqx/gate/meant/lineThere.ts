import { compareVersions, isFullVersion, minorOf } from "../../../naming/versionNumbers";
import { allLines, lineById, servedLine, takesOver } from "../../lines";
import type { OperatorLine } from "../../lines/line/line";
import type { OperatorState } from "./operatorState";
import type { PresentCluster } from "./present";

/** Which line of the operator a Kubernetes cluster has. */

export interface OperatorThere {
    /** That the API server serves of the operator's group. */
    readonly apiVersions: readonly string[];
    /** Deployments of it that act on EMQX's namespace; none where nobody may see them. */
    readonly operators: readonly OperatorState[];
}

export interface LineThere {
    readonly id: string;
    /** Of the operator that acts; absent where only what the API server serves tells of it. */
    readonly version?: string;
}

/** Each line that something in the cluster speaks for: what acts, then what is served. After half a switch these are two. */
export function linesThere(wanted: OperatorLine, there: OperatorThere): LineThere[] {
    const acting = actingLine(there);
    const served = servedLine(wanted, there.apiVersions);
    const id = there.apiVersions.length === 0 ? undefined : served.fits ? wanted.id : idOf(served);
    const byApi = id === undefined || id === acting?.id ? [] : [{ id }];
    return acting === undefined ? byApi : [acting, ...byApi];
}

function idOf(served: ReturnType<typeof servedLine>): string | undefined {
    return "other" in served ? served.other : undefined;
}

/** The line that runs an object: its operator's, else that of the object's own version of the API. */
export function runningLine(
    present: PresentCluster | undefined,
    there: OperatorThere | undefined,
): string | undefined {
    return (there === undefined ? undefined : actingLine(there)?.id) ?? present?.object?.line;
}

function actingLine({ operators }: OperatorThere): LineThere | undefined {
    const known = operators.flatMap(({ version, wanted }): LineThere[] => {
        const id = minorOf(version);
        return wanted > 0 && id !== undefined && lineById(id) !== undefined ? [{ id, version }] : [];
    });
    // Where several act, the latest is the one that there is no way back from.
    return known.sort((a, b) => compareVersions(a.id, b.id)).at(-1);
}

/** The version to write for an operator of a line: what runs, where a program may ask for it, else the pinned one. */
export function versionToWrite({ id, version }: LineThere): string | undefined {
    const line = lineById(id);
    const named = version?.replace(/^v/, "");
    const fit =
        named !== undefined &&
        isFullVersion(named) &&
        line !== undefined &&
        compareVersions(named, line.chart.lowest) >= 0;
    return fit ? named : line?.chart.version;
}

/** Whether a line's operator takes the objects of another over in place. */
export function switches(wanted: OperatorLine, from: string): boolean {
    const before = allLines().find(({ id }) => id === from);
    return before !== undefined && takesOver(wanted, before);
}
