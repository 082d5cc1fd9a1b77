import type { CloudRegion } from "../ack/regionRules";
import { checkClusterRules } from "../ack/rules";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { checkNames } from "../naming/derivedNames";
import { stackNames } from "../naming/stackNames";
import { conform } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { refuseOverload } from "./capacityCheck";
import { checkCharts, checkNodes, checkSurroundings } from "./rules";
import { EMQX_ON_ACK } from "./schema";
import { resolveStack, type StackPlan } from "./stackPlan";

/** Longest name whose node pool, with `-replicant-` and the profile's hash behind it, ACK still takes. */
const NAME_MAX = 40;

/**
 * The plan of the whole stack. Everything that is wrong with its arguments is told on the way, before its first resource; the
 * plan that comes back then is not to be used.
 */
export function planStack(
    name: string,
    args: EmqxOnAckArgs,
    problems: Problems,
    region?: CloudRegion,
): StackPlan {
    checkNames(problems.at("name"), name, stackNames, NAME_MAX);
    const given = conform(problems, args, EMQX_ON_ACK) as EmqxOnAckArgs;
    checkClusterRules(problems, `${name}-cluster`, given, region);
    checkNodes(problems, given);
    checkCharts(problems, given);
    const plan = resolveStack(given, problems);
    checkSurroundings(problems, given, plan);
    refuseOverload(problems, plan);
    return plan;
}
