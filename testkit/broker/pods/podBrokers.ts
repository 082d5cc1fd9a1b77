import { setTimeout as sleep } from "node:timers/promises";
import type { Kube, LiveObject } from "../../controlPlane/kube";
import type { Clock } from "../clock";
import { BrokerCluster } from "../cluster";
import type { BrokerNode } from "../node";
import { isUp, nodeOf, upSince } from "./brokerPod";

export interface PodBrokersOptions {
    readonly kube: Pick<Kube, "list" | "get">;
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
    readonly mqtt: number;
    readonly api: number;
}

const INSTANCE_LABEL = "apps.emqx.io/instance";
const POLL_MS = 100;

/**
 * A node of the broker double for each pod of an EMQX object, on an API server whose pods run nothing: it begins when the
 * containers are ready, gets SIGTERM when the pod is deleted and is cut when the pod is gone or its containers are. Who wants to
 * reach a pod asks for its ports here.
 */
export class PodBrokers {
    private made: BrokerCluster | undefined;
    private readonly nodes = new Map<string, { podName: string; node: BrokerNode; isEnding: boolean }>();
    private keys = "";
    private isStopped = false;
    private work: Promise<void> | undefined;

    constructor(private readonly options: PodBrokersOptions) {}

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
        return node && { mqtt: node.mqttPort, api: node.apiPort };
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
        const { uid, name } = pod.metadata;
        const known = this.nodes.get(uid);
        if (known !== undefined && pod.metadata.deletionTimestamp !== undefined) {
            if (!known.isEnding) {
                known.isEnding = true;
                await known.node.stop();
            }
        } else if (!isUp(pod)) await known?.node.cut();
        else if (
            !known?.node.isRunning &&
            Date.now() >= upSince(pod) + (this.options.bootSeconds ?? 0) * 1000
        ) {
            const node = await this.begin(pod);
            this.nodes.set(uid, { podName: name, node, isEnding: false });
        }
    }

    private async begin(pod: LiveObject): Promise<BrokerNode> {
        const { name, role, release } = nodeOf(pod);
        // Mounted by subPath: what the Secret holds when the pod begins.
        this.keys = await this.readKeys();
        const { clock } = this.options;
        this.made ??= new BrokerCluster({ clock, ...release, bootstrapKeys: () => this.keys });
        const known = this.made.nodes.find((node) => node.name === name);
        return (known ?? this.made.add({ name, role })).start(release);
    }

    private async readKeys(): Promise<string> {
        const { kube, namespace, instance } = this.options;
        const metadata = { name: `${instance}-bootstrap-api-key`, namespace };
        const secret = await kube.get({ apiVersion: "v1", kind: "Secret", metadata });
        return Buffer.from(secret?.data?.bootstrap_api_key ?? "", "base64").toString("utf8");
    }
}
