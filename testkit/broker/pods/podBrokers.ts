import { setTimeout as sleep } from "node:timers/promises";
import type { Kube, LiveObject } from "../../controlPlane/kube";
import { apiRefusal, boot } from "../../emqx";
import type { Clock } from "../clock";
import { BrokerCluster } from "../cluster";
import type { BrokerNode } from "../node";
import { isUp, type NodeOfPod, nodeOf, upSince } from "./brokerPod";
import { containerOf, WaitsFor } from "./container";
import { PodHealth } from "./podHealth";

export interface PodBrokersOptions {
    readonly kube: Pick<Kube, "list" | "get" | "mergePatch" | "create">;
    readonly namespace: string;
    /** The name of the EMQX object whose pods these are. */
    readonly instance: string;
    readonly clock: Clock;
    /** How long a broker takes from ready containers to being in the cluster, real seconds. Default: 0. */
    readonly bootSeconds?: number;
    /** Called with what went wrong; the next look tries again. */
    readonly log?: (line: string) => void;
}

/** Where a pod's broker is reached. A pod's own address leads nowhere. */
export interface PodPorts {
    /** `tcp:default`, or what else listens; undefined where nothing does. */
    readonly mqtt: number | undefined;
    readonly api: number;
    /** Where a port of the pod leads to; undefined where nothing listens. */
    readonly portFor: (podPort: number) => number | undefined;
}

interface Known {
    readonly podName: string;
    readonly node: BrokerNode;
    /** As its files were when they were last looked at. */
    seen: NodeOfPod;
    seenAt: number;
    isEnding: boolean;
}

const INSTANCE_LABEL = "apps.emqx.io/instance";
const POLL_MS = 100;
/** How often the files of a running pod are looked at again; a kubelet takes about a minute. */
const SYNC_MS = 3000;

/**
 * A node of the broker double for each pod of an EMQX object, on an API server whose pods run nothing: it begins when the
 * containers are ready, with the pod's own text, environment and files, gets SIGTERM when the pod is deleted and is cut when the pod
 * is gone or its containers are. A pod whose EMQX would not boot never becomes ready, and one that waits for a Secret does not
 * begin. Who wants to reach a pod asks for its ports here.
 */
export class PodBrokers {
    private made: BrokerCluster | undefined;
    private readonly nodes = new Map<string, Known>();
    private readonly health: PodHealth;
    private keys = "";
    private isStopped = false;
    private work: Promise<void> | undefined;

    constructor(private readonly options: PodBrokersOptions) {
        this.health = new PodHealth(options.kube);
    }

    /** Follows the pods from now on. */
    start(): this {
        this.work ??= this.follow();
        return this;
    }

    /** Throws until there was a pod. */
    get cluster(): BrokerCluster {
        if (this.made === undefined) throw new Error(`${this.options.instance} has had no pod that ran`);
        return this.made;
    }

    /** Undefined while no broker answers there. */
    portsOf(podName: string): PodPorts | undefined {
        const node = this.nodeOf(podName);
        if (node === undefined) return undefined;
        return { mqtt: node.mqttPort, api: node.apiPort, portFor: (podPort) => node.portFor(podPort) };
    }

    /** The pod's node while it runs. */
    nodeOf(podName: string): BrokerNode | undefined {
        for (const known of this.nodes.values()) {
            if (known.podName === podName && known.node.isRunning) return known.node;
        }
        return undefined;
    }

    /** Looks once: nodes are afterwards as the pods are. */
    async look(): Promise<void> {
        const { kube, namespace, instance } = this.options;
        const pods = (await kube.list({ apiVersion: "v1", kind: "Pod", namespace })).filter(
            ({ metadata }) => metadata.labels?.[INSTANCE_LABEL] === instance,
        );
        for (const [uid, known] of this.nodes) {
            if (pods.some(({ metadata }) => metadata.uid === uid)) continue;
            this.nodes.delete(uid);
            await known.node.cut();
            // Cores that ended are still known to the others, replicants are not.
            if (known.node.role === "replicant") await this.cluster.remove(known.node.name);
        }
        for (const pod of pods) await this.lookAt(pod);
    }

    async stop(): Promise<void> {
        this.isStopped = true;
        await this.work;
        await this.made?.close();
    }

    private async follow(): Promise<void> {
        while (!this.isStopped) {
            await this.look().catch((error: Error) => this.options.log?.(error.message));
            await sleep(POLL_MS);
        }
    }

    private async lookAt(pod: LiveObject): Promise<void> {
        const { uid } = pod.metadata;
        const known = this.nodes.get(uid);
        if (pod.metadata.deletionTimestamp !== undefined) {
            if (known === undefined || known.isEnding) return;
            known.isEnding = true;
            await known.node.stop();
            return;
        }
        if (!isUp(pod)) await known?.node.cut();
        if (known?.node.isRunning) {
            await this.health.probes(pod, !known.node.agent.isEnabled);
            if (Date.now() < known.seenAt + SYNC_MS) return;
            known.seen = await this.seen(pod);
            known.seenAt = Date.now();
            return;
        }
        if (pod.spec.nodeName === undefined || !this.health.isDue(pod)) return;
        const seen = await this.judged(pod);
        const isBooted = Date.now() >= upSince(pod) + (this.options.bootSeconds ?? 0) * 1000;
        if (seen !== undefined && isUp(pod) && isBooted) await this.begin(pod, seen);
    }

    /** What its container begins with; undefined where it does not begin, which the pod's status says. */
    private async judged(pod: LiveObject): Promise<NodeOfPod | undefined> {
        let seen: NodeOfPod;
        try {
            seen = await this.seen(pod);
        } catch (error) {
            if (!(error instanceof WaitsFor)) throw error;
            await this.health.waits(pod, error.message);
            return undefined;
        }
        const kept = this.made?.keptFor(seen.release);
        const began = boot({
            ...seen.begins,
            release: seen.release,
            ...(kept === undefined ? {} : { kept }),
        });
        if (began.kind === "ended") {
            await this.health.crashes(pod, began.says);
            return undefined;
        }
        // Its probes ask the API: a pod that nobody reaches is killed by the kubelet again and again.
        const refusal = this.made?.joinRefusal(began.node) ?? apiRefusal(began.node);
        if (refusal !== undefined) {
            await this.health.crashes(pod, refusal);
            return undefined;
        }
        await this.health.begins(pod);
        return seen;
    }

    private async seen(pod: LiveObject): Promise<NodeOfPod> {
        return nodeOf(pod, await containerOf(this.options.kube, pod));
    }

    private async begin(pod: LiveObject, seen: NodeOfPod): Promise<void> {
        const { name, role, release } = seen;
        if (name === "emqx@") throw new Error(`pod ${pod.metadata.name} has no EMQX_HOST`);
        this.keys = seen.bootstrapKeys;
        const { clock } = this.options;
        this.made ??= new BrokerCluster({ clock, ...release, bootstrapKeys: () => this.keys });
        const begins = () => {
            const running = [...this.nodes.values()].filter(({ node }) => node.name === name).at(-1);
            return (running?.seen ?? seen).begins;
        };
        const known = this.made.nodes.find((node) => node.name === name);
        const node = known ?? this.made.add({ name, role, begins });
        this.nodes.set(pod.metadata.uid, {
            podName: pod.metadata.name,
            node,
            seen,
            seenAt: Date.now(),
            isEnding: false,
        });
        await node.start(release);
    }
}
