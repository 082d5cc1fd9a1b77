import type { PodEntry, TimelineEntry } from "../../../operator/timeline";
import type { WantedRollout } from "../../../scenario/timelines/wantedRollout";

export const OLD_IMAGE = "emqx:5.7.1";
export const NEW_IMAGE = "emqx:5.7.2";

/** Three cores and three replicants of the new image. */
export const WANTED: WantedRollout = {
    image: NEW_IMAGE,
    replicas: { core: 3, replicant: 3 },
    revisions: { core: "r2", replicant: "r2" },
};

/** Pods that there are and pods of them that are ready, of each set; a set that is left out is not there. */
export interface Moment {
    readonly oldCores?: Counted;
    readonly newCores?: Counted;
    readonly oldReplicants?: Counted;
    readonly newReplicants?: Counted;
    /** Default: "Ready". */
    readonly condition?: string;
    /** Whose turn the operator says it is. Default: "new" once there are new cores. */
    readonly updating?: "old" | "new";
    readonly nodes?: readonly string[];
    readonly services?: Readonly<Record<string, string>>;
}

/** Pods, how many of them take traffic, and how many of them run; the last is all unless given. */
type Counted = readonly [pods: number, ready: number, running?: number];

const SETS = [
    ["oldCores", "emqx-core-old", "StatefulSet", "core", OLD_IMAGE, "r1"],
    ["newCores", "emqx-core-new", "StatefulSet", "core", NEW_IMAGE, "r2"],
    ["oldReplicants", "emqx-replicant-old", "ReplicaSet", "replicant", OLD_IMAGE, "r1"],
    ["newReplicants", "emqx-replicant-new", "ReplicaSet", "replicant", NEW_IMAGE, "r2"],
] as const;

/** A timeline's entry; the pods of a set are on the nodes `<set>-<index>`. */
export function entry(t: number, moment: Moment): TimelineEntry {
    const there = SETS.filter(([key]) => moment[key] !== undefined);
    const counted = (key: keyof Pick<Moment, (typeof SETS)[number][0]>) => moment[key] as Counted;
    const updateRevision = moment.updating ?? (moment.newCores === undefined ? "old" : "new");
    return {
        t,
        sets: Object.fromEntries(
            there.map(([key, name, kind, , image, revision]) => {
                const [pods, ready] = counted(key);
                return [name, { kind, image, want: pods, pods, ready, revision }];
            }),
        ),
        emqx: {
            conditions: [moment.condition ?? "Ready"],
            generation: 1,
            core: { updateRevision },
            replicant: { updateRevision },
            coreNodes: 3,
            replicantNodes: 3,
            evacuating: [],
        },
        pods: Object.fromEntries(
            there.flatMap(([key, set, , role, image, revision]) => {
                const [pods, ready, running = pods] = counted(key);
                return Array.from({ length: pods }, (_, i): [string, PodEntry] => [
                    `${set}-${i}`,
                    {
                        set,
                        role,
                        image,
                        revision,
                        node: `${set}-${i}`,
                        ready: i < ready,
                        containersReady: i < running,
                        phase: "Running",
                    },
                ]);
            }),
        ),
        services: Object.fromEntries(
            Object.entries(moment.services ?? { mqtt: "1" }).map(([name, resourceVersion]) => [
                name,
                { type: "LoadBalancer", ports: [1883], ingress: true, resourceVersion },
            ]),
        ),
        budgets: { core: 1, replicant: 1 },
        nodes: Object.fromEntries((moment.nodes ?? []).map((name) => [name, ""])),
    };
}

const OLD = { oldCores: [3, 3], oldReplicants: [3, 3] } as const;

/** An image change as it should be. */
export const ORDERLY: readonly TimelineEntry[] = [
    entry(0, { ...OLD }),
    entry(1, { ...OLD, newCores: [3, 0, 0], condition: "CoreNodesProgressing" }),
    entry(2, { ...OLD, newCores: [3, 3], condition: "CoreNodesReady" }),
    entry(3, { ...OLD, newCores: [3, 3], newReplicants: [3, 0, 0], condition: "ReplicantNodesProgressing" }),
    entry(4, { ...OLD, newCores: [3, 3], newReplicants: [3, 3], condition: "Available" }),
    entry(5, {
        oldCores: [3, 0],
        oldReplicants: [3, 0],
        newCores: [3, 3],
        newReplicants: [3, 3],
        condition: "Available",
    }),
    entry(6, { oldCores: [0, 0], oldReplicants: [0, 0], newCores: [3, 3], newReplicants: [3, 3] }),
];

export const BALANCER = {
    name: "lb-mqtt",
    urn: "urn:pulumi:stack::project::emqx-ack:index:MqttLoadBalancer$kubernetes:core/v1:Service::lb-mqtt",
    type: "kubernetes:core/v1:Service",
    at: 6.5,
};
