import { type InstanceFigures, instanceFigures, knownInstanceTypes } from "../../alibaba/instanceTable";
import { type CeilingFinding, WARN_ABOVE } from "../../capacity/ceiling";
import type { ClientsDuringChange } from "../../emqx/gate/meant/clients";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import { Problems } from "../../validation/problems";
import { figure, percent } from "../../wording/figures";
import { ceilingsNow } from "../capacityCheck";
import { resolveStack } from "../stackPlan";
import { type ProposalRequest, stackOf, upgradeOf } from "./request";

/** A stack for a load, with what limits it. */
export interface ProposedStack {
    readonly title: string;
    /** Why one would take it. */
    readonly why: string;
    readonly type: InstanceFigures;
    readonly replicants: number;
    readonly args: EmqxOnAckArgs;
    /** The tightest first. */
    readonly findings: readonly CeilingFinding[];
    /** What an upgrade does to the clients, where EMQX moves them. */
    readonly upgrade?: ClientsDuringChange;
}

export interface Proposal {
    /** The recommended one first; none where nothing fits. */
    readonly shapes: readonly ProposedStack[];
    /** Why nothing fits, and what to write instead. */
    readonly obstacles: readonly string[];
}

/** Sold today, with figures that are known; EMQX's reference measurement ran on this generation. Small sizes: too little network. */
const OFFERED = /^ecs\.(c7|g7|c8i|g8i|g7ne)\.(?:[2-9]|\d\d)x/;

/** Nodes of a recommended shape at the most: more are more to look after, and an upgrade empties one after another. */
const COMFORTABLE_NODES = 10;

/** Utilisation of the shape with most headroom. */
const ROOMY = 0.4;

/** Of what limits the load; a license is bought for what is needed. */
const NOT_IN_OUR_HANDS = "license";

/** Two or three shapes for a load. */
export function propose(request: ProposalRequest): Proposal {
    const types = request.instanceTypes
        ? request.instanceTypes.map(instanceFigures).filter((type) => type !== undefined)
        : knownInstanceTypes().filter(({ type }) => OFFERED.test(type));
    const fixed = fixedObstacles(request, types[0]);
    if (fixed.length > 0) return { shapes: [], obstacles: fixed };
    const fitting = upgradable(types.flatMap((type) => candidates(request, type, WARN_ABOVE)));
    if (fitting.length === 0) return { shapes: [], obstacles: [nothingFits(request, types)] };
    const roomy = upgradable(types.flatMap((type) => candidates(request, type, ROOMY)));
    const shapes = [
        titled("recommended", "least hardware", cheapest(comfortable(fitting))),
        titled("fewest nodes", "least to look after; losing one moves most clients", fewest(fitting)),
        titled(
            "most headroom",
            `nothing that the load fills above ${percent(ROOMY)}`,
            cheapest(comfortable(roomy)),
        ),
    ];
    return { shapes: distinct(shapes.flat()), obstacles: [] };
}

/** Load-taking nodes of a type that a load needs, or undefined when it takes more than a cluster has. */
export function nodesNeeded(
    request: ProposalRequest,
    type: InstanceFigures,
    most = WARN_ABOVE,
): number | undefined {
    let nodes = Math.max(2, request.zones, request.nodesLost + 1);
    for (;;) {
        const { findings, sound } = evaluate(request, type, nodes);
        if (tooMuch(findings, most, false) !== undefined) return undefined;
        const worst = tooMuch(findings, most, true);
        if (worst === undefined && sound) return nodes;
        if (worst === undefined) {
            nodes += 1;
            continue;
        }
        const left = nodes - request.nodesLost;
        const enough =
            request.nodesLost + Math.ceil((left * (worst.ceiling.utilisation as number)) / most - 1e-9);
        nodes = Math.max(nodes + 1, Math.min(enough, 2 * nodes));
    }
}

type Candidate = Omit<ProposedStack, "title" | "why">;

function candidates(request: ProposalRequest, type: InstanceFigures, most: number): Candidate[] {
    const replicants = nodesNeeded(request, type, most);
    if (replicants === undefined) return [];
    const { args, findings } = evaluate(request, type, replicants);
    const upgrade = upgradeOf(args);
    return [{ type, replicants, args, findings, ...(upgrade === undefined ? {} : { upgrade }) }];
}

interface Evaluated {
    readonly args: EmqxOnAckArgs;
    readonly findings: readonly CeilingFinding[];
    /** Nothing but its ceilings speaks against it. */
    readonly sound: boolean;
}

function evaluate(request: ProposalRequest, type: InstanceFigures, nodes: number): Evaluated {
    const args = stackOf(request, type.type, nodes);
    const problems = new Problems();
    const findings = ceilingsNow(resolveStack(args, problems));
    return { args, findings, sound: problems.all.length === 0 };
}

