import type { DrainAccess } from "../../../provider/drain/seen/drainAccess";
import { aNode } from "./aNode";

/** A workload as a test wants it; all of its pods begin on old nodes. */
export interface MadeUp {
    readonly name: string;
    readonly kind: "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "CloneSet" | "bare";
    readonly replicas: number;
    readonly strategy?: object;
    /** Pods that a budget lets be away at once; undefined for no budget. */
    readonly maxUnavailable?: number;
    readonly toleratesCordon?: boolean;
    readonly labels?: Readonly<Record<string, string>>;
    /** New pods find no node. */
    readonly noRoom?: boolean;
}

interface MadeUpPod {
    readonly name: string;
    readonly of: MadeUp;
    readonly revision: number;
    node: string | undefined;
    /** Looks until it is ready. */
    startsIn: number;
    /** Looks until it is gone, once it was told to end. */
    endsIn?: number;
}

const OLD = ["old-1", "old-2", "old-3"];
const NEW = ["new-1", "new-2"];

/**
 * Nodes, controllers and budgets as Kubernetes has them, one step on with each look: a controller makes a pod anew as soon as one is told to
 * end; a Deployment's rollout ends an old pod when a new one is ready.
 */
export class MadeUpCluster {
    readonly said: string[] = [];
    /** By workload, the fewest that served at a moment. */
    readonly fewest = new Map<string, number>();
    readonly cordoned = new Set<string>();
    /** Pods told to end while another one of their workload was still ending, or which a budget did not allow. */
    readonly wrong: string[] = [];
    pods: MadeUpPod[] = [];
    private made = 0;
    private readonly revisions = new Map<string, number>();

    constructor(
        private readonly workloads: readonly MadeUp[],
        private readonly random: () => number,
    ) {
        for (const of of workloads)
            for (let i = 0; i < of.replicas; i++) this.add(of, OLD[(this.made + i) % OLD.length], 0);
        this.count();
    }

    get access(): DrainAccess {
        return {
            nodes: async () => {
                this.step();
                return [
                    ...OLD.map((name) => this.node(name, "np1")),
                    ...NEW.map((name) => this.node(name, "np2")),
                ];
            },
            sets: async () => [],
            surroundings: async () => this.surroundings() as never,
            cordon: async (name) => void this.cordoned.add(name),
            evict: async ({ name }) => {
                const pod = this.pods.find((one) => one.name === name);
                if (pod === undefined) return undefined;
                const { of } = pod;
                const allowed = of.maxUnavailable === undefined || this.away(of) + 1 <= of.maxUnavailable;
                if (this.ready(pod) && !allowed) return `Cannot evict pod: the disruption budget ${of.name}`;
                if (this.pods.some((one) => one.of === of && one.endsIn !== undefined)) this.wrong.push(name);
                pod.endsIn = Math.floor(this.random() * 3);
                this.count();
                return undefined;
            },
            restart: async ({ name }) => void this.revisions.set(name, (this.revisions.get(name) ?? 0) + 1),
        };
    }

    onOldNodes(): string[] {
        return this.pods
            .filter(({ node, of }) => OLD.includes(node ?? "") && of.kind !== "DaemonSet")
            .map(({ name }) => name);
    }

    private step(): void {
        for (const pod of this.pods) {
            if (pod.node !== undefined && pod.startsIn > 0) pod.startsIn--;
            if (pod.endsIn !== undefined) pod.endsIn--;
        }
        this.pods = this.pods.filter(({ endsIn }) => endsIn === undefined || endsIn >= 0);
        for (const of of this.workloads) this.control(of);
        this.count();
    }

    /** As the controllers of each kind do. */
    private control(of: MadeUp): void {
        if (of.kind === "bare" || of.kind === "DaemonSet") return;
        const all = this.pods.filter((pod) => pod.of === of);
        // A StatefulSet's next pod has the name of the one before.
        const there = of.kind === "StatefulSet" ? all : all.filter(({ endsIn }) => endsIn === undefined);
        const revision = this.revisions.get(of.name) ?? 0;
        const current = there.filter((pod) => pod.revision === revision);
        const old = there.filter((pod) => pod.revision !== revision);
        const surplus = current.length + old.length;
        if (old.length > 0 && current.length < of.replicas && surplus <= of.replicas)
            this.add(of, this.place(of), revision);
        else if (old.length > 0 && current.some((pod) => this.ready(pod)) && surplus > of.replicas)
            (old[0] as MadeUpPod).endsIn = 1;
        else if (surplus < of.replicas) this.add(of, this.place(of), revision);
    }

