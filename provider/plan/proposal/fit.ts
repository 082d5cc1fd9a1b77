import type { InstanceFigures } from "../../alibaba/instanceTable";
import { type CeilingFinding, WARN_ABOVE } from "../../capacity/ceiling";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import { Problems } from "../../validation/problems";
import { ceilingsNow } from "../capacityCheck";
import { resolveStack } from "../stackPlan";
import { fewestNodes, type ProposalRequest } from "./request";
import { stackOf } from "./stack";

/** How full ceilings may be. */
export interface Fill {
    /** Those that more nodes relieve. */
    readonly relieved: number;
    /** Those that grow with the load, whatever the nodes: the load balancer's. */
    readonly fixed: number;
    /** Quotas and addresses: told as what they are; a reserve of them serves nobody. */
    readonly allowed: number;
}

/** Nothing is told that speaks against it. */
export const COMFORTABLE: Fill = { relieved: WARN_ABOVE, fixed: WARN_ABOVE, allowed: WARN_ABOVE };

/** A license is bought for what is needed. */
export const NOT_IN_OUR_HANDS = "license";

/**
 * Types of so many vCPUs are published as "up to 250,000" connections and burst in bandwidth: good for this many connections each. By
 * analogy: EMQ's continuous test has 10,000 clients on each node of 2 vCPU (tf-emqx-performance-test, 2025-11-05).
 */
const SMALL = { vcpus: 4, connections: 10_000 } as const;

/** Load-taking nodes of a type that a load needs, or undefined when it takes more than a cluster has. */
export function nodesNeeded(
    request: ProposalRequest,
    type: InstanceFigures,
    fill: Fill = COMFORTABLE,
): number | undefined {
    const tried = (nodes: number) => tightness(evaluate(stackOf(request, type.type, nodes)), fill);
    // More nodes relieve what they relieve and fill up the rest: between the last that are too few and the first that do, halve.
    let tooFew = 0;
    let enough = Math.max(fewestNodes(request), forSmall(request, type));
    for (let found = tried(enough); found.full !== undefined || !found.sound; found = tried(enough)) {
        if (found.fixed) return undefined;
        tooFew = enough;
        const left = enough - request.nodesLost;
        const byFill = request.nodesLost + Math.ceil((left * (found.full ?? 0)) / fill.relieved);
        enough = Math.max(enough + 1, Math.min(byFill, 2 * enough));
    }
    while (tooFew > 0 && enough - tooFew > 1) {
        const middle = Math.floor((tooFew + enough) / 2);
        const { full, sound } = tried(middle);
        if (full === undefined && sound) enough = middle;
        else tooFew = middle;
    }
    return tried(enough).fixed ? undefined : enough;
}

interface Tried {
    /** How full the tightest ceiling is that more nodes relieve, where that is too full. */
    readonly full?: number;
    /** Another one is too full, which more nodes do not relieve. */
    readonly fixed: boolean;
    readonly sound: boolean;
}

function tightness({ findings, sound }: Evaluated, fill: Fill): Tried {
    const worst = findings.find(
        (finding) => relieved(finding) && (finding.ceiling.utilisation ?? 0) > fill.relieved,
    );
    return { full: worst?.ceiling.utilisation, fixed: fixedTooMuch(findings, fill) !== undefined, sound };
}

function forSmall(request: ProposalRequest, { vcpus }: InstanceFigures): number {
    if (vcpus > SMALL.vcpus || request.instanceTypes !== undefined) return 0;
    return request.nodesLost + Math.ceil(request.connections / SMALL.connections);
}

interface Evaluated {
    readonly args: EmqxOnAckArgs;
    /** The tightest first. */
    readonly findings: readonly CeilingFinding[];
    /** Nothing but its ceilings speaks against it. */
    readonly sound: boolean;
}

export function evaluate(args: EmqxOnAckArgs): Evaluated {
    const problems = new Problems();
    const findings = ceilingsNow(resolveStack(args, problems));
    return { args, findings, sound: problems.all.length === 0 };
}

function relieved({ ceiling, growsWithLoad }: CeilingFinding): boolean {
    return growsWithLoad && ceiling.where.startsWith("replicant");
}

function fixedTooMuch(findings: readonly CeilingFinding[], fill: Fill): CeilingFinding | undefined {
    return findings.find(
        (finding) =>
            !relieved(finding) &&
            finding.ceiling.name !== NOT_IN_OUR_HANDS &&
            (finding.ceiling.utilisation ?? 0) > (finding.growsWithLoad ? fill.fixed : fill.allowed),
    );
}
