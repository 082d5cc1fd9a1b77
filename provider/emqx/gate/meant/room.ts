import { podFits, type Toleration } from "../../../scheduling/podFits";
import type { Role } from "../../lines/line/observation";

/** What a role's new pods ask of a node. */
export interface PodNeeds {
    readonly role: Role;
    readonly nodeSelector: Readonly<Record<string, string>>;
    readonly tolerations: readonly Toleration[];
    /** Cores. */
    readonly cpu: number;
    /** Bytes. */
    readonly memory: number;
    /** Pods that are to run. */
    readonly wanted: number;
    /** Whose set they belong to; those that have a node already need no more room. */
    readonly revision: string;
    /** They come in the places of the role's old pods, which go before. */
    readonly inPlace?: boolean;
}

export interface NodeState {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly taints: readonly { key: string; value?: string; effect: string }[];
    readonly ready: boolean;
    readonly cordoned: boolean;
    readonly cpu: number;
    readonly memory: number;
    readonly pods: number;
}

export interface PlacedPod {
    readonly node: string;
    readonly cpu: number;
    readonly memory: number;
    /** For pods of the EMQX cluster. */
    readonly role?: string;
    readonly revision?: string;
}

export interface Room {
    readonly nodes: readonly NodeState[];
    readonly pods: readonly PlacedPod[];
}

export interface Shortage {
    readonly role: Role;
    /** What is missing and why, for a person. */
    readonly sentence: string;
}

/**
 * Roles whose new pods do not all find a node. Beside the running ones the room that counts is what these leave; in their places it
 * is all that the role's old pods had.
 */
export function shortages(room: Room, needs: readonly PodNeeds[]): Shortage[] {
    const beside = freeIn(room, room.pods);
    return needs.flatMap((need) => {
        const isOld = ({ role, revision }: PlacedPod) => role === need.role && revision !== need.revision;
        const free = need.inPlace
            ? freeIn(
                  room,
                  room.pods.filter((pod) => !isOld(pod)),
              )
            : beside;
        const has = room.pods.filter((p) => p.role === need.role && p.revision === need.revision).length;
        const missing = Math.max(0, need.wanted - has);
        const labelled = room.nodes.filter((node) => selects(need.nodeSelector, node.labels));
        const usable = labelled.filter((n) => n.ready && !n.cordoned && podFits(need.tolerations, n.taints));
        let placed = 0;
        for (const node of usable) placed += take(free.get(node.name) as Free, need, missing - placed);
        if (placed >= missing) return [];
        return [{ role: need.role, sentence: sentence(need, missing, placed, labelled, usable) }];
    });
}

function freeIn({ nodes }: Room, pods: readonly PlacedPod[]): Map<string, Free> {
    return new Map(nodes.map((node) => [node.name, leftOn(node, pods)]));
}

interface Free {
    cpu: number;
    memory: number;
    pods: number;
}

function leftOn(node: NodeState, pods: readonly PlacedPod[]): Free {
    const here = pods.filter((pod) => pod.node === node.name);
    const sum = (of: (pod: PlacedPod) => number) => here.reduce((total, pod) => total + of(pod), 0);
    return {
        cpu: node.cpu - sum((pod) => pod.cpu),
        memory: node.memory - sum((pod) => pod.memory),
        pods: node.pods - here.length,
    };
}

/** Places as many pods as fit, at most `limit`, and takes their share away. */
function take(free: Free, need: PodNeeds, limit: number): number {
    const times = (have: number, each: number) =>
        each > 0 ? Math.floor(have / each + 1e-9) : Number.POSITIVE_INFINITY;
    const fits = Math.min(limit, free.pods, times(free.cpu, need.cpu), times(free.memory, need.memory));
    const count = Math.max(0, fits);
    free.cpu -= count * need.cpu;
    free.memory -= count * need.memory;
    free.pods -= count;
    return count;
}

export function selects(
    selector: Readonly<Record<string, string>>,
    labels: Readonly<Record<string, string>>,
): boolean {
    return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function sentence(
    need: PodNeeds,
    missing: number,
    placed: number,
    labelled: readonly NodeState[],
    usable: readonly NodeState[],
): string {
    const labels = Object.entries(need.nodeSelector).map(([key, value]) => `${key}=${value}`);
    const notReady = labelled.filter((node) => !usable.includes(node)).map((node) => node.name);
    const where = labels.length > 0 ? `nodes with ${labels.join(",")}` : "nodes";
    const state = `${usable.length} ready${notReady.length > 0 ? `, not usable: ${notReady.slice(0, 5).join(", ")}` : ""}`;
    return `${missing} new ${need.role} pods (CPU ${need.cpu}, memory ${mebibytes(need.memory)} each) need room ${need.inPlace ? "in the places of the running ones" : "beside the running ones"}, and the ${where} have room for ${placed} (${state})`;
}

function mebibytes(bytes: number): string {
    return `${Math.round(bytes / 1_048_576)}Mi`;
}
