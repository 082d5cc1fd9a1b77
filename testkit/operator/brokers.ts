import { textRefusal } from "../emqx";
import { type BrokerAccess, type BrokerNode, CallFailed, type ConfigPush, type Member } from "./brokerAccess";
import {
    type Evacuation,
    type EvacuationPace,
    type EvacuationState,
    evacuationAt,
    evacuationFrom,
} from "./evacuation";
import { DB_ROLE, EMQX_CONTAINER, type Role } from "./names";
import { controllerOf, type LivePod, podCondition, podIs } from "./pods";

/** What the brokers in the pods are made to do. */
export interface BrokerOptions {
    /** Client connections that every replicant pretends to have until it is evacuated. */
    readonly connectionsPerReplicant: number;
    /** How long after its containers are ready a broker answers. */
    readonly bootSeconds: number;
    /** How long an evacuation waits before it closes the first connection. */
    readonly waitHealthCheckSeconds: number;
}

/**
 * EMQX as the operator sees it through EMQX's API, made up from the pods: nothing ever talks to a pod here.
 * Remembers the evacuations that were started.
 */
export class Brokers implements BrokerAccess {
    private readonly evacuations = new Map<string, Evacuation>();

    constructor(
        private readonly options: BrokerOptions,
        private readonly now: () => number,
    ) {}

    async answering(pods: readonly LivePod[]): Promise<boolean> {
        return pods.some((pod) => pod.metadata.labels[DB_ROLE] === "core" && hasContainers(pod));
    }

    async nodes(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<BrokerNode[]> {
        const running = pods.filter((pod) => hasContainers(pod) && this.now() >= this.bootedAt(pod));
        return running
            .sort((a, b) => this.bootedAt(b) - this.bootedAt(a))
            .flatMap((pod) => {
                const controllerUid = controllerOf(pod)?.uid;
                return controllerUid === undefined ? [] : [this.node(pod, nodeName(pod), controllerUid)];
            });
    }

    /** Each is where it should be by now. */
    async evacuationsOf(nodes: readonly Pick<BrokerNode, "podUid">[]): Promise<EvacuationState[]> {
        return nodes.flatMap(({ podUid }) => {
            const evacuation = this.evacuations.get(podUid);
            return evacuation === undefined ? [] : [evacuationAt(evacuation, this.now())];
        });
    }

    async isEvacuating(podUid: string): Promise<boolean> {
        return this.evacuations.has(podUid);
    }

    async startEvacuation(
        { name, podUid, sessions }: Pick<BrokerNode, "name" | "podUid" | "sessions">,
        pace: EvacuationPace,
        recipients: readonly string[],
    ): Promise<void> {
        if (this.evacuations.has(podUid)) return;
        const started = { node: name, clients: sessions, startedAt: this.now(), recipients };
        const { waitHealthCheckSeconds } = this.options;
        this.evacuations.set(podUid, { waitHealthCheckSeconds, ...started, ...pace });
    }

    /** Evacuations are the pods' here, and end with them. */
    async stopEvacuation({ podUid }: Pick<BrokerNode, "name" | "podUid">): Promise<void> {
        this.evacuations.delete(podUid);
    }

    /** Only what runs is in the cluster here. */
    async forceLeave(): Promise<void> {}

    async members(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<Member[]> {
        const nodes = await this.nodes([...pods], nodeName);
        return nodes.map(({ name, role, version, sessions, connections, podUid }) => {
            const pod = pods.find(({ metadata }) => metadata.uid === podUid);
            const uptimeSeconds = pod === undefined ? 0 : (this.now() - this.bootedAt(pod)) / 1000;
            const counts = { sessions, connections, uptimeSeconds };
            return { name, status: "running", role, version, otpRelease: "27.3.4.2-2/15.2.7.1", ...counts };
        });
    }

    resumeEvacuation(podUid: string, seen: Omit<EvacuationState, "state">): void {
        if (!this.evacuations.has(podUid)) this.evacuations.set(podUid, evacuationFrom(seen, this.now()));
    }

    /** Of the readings of a text only that one by which it is taken at all; nobody has a listener here. */
    async pushConfig({ release, text }: ConfigPush): Promise<void> {
        const refusal = textRefusal(release, text);
        if (refusal === undefined) return;
        throw new CallFailed("put", "/api/v5/configs", 400, JSON.stringify({ errors: refusal }));
    }

    private node(pod: LivePod, name: string, controllerUid: string): BrokerNode {
        const role = pod.metadata.labels[DB_ROLE] as Role;
        const image = pod.spec.containers.find((container) => container.name === EMQX_CONTAINER)?.image ?? "";
        const evacuation = this.evacuations.get(pod.metadata.uid);
        const now = evacuation && evacuationAt(evacuation, this.now());
        const clients = role === "replicant" ? this.options.connectionsPerReplicant : 0;
        return {
            name,
            podUid: pod.metadata.uid,
            controllerUid,
            role,
            version: imageVersion(image),
            edition: image.includes("emqx-enterprise") ? "Enterprise" : "Opensource",
            sessions: now?.sessions ?? clients,
            connections: now?.connected ?? clients,
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

/** `registry:5000/emqx/emqx:5.7.2@sha256:…` is 5.7.2. */
export function imageVersion(image: string): string {
    const repository = image.replace(/@.*$/, "").split("/").at(-1) ?? "";
    return repository.split(":")[1] ?? "";
}
