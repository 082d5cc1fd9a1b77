import type { OperatorLine } from "../../lines/line/line";

/** Whether a field of the spec keeps what it said when the object was made, whatever the program says now. */
export function isFixed(
    { fixedFields }: Pick<OperatorLine, "fixedFields">,
    path: readonly string[],
): boolean {
    const field = ["spec", ...path].join(".");
    return fixedFields.some((fixed) => field === fixed || field.startsWith(`${fixed}.`));
}
