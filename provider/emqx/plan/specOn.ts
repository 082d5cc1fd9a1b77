import { Problems } from "../../validation/problems";
import type { EmqxClusterArgs } from "../args/emqxClusterArgs";
import type { OperatorLine } from "../lines/line/line";
import { emqxObject } from "./object";
import { planEmqxCluster } from "./plan";

/**
 * The spec that a line writes for arguments, but for its revisions: for holding against one that runs. What the line has no place for
 * is left out without a word.
 */
export function specOn(args: EmqxClusterArgs, line: OperatorLine): Record<string, unknown> {
    const plan = planEmqxCluster({ ...args, operatorVersion: line.chart.version }, new Problems());
    return line.write(emqxObject(plan, args, "")).spec({ core: "", replicant: "" });
}