/** The tightest ceiling that is too tight, of those that more nodes relieve or of those that they do not. */
function tooMuch(
    findings: readonly CeilingFinding[],
    most: number,
    relieved: boolean,
): CeilingFinding | undefined {
    return findings.find(
        ({ ceiling, growsWithLoad }) =>
            (growsWithLoad && ceiling.where.startsWith("replicant")) === relieved &&
            ceiling.name !== NOT_IN_OUR_HANDS &&
            // Quotas and addresses are told as what they are; a reserve of them serves nobody.
            (ceiling.utilisation ?? 0) > (growsWithLoad ? most : Math.max(most, WARN_ABOVE)),
    );
}

/** What no number of nodes changes. */
function fixedObstacles(request: ProposalRequest, type: InstanceFigures | undefined): string[] {
    if (type === undefined) return [];
    return evaluate(request, type, Math.max(2, request.zones, request.nodesLost + 1))
        .findings.filter(
            ({ ceiling }) => ceiling.where === "load balancer" || ceiling.name === NOT_IN_OUR_HANDS,
        )
        .filter(({ ceiling, refused }) =>
            ceiling.name === NOT_IN_OUR_HANDS ? refused : (ceiling.utilisation ?? 0) > WARN_ABOVE,
        )
        .map(({ ceiling, remedy }) => `${ceiling.where}: ${ceiling.arithmetic}. ${remedy}`);
}

function nothingFits(request: ProposalRequest, types: readonly InstanceFigures[]): string {
    const largest = [...types].sort((a, b) => b.vcpus - a.vcpus)[0];
    if (largest === undefined) return "no instance type to choose from has figures here";
    const nodes = 32;
    const worst = evaluate(request, largest, nodes).findings[0]?.ceiling;
    return `no number of nodes within the quotas carries this; ${nodes} ${largest.type} would have ${worst?.name} at ${percent(worst?.utilisation ?? 0)} (${worst?.arithmetic}). Split it over several clusters`;
}

/** Those whose upgrade cuts nobody, where there are any. */
function upgradable(all: readonly Candidate[]): readonly Candidate[] {
    return preferred(all, ({ upgrade }) => (upgrade?.cutAtOnce ?? 0) === 0);
}

/** Those with a property, or all where none has it. */
function preferred(all: readonly Candidate[], has: (candidate: Candidate) => boolean): readonly Candidate[] {
    const those = all.filter(has);
    return those.length > 0 ? those : all;
}

function comfortable(all: readonly Candidate[]): readonly Candidate[] {
    return preferred(all, ({ replicants }) => replicants <= COMFORTABLE_NODES);
}

function cheapest(all: readonly Candidate[]): Candidate | undefined {
    return least(all, ({ type, replicants }) => [
        type.vcpus * replicants,
        type.memoryGiB * replicants,
        replicants,
    ]);
}

function fewest(all: readonly Candidate[]): Candidate | undefined {
    return least(all, ({ type, replicants }) => [replicants, type.vcpus, type.memoryGiB]);
}

/** The first of those with the least, by the first figure that differs. */
function least(all: readonly Candidate[], by: (candidate: Candidate) => number[]): Candidate | undefined {
    return [...all].sort((a, b) => {
        const [one, other] = [by(a), by(b)];
        const at = one.findIndex((value, i) => value !== other[i]);
        return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
    })[0];
}

function titled(title: string, why: string, candidate: Candidate | undefined): ProposedStack[] {
    return candidate === undefined ? [] : [{ title, why, ...candidate }];
}

function distinct(shapes: readonly ProposedStack[]): ProposedStack[] {
    return shapes.filter(
        (shape, at) =>
            shapes.findIndex((s) => s.type.type === shape.type.type && s.replicants === shape.replicants) ===
            at,
    );
}

/** What is full first when clients and messages grow alike, and how many times today's load that is. */
export function breaksFirst(
    findings: readonly CeilingFinding[],
): { ceiling: CeilingFinding["ceiling"]; factor: number } | undefined {
    const first = findings.find(
        ({ ceiling, growsWithLoad, silent }) => growsWithLoad && !silent && (ceiling.utilisation ?? 0) > 0,
    );
    return first && { ceiling: first.ceiling, factor: 1 / (first.ceiling.utilisation as number) };
}

/** "5 x ecs.c7.8xlarge (32 vCPU, 64 GiB)". */
export function nodesInWords({ replicants, type }: ProposedStack): string {
    return `${figure(replicants)} x ${type.type} (${figure(type.vcpus)} vCPU, ${figure(type.memoryGiB)} GiB)`;
}
