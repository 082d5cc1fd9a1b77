import type { EmqxOnAckArgs } from "../../../provider";
import type { CapacityCeiling, CeilingFinding } from "../../../provider/capacity/ceiling";
import { ceilingsNow } from "../../../provider/plan/capacityCheck";
import { resolveStack, type StackPlan } from "../../../provider/plan/stackPlan";
import { Problems } from "../../../provider/validation/problems";
import { versionedStack } from "../../support/versions";

/** The plan of arguments that are taken for right, so that the capacity check has the last word. */
export function planOf(args: EmqxOnAckArgs): StackPlan {
    return resolveStack(versionedStack(args), new Problems());
}

export function findingsOf(args: EmqxOnAckArgs): CeilingFinding[] {
    return ceilingsNow(planOf(args));
}

export function findingOf(args: EmqxOnAckArgs, where: string, name: string): CeilingFinding {
    const all = findingsOf(args);
    const found = all.find(({ ceiling }) => ceiling.where === where && ceiling.name === name);
    if (found === undefined) {
        const there = all.map(({ ceiling }) => `${ceiling.where}: ${ceiling.name}`).join(", ");
        throw new Error(`no ceiling ${where}: ${name} among ${there}`);
    }
    return found;
}

export function ceilingOf(args: EmqxOnAckArgs, where: string, name: string): CapacityCeiling {
    return findingOf(args, where, name).ceiling;
}
