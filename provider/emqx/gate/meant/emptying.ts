import type { Problems } from "../../../validation/problems";
import type { OperatorLine } from "../../lines/line/line";
import { GUIDE } from "./places";
import type { PresentCluster } from "./present";

/**
 * New pods while nodes are being emptied: on a line where that ends in a deadlock it is refused, elsewhere it is one more rollout on
 * top of the one that goes on. What is returned are sentences that stop nothing.
 */
export function checkEmptying(
    problems: Problems,
    { traps, words }: OperatorLine,
    { evacuating = [] }: Pick<PresentCluster, "evacuating">,
    makesNewPods: boolean,
): string[] {
    if (!makesNewPods || evacuating.length === 0) return [];
    const cores = evacuating.filter(({ role }) => role === "core").map(({ node }) => node);
    if (cores.length === 0 || !traps.standsWhileCoreIsEmptied) {
        const nodes = evacuating.map(({ node }) => node).join(", ");
        return [
            `Clients are being moved off ${nodes}, by a rollout or by a person: this change makes new pods on top of that.`,
        ];
    }
    problems.add(
        "",
        `would make new pods while clients are being moved off core ${cores.join(", ")}: ${words.operator} then waits for itself, and nothing of it ends any more. Let the rollout or evacuation that goes on end first, with the program that began it, and change it then (${GUIDE})`,
    );
    return [];
}
