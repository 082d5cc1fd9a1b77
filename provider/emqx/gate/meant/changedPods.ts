import type { FieldSubject } from "../../lines/line/fields";
import type { OperatorLine } from "../../lines/line/line";
import { differences } from "./differences";
import type { PresentCluster, WantedCluster } from "./present";

/** What is known by another name than the field's. */
const AS_PEOPLE_SAY: readonly FieldSubject[] = ["environment", "listeners", "mounts"];

/** Fields of the pods in which two specs of a line differ, by their inputs where these are known. */
export function changedPods(line: OperatorLine, present: unknown, written: unknown): string[] {
    const names = differences(present, written).flatMap((path) => {
        const { subject, rolls, input, name } = line.field(["spec", ...path]);
        return rolls.length === 0 || subject === "revision"
            ? []
            : [input ?? (AS_PEOPLE_SAY.includes(subject) ? subject : name)];
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
