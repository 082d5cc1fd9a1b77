import { setTimeout as sleep } from "node:timers/promises";
import type { Kube } from "../controlPlane/kube";
import { probeAvailability } from "../controlPlane/readinessProbe";
import { ENDS_WITHIN_ANNOTATION } from "../controlPlane/stages";
import { textRefusal } from "../emqx";
import { type BrokerAccess, type BrokerNode, CallFailed, type ConfigPush, type Member } from "./brokerAccess";
import { imageVersion } from "./brokers";
import { ClientCluster, type ClientHabits } from "./clientCluster";
import type { EvacuationPace, EvacuationSeen } from "./evacuation";
import { DB_ROLE, EMQX_CONTAINER, INSTANCE, MANAGED_BY, type Role, selectorQuery } from "./names";
import { controllerOf, type LivePod, podIs } from "./pods";

/** What a test makes go wrong in brokers that are made up; it may change this at any time. */
export interface BrokerFaults {
    /** What a push of a configuration is answered with. Default: by EMQX's rules. */
    configStatus?: number | undefined;
    /** How long a push takes. */
    configSeconds?: number | undefined;
    /** An image whose cores begin and never become ready. */
    coresNeverReady?: string | undefined;
    /** Pods whose broker nobody reaches, by name. */
    readonly unreachable: Set<string>;
}

export interface ClientOptions extends ClientHabits {
    /** Of each object. */
    readonly clients: number;
    /** Whose pods these are. Default: all. */
    readonly namespace?: string;
    /** How long after its container has begun a broker's probe finds it ready at the soonest. Default: 0. */
    readonly readySeconds?: number;
    /** How long after its container has begun a broker is in the cluster. Default: 0. */
    readonly joinSeconds?: number;
    /** How long after a broker's answer has changed its probe finds out. Default: 0. */
    readonly probeSeconds?: number;
    /** How long a pod takes to end. Default: no time. */
    readonly endSeconds?: number;
}

/** How often pods are looked at, and probed. */
const POLL_MS = 150;

/**
 * Brokers that are made up from the pods, with clients that sit on them and move: to the recipients of an evacuation, or to whoever
 * serves when their node is gone. As the double of EMQX behind the recordings of lines 2.3 and 3.0 did it: the first core that serves
 * gets all clients, a core's evacuation survives its restart, replicants that ended are forgotten. Outlives the operator, and does what the
 * kubelet's probe on `availability_check` does.
 */
export class BrokersWithClients implements BrokerAccess {
    private readonly clusters = new Map<string, ClientCluster>();
    /** What each pod's broker answers its probe, and since when. */
    private readonly answers = new Map<string, { readonly isAvailable: boolean; readonly since: number }>();
    private isStopped = false;
    private work: Promise<void> | undefined;
    readonly faults: BrokerFaults = { unreachable: new Set() };

    constructor(
        private readonly kube: Kube,
        private readonly options: ClientOptions,
    ) {}

    start(): this {
        this.work ??= this.follow();
        return this;
    }

    async stop(): Promise<void> {
        this.isStopped = true;
        await this.work;
    }

    /** Puts so many clients on the nodes of these pods, as if they had always been there. */
    place(byPod: ReadonlyMap<string, number>): void {
        for (const cluster of this.clusters.values()) cluster.place(byPod);
    }

    async answering(pods: readonly LivePod[]): Promise<boolean> {
        return pods.some((pod) => hasStarted(pod) && !this.faults.unreachable.has(pod.metadata.name));
    }

    async members(pods: readonly LivePod[]): Promise<Member[]> {
        const cluster = this.clusterOfPods(pods);
        return cluster === undefined ? [] : cluster.members(this.faults.unreachable);
    }

    async nodes(pods: readonly LivePod[], nodeName: (pod: LivePod) => string): Promise<BrokerNode[]> {
        const members = (await this.members(pods)).filter(({ status }) => status === "running");
        return members
            .sort((a, b) => a.uptimeSeconds - b.uptimeSeconds)
            .flatMap((member) => {
                const pod = pods.find((each) => nodeName(each) === member.name);
                const controllerUid = pod && controllerOf(pod)?.uid;
                if (pod === undefined || controllerUid === undefined) return [];
                return [
                    {
                        name: member.name,
                        podUid: pod.metadata.uid,
                        controllerUid,
                        role: pod.metadata.labels[DB_ROLE] as Role,
                        version: member.version ?? "",
                        edition: "Enterprise" as const,
                        sessions: member.sessions,
                        connections: member.connections,
                    },
                ];
            });
    }

    async evacuationsOf(nodes: readonly Pick<BrokerNode, "podUid">[]): Promise<EvacuationSeen[]> {
        const of = nodes.map(({ podUid }) => podUid);
        const cluster = [...this.clusters.values()].find((each) => each.has(of));
        return cluster === undefined ? [] : cluster.evacuations(Date.now(), this.faults.unreachable);
    }

    async isEvacuating(podUid: string): Promise<boolean> {
        return [...this.clusters.values()].some((cluster) => cluster.isEvacuating(podUid));
    }

    async startEvacuation(
        { name }: Pick<BrokerNode, "name" | "podUid" | "sessions">,
        pace: EvacuationPace,
        recipients: readonly string[],
    ): Promise<void> {
        this.clusterOfNode(name)?.startEvacuation(name, pace, recipients, Date.now());
    }

    async stopEvacuation({ name }: Pick<BrokerNode, "name" | "podUid">): Promise<void> {
        this.clusterOfNode(name)?.stopEvacuation(name);
    }

    async forceLeave(_pods: readonly LivePod[], nodeName: string): Promise<void> {
        this.clusterOfNode(nodeName)?.forget(nodeName);
    }

