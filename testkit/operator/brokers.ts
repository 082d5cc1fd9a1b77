import { type Evacuation, evacuationAt } from "./evacuation";
import type { Emqx } from "./lines/v2beta1/emqxObject";
import type { BrokerNode, EvacuationStatus } from "./lines/v2beta1/emqxStatus";
import { DB_ROLE, EMQX_CONTAINER, nameOf } from "./names";
import { controllerOf, type LivePod, podCondition, podIs } from "./pods";

/** What the brokers in the pods are made to do. */
export interface BrokerOptions {
    /** Client connections that every replicant pretends to have until it is evacuated. */
    readonly connectionsPerReplicant: number;
    /** How long after its containers are ready a broker answers. */
    readonly bootSeconds: number;
}

/**
 * EMQX as the operator sees it through EMQX's API, made up from the pods: nothing ever talks to a pod here.
 * Remembers the evacuations that were started.
 */
export class Brokers {
    private readonly evacuations = new Map<string, Evacuation>();

    constructor(
        private readonly options: BrokerOptions,
        private readonly now: () => number,
    ) {}

    /** Some core answers, so the operator has an API to ask. */
    answering(pods: readonly LivePod[]): boolean {
        return pods.some((pod) => pod.metadata.labels[DB_ROLE] === "core" && hasContainers(pod));
    }

    /** The cluster's nodes, youngest first. */
    nodes(emqx: Emqx, pods: readonly LivePod[]): BrokerNode[] {
        const running = pods.filter((pod) => hasContainers(pod) && this.now() >= this.bootedAt(pod));
        return running
            .sort((a, b) => this.bootedAt(b) - this.bootedAt(a))
            .flatMap((pod) => {
                const controllerUID = controllerOf(pod)?.uid;
                return controllerUID === undefined ? [] : [this.node(emqx, pod, controllerUID)];
            });
    }

    /** Ends evacuations whose node is gone; those that an earlier stand-in had started are taken up where they were. */
    evacuationsOf(emqx: Emqx, nodes: readonly BrokerNode[]): EvacuationStatus[] {
        for (const { node, podUID } of nodes) {
            const told = emqx.status.nodeEvacuationsStatus.find((status) => status.node === node);
            if (told && !this.evacuations.has(podUID)) this.evacuations.set(podUID, this.resumed(emqx, told));
        }
        return nodes.flatMap(({ podUID }) => {
            const evacuation = this.evacuations.get(podUID);
            return evacuation === undefined ? [] : [evacuationAt(evacuation, this.now())];
        });
    }

    isEvacuating(podUID: string): boolean {
        return this.evacuations.has(podUID);
    }

    startEvacuation(emqx: Emqx, node: BrokerNode, recipients: readonly string[]): void {
        if (this.evacuations.has(node.podUID)) return;
        const started = { node: node.node, clients: node.connections, startedAt: this.now(), recipients };
        this.evacuations.set(node.podUID, { ...started, ...pace(emqx) });
    }

    private resumed(emqx: Emqx, told: EvacuationStatus): Evacuation {
        const { initial_connected: clients, current_connected, current_sessions } = told.stats;
        const settings = pace(emqx);
        const connectionsClosedFor = (clients - current_connected) / settings.connectionsPerSecond;
        const sessionsClosedFor = (clients - current_sessions) / settings.sessionsPerSecond;
        const waited = sessionsClosedFor > 0 ? settings.waitTakeoverSeconds : 0;
        const startedAt = this.now() - (connectionsClosedFor + waited + sessionsClosedFor) * 1000;
        return { node: told.node, clients, startedAt, recipients: told.session_recipients, ...settings };
    }

    private node(emqx: Emqx, pod: LivePod, controllerUID: string): BrokerNode {
        const role = pod.metadata.labels[DB_ROLE] as string;
        const image = pod.spec.containers.find(({ name }) => name === EMQX_CONTAINER)?.image ?? "";
        const evacuation = this.evacuations.get(pod.metadata.uid);
        const stats = evacuation && evacuationAt(evacuation, this.now()).stats;
        const clients = role === "replicant" ? this.options.connectionsPerReplicant : 0;
        return {
            controllerUID,
            podUID: pod.metadata.uid,
            node: nodeName(emqx, pod),
            node_status: "running",
            otp_release: "26.2.5/14.2.5",
            version: imageVersion(image),
            role,
            edition: image.includes("emqx-enterprise") ? "Enterprise" : "Opensource",
            connections: stats?.current_sessions ?? clients,
            live_connections: stats?.current_connected ?? clients,
        };
    }

    private bootedAt(pod: LivePod): number {
        const since =
            podCondition(pod, "ContainersReady")?.lastTransitionTime ?? pod.metadata.creationTimestamp;
        return Date.parse(since) + this.options.bootSeconds * 1000;
    }
}

function hasContainers(pod: LivePod): boolean {
    return (
        pod.metadata.deletionTimestamp === undefined &&
        pod.status.podIP !== undefined &&
        podIs(pod, "ContainersReady")
    );
}

export function nodeName(emqx: Emqx, pod: LivePod): string {
    if (pod.metadata.labels[DB_ROLE] !== "core") return `emqx@${pod.status.podIP}`;
    const { name, namespace } = emqx.metadata;
    return `emqx@${pod.metadata.name}.${nameOf.headless(name)}.${namespace}.svc.${emqx.spec.clusterDomain}`;
}

/** `registry:5000/emqx/emqx:5.7.2@sha256:…` is 5.7.2. */
function imageVersion(image: string): string {
    const repository = image.replace(/@.*$/, "").split("/").at(-1) ?? "";
    return repository.split(":")[1] ?? "";
}

function pace(
    emqx: Emqx,
): Pick<Evacuation, "connectionsPerSecond" | "sessionsPerSecond" | "waitTakeoverSeconds"> {
    const { connEvictRate, sessEvictRate, waitTakeover = 0 } = emqx.spec.updateStrategy.evacuationStrategy;
    return {
        connectionsPerSecond: connEvictRate,
        sessionsPerSecond: sessEvictRate,
        waitTakeoverSeconds: waitTakeover,
    };
}
