import type { Kube } from "./kube";
import { waitUntil } from "./waitUntil";

/** A fake node: KWOK keeps it Ready and plays its kubelet. */
export interface NodeSpec {
    readonly name: string;
    /** For example "cn-hangzhou-g"; the region is what comes before the last dash. */
    readonly zone: string;
    /** Added to the ones every node has, and before them. */
    readonly labels?: Readonly<Record<string, string>>;
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
    /** Default: "32". */
    readonly cpu?: string;
    /** Default: "64Gi". */
    readonly memory?: string;
}

/** Kubernetes' own taint of a node that nobody has seen ready yet. */
const NOT_READY_TAINT = "node.kubernetes.io/not-ready";

const READY_LIMIT_MS = 60_000;

/** Adds nodes, or sets labels and taints of those that are there; resolves when pods can be scheduled to them. */
export async function addNodes(kube: Kube, nodes: readonly NodeSpec[]): Promise<void> {
    await Promise.all(
        nodes.map((node) => kube.apply(manifest(node), { fieldManager: "fake-nodes", force: true })),
    );
    const names = new Set(nodes.map(({ name }) => name));
    await waitUntil(`nodes ${[...names].join(", ")} become ready`, READY_LIMIT_MS, async () => {
        const { items } = await kube.core.listNode();
        const ready = items.filter(
            ({ metadata, spec, status }) =>
                names.has(metadata?.name ?? "") &&
                status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") &&
                !spec?.taints?.some(({ key }) => key === NOT_READY_TAINT),
        );
        return ready.length === names.size || undefined;
    });
}

/** Takes nodes away with the pods on them, as when machines are released; resolves when both are gone. */
export async function removeNodes(kube: Kube, names: readonly string[]): Promise<void> {
    const node = (name: string) => ({ apiVersion: "v1", kind: "Node", metadata: { name } });
    await Promise.all(names.map((name) => kube.delete(node(name))));
    const gone = new Set(names);
    // Without a node there is no kubelet to end its pods, and the garbage collector takes a minute.
    await waitUntil(`pods of nodes ${names.join(", ")} are gone`, READY_LIMIT_MS, async () => {
        const pods = (await kube.core.listPodForAllNamespaces()).items.filter((pod) =>
            gone.has(pod.spec?.nodeName ?? ""),
        );
        await Promise.all(
            pods.map(({ metadata }) =>
                kube.delete({ apiVersion: "v1", kind: "Pod", metadata }, { gracePeriodSeconds: 0 }),
            ),
        );
        return pods.length === 0 || undefined;
    });
}

function manifest({ name, zone, labels, taints, cpu = "32", memory = "64Gi" }: NodeSpec): object {
    const resources = { cpu, memory, pods: "110", "ephemeral-storage": "100Gi" };
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: {
            name,
            annotations: { "kwok.x-k8s.io/node": "fake" },
            labels: {
                "kubernetes.io/arch": "amd64",
                "kubernetes.io/os": "linux",
                "kubernetes.io/hostname": name,
                "node.kubernetes.io/instance-type": "ecs.c7.8xlarge",
                "topology.kubernetes.io/region": zone.replace(/-[^-]*$/, ""),
                "topology.kubernetes.io/zone": zone,
                ...labels,
            },
        },
        spec: { taints: taints ?? [] },
        status: {
            allocatable: resources,
            capacity: resources,
            nodeInfo: {
                architecture: "amd64",
                operatingSystem: "linux",
                osImage: "Alibaba Cloud Linux 3",
                kernelVersion: "5.10.134-18.al8.x86_64",
                kubeletVersion: "v1.34.1",
                kubeProxyVersion: "v1.34.1",
                containerRuntimeVersion: "containerd://1.6.28",
                bootID: "",
                machineID: "",
                systemUUID: "",
            },
        },
    };
}
