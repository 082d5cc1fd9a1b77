import { type InstanceFigures, instanceFigures, knownInstanceTypes } from "../../alibaba/instanceTable";
import { type CeilingFinding, WARN_ABOVE } from "../../capacity/ceiling";
import type { ClientsDuringChange } from "../../emqx/gate/meant/clients";
import type { EmqxOnAckArgs } from "../../emqxOnAckArgs";
import { EVALUATION_INSTANCE_TYPES } from "../../nodes/defaults";
import { figure, percent } from "../../wording/figures";
import { COMFORTABLE, evaluate, type Fill, NOT_IN_OUR_HANDS, nodesNeeded } from "./fit";
import { obstaclesOf } from "./obstacles";
import type { ProposalRequest } from "./request";
import { evaluationStack, stackOf, TRY_OUT, tryOutStack, upgradeOf } from "./stack";

/** A stack for a load, with what limits it. */
export interface ProposedStack {
    readonly title: string;
    /** Why one would take it. */
    readonly why: string;
    readonly type: InstanceFigures;
    /** Nodes that take the clients. */
    readonly nodes: number;
    /** 0 where cores take the clients. */
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

/** Sold today, with figures that are known; EMQX's reference measurement ran on this generation. */
const OFFERED = /^ecs\.(c7|g7|c8i|g8i|g7ne)\./;

/**
 * Nodes that are easy to look after; an upgrade empties one after another. Where they are more, or an upgrade cuts
 * clients, the types are large. A type that a load rules out stays ruled out for more load, so that more load never gets less.
 */
const EASY_NODES = 10;
const LARGE_VCPUS = 32;

/** Utilisation of the shape with most headroom. */
const ROOMY: Fill = { relieved: 0.4, fixed: 0.4, allowed: WARN_ABOVE };

/** How full a shape may be, the first that there is one for: it is proposed, and what is nearly too much is told. */
const FILLS: readonly Fill[] = [
    COMFORTABLE,
    { relieved: WARN_ABOVE, fixed: 1, allowed: WARN_ABOVE },
    { relieved: WARN_ABOVE, fixed: 1, allowed: 1 },
    { relieved: 1, fixed: 1, allowed: 1 },
];

/** Connections for which there is a shape to try it out. */
const TRY_OUT_UP_TO = 10_000;

/** Two to four shapes for a load, one for an evaluation. */
export function propose(request: ProposalRequest): Proposal {
    const licensed = request.licensedConnections ?? Number.POSITIVE_INFINITY;
    if (request.connections > licensed) {
        const words = `${figure(request.connections)} connections are more than the ${figure(licensed)} licensed`;
        return {
            shapes: [],
            obstacles: [`license: ${words}; write what a larger license allows in --licensed`],
        };
    }
    if (request.license !== undefined) return evaluation(request);
    const types = typesFor(request);
    const fitting = fittingShapes(request, types);
    const small = tryOut(request);
    if (fitting.length + small.length === 0) {
        return { shapes: [], obstacles: obstaclesOf(request, types, carries) };
    }
    const roomy = types.flatMap((type) => candidates(request, type, ROOMY));
    const shapes = [
        titled("recommended", "least hardware", least(fitting, hardware)),
        titled(
            "fewest nodes",
            "least to look after; losing one moves most clients",
            least(fitting, (one) => [cutting(one), ...fewest(one)]),
        ),
        titled(
            "most headroom",
            `nothing that the load fills above ${percent(ROOMY.relieved)}`,
            least(roomy, (one) => [cutting(one), ...hardware(one)]),
        ),
        small,
    ];
    return { shapes: distinct(shapes.flat()), obstacles: [] };
}

/** The one shape that EMQX's key for evaluation has. */
function evaluation(request: ProposalRequest): Proposal {
    const type = instanceFigures(EVALUATION_INSTANCE_TYPES[0] as string) as InstanceFigures;
    const { args, findings } = evaluate(evaluationStack(request));
    const full = findings.find(
        ({ ceiling, growsWithLoad }) =>
            growsWithLoad && ceiling.name !== NOT_IN_OUR_HANDS && (ceiling.utilisation ?? 0) > WARN_ABOVE,
    );
    if (full !== undefined) {
        const { where, arithmetic } = full.ceiling;
        const words = `${where}: ${arithmetic}, on the small nodes of EMQX's key for evaluation`;
        return { shapes: [], obstacles: [`${words}; plan it with a license of yours, without --license`] };
    }
    const nodes = args.replicantPool?.nodes as number;
    const upgrade = upgradeOf(args);
    const shape: ProposedStack = {
        title: "evaluation",
        why: "what license Evaluation makes by itself",
        type,
        nodes,
        replicants: nodes,
        args,
        findings,
        ...(upgrade === undefined ? {} : { upgrade }),
    };
    return { shapes: [shape], obstacles: [] };
}

function typesFor({ instanceTypes }: ProposalRequest): InstanceFigures[] {
    return instanceTypes
        ? instanceTypes.map(instanceFigures).filter((type) => type !== undefined)
        : knownInstanceTypes().filter(({ type }) => OFFERED.test(type));
}

type Candidate = Omit<ProposedStack, "title" | "why">;

function fittingShapes(request: ProposalRequest, types: readonly InstanceFigures[]): readonly Candidate[] {
    for (const fill of FILLS) {
        const found = types.flatMap((type) => candidates(request, type, fill));
        if (found.length > 0) return found;
    }
    return [];
}

/** Whether one stack carries a load with room for a surprise. */
function carries(request: ProposalRequest): boolean {
    return typesFor(request).some((type) => nodesNeeded(request, type) !== undefined);
}

function candidates(request: ProposalRequest, type: InstanceFigures, fill: Fill): Candidate[] {
    const needed = nodesNeeded(request, type, fill);
    const replicants = needed === undefined ? undefined : easyNodes(request, type, needed);
    if (replicants === undefined) return [];
    const { args, findings } = evaluate(stackOf(request, type.type, replicants));
    const upgrade = upgradeOf(args);
    return [
        {
            type,
            nodes: replicants,
            replicants,
            args,
            findings,
            ...(upgrade === undefined ? {} : { upgrade }),
        },
    ];
}

/** As many of a small type that an upgrade cuts nobody, and not too many to look after; undefined where there are none. */
function easyNodes(request: ProposalRequest, type: InstanceFigures, needed: number): number | undefined {
    if (type.vcpus >= LARGE_VCPUS || request.instanceTypes !== undefined) return needed;
    for (let nodes = needed; nodes <= EASY_NODES; nodes += 1) {
        if ((upgradeOf(stackOf(request, type.type, nodes))?.cutAtOnce ?? 0) === 0) return nodes;
    }
    return undefined;
}

/** A core or two for a first look, where the load is small enough for it. */
function tryOut(request: ProposalRequest): ProposedStack[] {
    const type = instanceFigures(TRY_OUT.type) as InstanceFigures;
    if (request.connections > TRY_OUT_UP_TO || request.instanceTypes !== undefined) return [];
    const { args, findings, sound } = evaluate(tryOutStack(request));
    const full = findings.some(
        ({ ceiling }) => ceiling.name !== NOT_IN_OUR_HANDS && (ceiling.utilisation ?? 0) > WARN_ABOVE,
    );
    if (full || !sound) return [];
    return [
        {
            title: "to try it out",
            why: "one EMQX core, no replicants",
            type,
            nodes: TRY_OUT.nodes,
            replicants: 0,
            args,
            findings,
        },
    ];
}

function hardware({ type, nodes }: Candidate): number[] {
    return [type.vcpus * nodes, type.memoryGiB * nodes, nodes];
}

/** Whether an upgrade cuts clients. */
function cutting({ upgrade }: Candidate): number {
    return (upgrade?.cutAtOnce ?? 0) > 0 ? 1 : 0;
}

function fewest({ type, nodes }: Candidate): number[] {
    return [nodes, type.vcpus, type.memoryGiB];
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
            shapes.findIndex(
                (s) =>
                    s.type.type === shape.type.type &&
                    s.nodes === shape.nodes &&
                    s.replicants === shape.replicants,
            ) === at,
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
export function nodesInWords({ nodes, type }: ProposedStack): string {
    return `${figure(nodes)} x ${type.type} (${figure(type.vcpus)} vCPU, ${figure(type.memoryGiB)} GiB)`;
}