    async pushConfig({ release, text }: ConfigPush): Promise<void> {
        const { configSeconds, configStatus } = this.faults;
        if (configSeconds !== undefined) await sleep(configSeconds * 1000);
        if (configStatus !== undefined) {
            throw new CallFailed("put", "/api/v5/configs", configStatus, '{"code":"BAD_REQUEST"}');
        }
        const refusal = textRefusal(release, text);
        if (refusal === undefined) return;
        throw new CallFailed("put", "/api/v5/configs", 400, JSON.stringify({ errors: refusal }));
    }

    /** They remember themselves. */
    resumeEvacuation(): void {}

    private clusterOfPods(pods: readonly LivePod[]): ClientCluster | undefined {
        const [first] = pods;
        return first && this.clusters.get(keyOf(first));
    }

    private clusterOfNode(name: string): ClientCluster | undefined {
        return [...this.clusters.values()].find((cluster) => cluster.knows(name));
    }

    private async follow(): Promise<void> {
        while (!this.isStopped) {
            await this.look().catch(() => undefined);
            await sleep(POLL_MS);
        }
    }

    private async look(): Promise<void> {
        const owned = selectorQuery({ [MANAGED_BY]: "emqx-operator" });
        const { namespace } = this.options;
        const where = namespace === undefined ? "" : `/namespaces/${namespace}`;
        const { items } = await this.kube.request("GET", `/api/v1${where}/pods?${owned}`);
        const pods = items as LivePod[];
        const keys = new Set([...this.clusters.keys(), ...pods.map(keyOf)]);
        for (const key of keys) {
            const own = pods.filter((pod) => keyOf(pod) === key);
            const cluster = this.clusters.get(key) ?? new ClientCluster(this.options.clients, this.options);
            this.clusters.set(key, cluster);
            cluster.look(own.filter((pod) => this.hasJoined(pod)).map(seen), Date.now());
        }
        await Promise.allSettled(pods.map((pod) => this.probe(pod)));
    }

    private hasJoined(pod: LivePod): boolean {
        return hasStarted(pod) && Date.now() >= startedAt(pod) + (this.options.joinSeconds ?? 0) * 1000;
    }

    /** The kubelet's; a pod is out of service from the moment that its evacuation begins, or that nobody reaches it. */
    private async probe(pod: LivePod): Promise<void> {
        const { metadata } = pod;
        if (metadata.deletionTimestamp !== undefined) return;
        const { readySeconds = 0 } = this.options;
        const isUp = readySeconds === 0 || Date.now() >= startedAt(pod) + readySeconds * 1000;
        const isFit = metadata.labels[DB_ROLE] !== "core" || imageIn(pod) !== this.faults.coresNeverReady;
        const isReached = !this.faults.unreachable.has(metadata.name);
        const isAvailable = isUp && isFit && isReached && !(await this.isEvacuating(metadata.uid));
        if (this.isFoundOut(metadata.uid, isAvailable)) await probeAvailability(this.kube, pod, isAvailable);
        await this.slowDown(pod);
    }

    private isFoundOut(podUid: string, isAvailable: boolean): boolean {
        const known = this.answers.get(podUid);
        const answer = known?.isAvailable === isAvailable ? known : { isAvailable, since: Date.now() };
        this.answers.set(podUid, answer);
        // What it begins with is no change.
        const { probeSeconds = 0 } = this.options;
        return known === undefined || Date.now() >= answer.since + probeSeconds * 1000;
    }

    /** How long it is going to take to end. */
    private async slowDown({ metadata }: LivePod): Promise<void> {
        const { endSeconds } = this.options;
        if (endSeconds === undefined || metadata.annotations?.[ENDS_WITHIN_ANNOTATION] !== undefined) return;
        const { name, namespace } = metadata;
        await this.kube.mergePatch(
            { apiVersion: "v1", kind: "Pod", metadata: { name, namespace } },
            { metadata: { annotations: { [ENDS_WITHIN_ANNOTATION]: `${endSeconds * 1000}ms` } } },
        );
    }
}

function keyOf({ metadata }: LivePod): string {
    return `${metadata.namespace}/${metadata.labels[INSTANCE]}`;
}

/** Its container runs, whatever its probe says, and nobody has asked it to end. */
function hasStarted({ metadata, status }: LivePod): boolean {
    const container = status.containerStatuses?.find(({ name }) => name === EMQX_CONTAINER);
    return (
        metadata.deletionTimestamp === undefined && status.podIP !== undefined && container?.started === true
    );
}

/** In the future while it has not begun; without a time to wait for it is ready as soon as it begins. */
function startedAt({ status }: LivePod): number {
    const container = status.containerStatuses?.find(({ name }) => name === EMQX_CONTAINER);
    const since = container?.state?.running?.startedAt;
    return since === undefined ? Number.POSITIVE_INFINITY : Date.parse(since);
}

function imageIn({ spec }: LivePod): string | undefined {
    return spec.containers.find(({ name }) => name === EMQX_CONTAINER)?.image;
}

function seen(pod: LivePod) {
    const container = pod.spec.containers.find(({ name }) => name === EMQX_CONTAINER);
    const domain = container?.env?.find(({ name }) => name === "EMQX_CLUSTER__DNS__NAME")?.value;
    const role = pod.metadata.labels[DB_ROLE] as Role;
    return {
        name: role === "core" ? `emqx@${pod.metadata.name}.${domain}` : `emqx@${pod.status.podIP}`,
        podName: pod.metadata.name,
        podUid: pod.metadata.uid,
        role,
        version: imageVersion(container?.image ?? ""),
        serves: podIs(pod, "Ready"),
    };
}
