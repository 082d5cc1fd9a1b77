import type { OperatorLine } from "../../lines/line/line";
import { differences } from "./differences";
import type { PresentCluster, WantedCluster } from "./present";

/** Fields of the pods in which two specs of a line differ, by their inputs where these are known. */
export function changedPods(line: OperatorLine, present: unknown, written: unknown): string[] {
    const names = differences(present, written).flatMap((path) => {
        const { subject, rolls, input, name } = line.field(["spec", ...path]);
        return rolls.length === 0 || subject === "revision" ? [] : [input ?? name];
    });
    return [...new Set(names)];
}

/** Whether the object that is wanted makes new pods, as far as that is known before its revisions are. */
export function makesNewPods(
    line: OperatorLine,
    { object: now }: PresentCluster,
    { object: then }: Pick<WantedCluster, "object">,
): boolean {
    return now?.line === line.id && then !== undefined && changedPods(line, now.spec, then.spec).length > 0;
}
