import type { InstanceFigures } from "../../alibaba/instanceTable";
import type { CeilingFinding } from "../../capacity/ceiling";
import { figure, percent } from "../../wording/figures";
import { evaluate } from "./fit";
import { fewestNodes, type ProposalRequest } from "./request";
import { stackOf } from "./stack";

/** Stacks that one would still look after; beyond them a number is no advice. */
const MOST_STACKS = 64;

/** Why no stack carries a load, and how many would. */
export function obstaclesOf(
    request: ProposalRequest,
    types: readonly InstanceFigures[],
    carries: (request: ProposalRequest) => boolean,
): string[] {
    const largest = [...types].sort((a, b) => b.vcpus - a.vcpus)[0];
    if (largest === undefined) return ["no instance type to choose from has figures here"];
    const fixed = whatNoNodeRelieves(request, largest);
    const split = inWords(stacksNeeded(request, carries), request);
    const reasons = fixed.length > 0 ? fixed : [quotas(request, largest)];
    return reasons.map((reason) => `${reason}. ${split}`);
}

function whatNoNodeRelieves(request: ProposalRequest, type: InstanceFigures): string[] {
    return evaluate(stackOf(request, type.type, fewestNodes(request)))
        .findings.filter(
            ({ ceiling, growsWithLoad }) =>
                growsWithLoad && ceiling.where === "load balancer" && (ceiling.utilisation ?? 0) > 1,
        )
        .map(({ ceiling, remedy }) => `${ceiling.where}: ${ceiling.arithmetic}. ${remedy}`);
}

function quotas(request: ProposalRequest, type: InstanceFigures): string {
    const nodes = 32;
    const { findings } = evaluate(stackOf(request, type.type, nodes));
    const worst: CeilingFinding["ceiling"] | undefined = findings[0]?.ceiling;
    return `no number of nodes within the quotas carries this; ${nodes} ${type.type} would have ${worst?.name} at ${percent(worst?.utilisation ?? 0)} (${worst?.arithmetic})`;
}

/** The least number of stacks of which each carries its part; undefined where there would be too many. */
function stacksNeeded(
    request: ProposalRequest,
    carries: (request: ProposalRequest) => boolean,
): number | undefined {
    if (!carries(partOf(request, MOST_STACKS))) return undefined;
    let [tooFew, enough] = [1, MOST_STACKS];
    while (enough - tooFew > 1) {
        const middle = Math.floor((tooFew + enough) / 2);
        if (carries(partOf(request, middle))) enough = middle;
        else tooFew = middle;
    }
    return enough;
}

function partOf(request: ProposalRequest, stacks: number): ProposalRequest {
    const part = (whole: number) => Math.ceil(whole / stacks);
    const { connections, messages, connectsPerSecond } = request;
    return {
        ...request,
        connections: part(connections),
        messages: {
            ...messages,
            publishedPerSecond: part(messages.publishedPerSecond),
            deliveredPerSecond: part(messages.deliveredPerSecond),
        },
        ...(connectsPerSecond === undefined ? {} : { connectsPerSecond: part(connectsPerSecond) }),
    };
}

function inWords(stacks: number | undefined, request: ProposalRequest): string {
    if (stacks === undefined) return "Split it over several clusters, and look at one of them";
    const each = Math.ceil(request.connections / stacks);
    return `One stack cannot carry it; ${stacks} of ${figure(each)} connections each would, each with its own load balancer (clients of different stacks need a bridge between them)`;
}
