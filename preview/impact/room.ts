import { instanceFacts } from "../../provider/alibaba/instanceTypes";
import {
    type NodeState,
    type PlacedPod,
    type PodNeeds,
    selects,
    shortages,
} from "../../provider/emqx/gate/meant/room";
import { parseQuantity } from "../../provider/kubernetes/quantity";
import { NODE_POOL_LABEL } from "../../provider/naming/labels";
import type { Toleration } from "../../provider/scheduling/podFits";
import type { ChangeSet } from "../changes/change";
import type { WireObject } from "../monitor/wire";
import type { Cluster } from "./clusters";
import type { Role, Rollout } from "./review";
import { listAt, numberAt, objectAt, textAt } from "./values";

const POOL = "alicloud:cs/nodePool:NodePool";

/** Pods a node of ACK takes with shared ENIs. Source: Alibaba Cloud, ENIs of c7.4xlarge and larger. */
const PODS_PER_NODE = 210;

/**
 * Roles whose new pods cannot find room on the stack's own pools beside the running ones, in sentences. By what an instance
 * has as a whole, so that what does not fit here surely does not; what fits may still not, since system pods take their share.
 */
export function shortagesOf(rollout: Rollout, cluster: Cluster, changes: ChangeSet): string[] {
    return rollout.roles.flatMap((role) => {
        const template = specOf(cluster.inputsAfter, role);
        const selector = texts(objectAt(template, "nodeSelector"));
        const pool = selector[NODE_POOL_LABEL];
        const need = needsOf(role, template, selector, cluster.after?.replicas[role] ?? 0);
        if (pool === undefined || need === undefined) return [];
        const nodes = nodesOf(changes, pool);
        if (nodes === undefined) return [];
        const pods = oldPods(cluster, role, nodes);
        return shortages({ nodes, pods }, [need]).map(({ sentence }) => sentence);
    });
}

function specOf(inputs: WireObject | undefined, role: Role): WireObject | undefined {
    return objectAt(inputs, "spec", `${role}Template`, "spec");
}

function texts(object: WireObject | undefined): Record<string, string> {
    return Object.fromEntries(
        Object.keys(object ?? {}).flatMap((key) => {
            const value = textAt(object, key);
            return value === undefined ? [] : [[key, value]];
        }),
    );
}

function requests(template: WireObject | undefined): { cpu: number; memory: number } | undefined {
    const of = (name: string) => parseQuantity(textAt(template, "resources", "requests", name) ?? "");
    const [cpu, memory] = [of("cpu"), of("memory")];
    return cpu === undefined || memory === undefined ? undefined : { cpu, memory };
}

function needsOf(
    role: Role,
    template: WireObject | undefined,
    nodeSelector: Record<string, string>,
    wanted: number,
): PodNeeds | undefined {
    const each = requests(template);
    if (each === undefined) return undefined;
    const tolerations = listAt(template, "tolerations").map((t) => texts(objectAt(t)) as Toleration);
    return { role, nodeSelector, tolerations, ...each, wanted, revision: "new" };
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
function oldPods(cluster: Cluster, role: Role, nodes: readonly NodeState[]): PlacedPod[] {
    const template = specOf(cluster.inputsBefore, role);
    const each = requests(template);
    const selector = texts(objectAt(template, "nodeSelector"));
    const here = nodes.filter(({ labels }) => selects(selector, labels));
    if (each === undefined || here.length === 0) return [];
    return Array.from({ length: cluster.before?.replicas[role] ?? 0 }, (_, i) => ({
        node: here[i % here.length]?.name ?? "",
        ...each,
        role,
        revision: "old",
    }));
}