    private place(of: MadeUp): string | undefined {
        if (of.noRoom) return undefined;
        const open = [...OLD, ...NEW].filter((node) => of.toleratesCordon || !this.cordoned.has(node));
        return open[Math.floor(this.random() * open.length)];
    }

    private add(of: MadeUp, node: string | undefined, revision: number): void {
        this.pods.push({
            name: `${of.name}-${this.made++}`,
            of,
            revision,
            node,
            startsIn: this.made > 50 ? 2 : 0,
        });
    }

    private ready({ node, startsIn }: MadeUpPod): boolean {
        return node !== undefined && startsIn === 0;
    }

    private serving(of: MadeUp): number {
        return this.pods.filter((pod) => pod.of === of && this.ready(pod) && pod.endsIn === undefined).length;
    }

    private away(of: MadeUp): number {
        return of.replicas - this.serving(of);
    }

    private count(): void {
        for (const of of this.workloads) {
            const least = Math.min(this.serving(of), this.fewest.get(of.name) ?? Number.POSITIVE_INFINITY);
            this.fewest.set(of.name, least);
        }
    }

    private node(name: string, nodePoolId: string) {
        const created = nodePoolId === "np1" ? 0 : 1;
        return aNode(name, { nodePoolId, created, cordoned: this.cordoned.has(name) });
    }

    private surroundings() {
        const meta = ({ name }: MadeUp, uid = name) => ({ name, namespace: "apps", uid });
        const of = (kind: MadeUp["kind"]) => this.workloads.filter((one) => one.kind === kind);
        return {
            pods: this.pods.map((pod) => this.pod(pod)),
            deployments: of("Deployment").map((one) => {
                const revision = this.revisions.get(one.name) ?? 0;
                const active = this.pods.filter((pod) => pod.of === one && pod.endsIn === undefined);
                return {
                    metadata: { ...meta(one), generation: 1 },
                    spec: { replicas: one.replicas, strategy: one.strategy, template: {} },
                    status: {
                        observedGeneration: 1,
                        replicas: active.length,
                        updatedReplicas: active.filter((pod) => pod.revision === revision).length,
                    },
                };
            }),
            replicaSets: of("Deployment").map((one) => ({
                metadata: {
                    ...meta(one, `${one.name}-set`),
                    ownerReferences: [
                        { kind: "Deployment", name: one.name, uid: one.name, controller: true },
                    ],
                },
                spec: { replicas: one.replicas },
            })),
            statefulSets: of("StatefulSet").map((one) => ({
                metadata: meta(one),
                spec: { replicas: one.replicas },
            })),
            sharedClaims: new Set<string>(),
        };
    }

    private pod(pod: MadeUpPod) {
        const { of, node, endsIn, name } = pod;
        const owner =
            of.kind === "Deployment"
                ? { kind: "ReplicaSet", name: `${of.name}-set`, uid: `${of.name}-set`, controller: true }
                : { kind: of.kind, name: of.name, uid: of.name, controller: true };
        return {
            metadata: {
                name,
                namespace: "apps",
                uid: name,
                labels: of.labels ?? {},
                ...(of.kind === "bare" ? {} : { ownerReferences: [owner] }),
                ...(endsIn === undefined ? {} : { deletionTimestamp: new Date(0) }),
            },
            spec: { nodeName: node, tolerations: of.toleratesCordon ? [{ operator: "Exists" }] : [] },
            status: {
                phase: "Running",
                conditions: [
                    { type: "Ready", status: this.ready(pod) ? "True" : "False" },
                    ...(node === undefined
                        ? [{ type: "PodScheduled", status: "False", message: "0/5 nodes are available" }]
                        : []),
                ],
            },
        };
    }
}
