import { instanceFacts } from "../../../provider/alibaba/instanceTypes";
import { newPods } from "../../../provider/emqx/gate/meant/newPods";
import {
    type NodeState,
    type PlacedPod,
    type PodNeeds,
    selects,
    shortages,
} from "../../../provider/emqx/gate/meant/room";
import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { EmqxState, PodState } from "../../../provider/emqx/lines/line/state";
import { parseQuantity } from "../../../provider/kubernetes/quantity";
import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import type { ChangeSet } from "../../changes/change";
import type { WireObject } from "../../monitor/wire";
import type { Rollout } from "../facts/rollout";
import type { Cluster } from "../rules/clusters";
import { listAt, numberAt, textAt } from "../rules/values";

const POOL = "alicloud:cs/nodePool:NodePool";

/** Pods a node of ACK takes with shared ENIs. Source: Alibaba Cloud, ENIs of c7.4xlarge and larger. */
const PODS_PER_NODE = 210;

/**
 * Roles whose new pods cannot find room on the stack's own pools beside the running ones, in sentences. By what an instance
 * has as a whole, so that what does not fit here surely does not; what fits may still not, since system pods take their share.
 */
export function shortagesOf(rollout: Rollout, { before, after }: Cluster, changes: ChangeSet): string[] {
    return rollout.roles.flatMap((role) => {
        const running = before?.replicas[role] ?? 0;
        const pool = after?.pods[role].nodeSelector[NODE_POOL_LABEL];
        const need = after && needsOf(role, after);
        const nodes = pool === undefined ? undefined : nodesOf(changes, pool);
        if (after === undefined || need === undefined || nodes === undefined) return [];
        const pods = before ? oldPods(role, before, nodes) : [];
        const needs = newPods(need, running, rollout.line.pace, after.pace);
        return shortages({ nodes, pods }, needs).map(({ sentence }) => sentence);
    });
}

function requestsOf({ cpu, memory }: PodState): { cpu: number; memory: number } | undefined {
    const [cores, bytes] = [parseQuantity(cpu ?? ""), parseQuantity(memory ?? "")];
    return cores === undefined || bytes === undefined ? undefined : { cpu: cores, memory: bytes };
}

function needsOf(role: Role, { pods, replicas }: EmqxState): PodNeeds | undefined {
    const { nodeSelector, tolerations } = pods[role];
    const each = requestsOf(pods[role]);
    if (each === undefined) return undefined;
    return { role, nodeSelector, tolerations, ...each, wanted: replicas[role], revision: "new" };
}

/** The nodes of a pool as it is to be; undefined where their size or number is not known. */
function nodesOf(changes: ChangeSet, pool: string): NodeState[] | undefined {
    const found = [...changes.after.values()].find(
        ({ type, side }) => type === POOL && pairs(side.inputs, "labels")[NODE_POOL_LABEL] === pool,
    );
    const count = numberAt(found?.side.inputs, "desiredSize");
    const facts = listAt(found?.side.inputs, "instanceTypes").map((type) =>
        instanceFacts(textAt(type) ?? ""),
    );
    if (found === undefined || count === undefined || facts.length === 0 || facts.includes(undefined)) {
        return undefined;
    }
    const { inputs } = found.side;
    return Array.from({ length: count }, (_, i) => ({
        name: `${pool}-${i + 1}`,
        labels: pairs(inputs, "labels"),
        taints: listAt(inputs, "taints").map((taint) => ({
            key: textAt(taint, "key") ?? "",
            value: textAt(taint, "value") ?? "",
            effect: textAt(taint, "effect") ?? "",
        })),
        ready: true,
        cordoned: false,
        cpu: Math.max(...facts.map((f) => f?.vcpus ?? 0)),
        memory: Math.max(...facts.map((f) => f?.memoryGiB ?? 0)) * 2 ** 30,
        pods: PODS_PER_NODE,
    }));
}

function pairs(inputs: WireObject, list: string): Record<string, string> {
    return Object.fromEntries(
        listAt(inputs, list).map((item) => [textAt(item, "key") ?? "", textAt(item, "value") ?? ""]),
    );
}

/** The running pods, spread evenly, where they are on these nodes: a replaced pool has none of them. */
function oldPods(role: Role, { pods, replicas }: EmqxState, nodes: readonly NodeState[]): PlacedPod[] {
    const each = requestsOf(pods[role]);
    const here = nodes.filter(({ labels }) => selects(pods[role].nodeSelector, labels));
    if (each === undefined || here.length === 0) return [];
    return Array.from({ length: replicas[role] }, (_, i) => ({
        node: here[i % here.length]?.name ?? "",
        ...each,
        role,
        revision: "old",
    }));
}
