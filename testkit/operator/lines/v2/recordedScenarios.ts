import type { ClientHabits } from "../../clientCluster";
import type { Scenario } from "../../conformance/scenario";

/** The changes of the recordings of operator 2.3; settings as tests/data/README.md and objects-created.yaml have them. */

interface Variant {
    readonly image: string;
    readonly data?: string;
    readonly coreSelector?: string;
    readonly nodes?: number;
    readonly variable?: string;
}

function spec({
    image,
    data = "mqtt.max_packet_size = 1MB",
    coreSelector = "core",
    nodes = 3,
    variable = "1",
}: Variant): Record<string, any> {
    const role = (selector: string) => ({
        replicas: nodes,
        maxUnavailable: 1,
        nodeSelector: { role: selector },
        env: [{ name: "A", value: variable }],
    });
    const claims = {
        accessModes: ["ReadWriteOnce"],
        // Recorded with another provisioner, which took every claim.
        storageClassName: "alicloud-disk-topology-alltype",
        resources: { requests: { storage: "1Gi" } },
    };
    return {
        image,
        config: { mode: "Merge", data },
        coreTemplate: { spec: { ...role(coreSelector), volumeClaimTemplates: claims } },
        replicantTemplate: { spec: role("replicant") },
        updateStrategy: {
            type: "Recreate",
            initialDelaySeconds: 5,
            evacuationStrategy: {
                connEvictRate: 200,
                sessEvictRate: 200,
                waitHealthCheck: 5,
                waitTakeover: 3,
            },
        },
    };
}

const first: Variant = { image: "emqx/emqx:5.10.0" };
const second: Variant = { image: "emqx/emqx:5.10.1" };
const third: Variant = { image: "emqx/emqx:6.0.0", data: "mqtt.max_packet_size = 3MB" };
const other: Variant = { ...third, variable: "2" };
const newest: Variant = { ...other, image: "emqx/emqx:6.0.3" };

/** One object from beginning to end. What was recorded in two runs is played in one. */
export const ROLLOUTS: readonly Scenario[] = [
    { name: "create", spec: spec(first) },
    { name: "image", spec: spec(second) },
    { name: "config-runtime", spec: spec({ ...second, data: "mqtt.max_packet_size = 2MB" }) },
    {
        name: "config-restart",
        spec: spec({ ...second, data: "mqtt.max_packet_size = 2MB\ndurable_sessions.enable = false" }),
    },
    { name: "config-and-image", spec: spec(third) },
    { name: "environment-both", spec: spec(other) },
    {
        name: "config-rejected-400",
        spec: spec({ ...other, data: "mqtt.no_such_key = 1" }),
        // The recording waits longer; by then it says so ten times.
        meanwhile: { when: ({ emqx }) => emqx?.generation === 2, afterSeconds: 4, spec: spec(other) },
    },
    {
        name: "spec-changed-mid-rollout",
        spec: spec({ ...other, image: "emqx/emqx:6.0.2" }),
        meanwhile: {
            when: ({ sets }) =>
                Object.values(sets).some(
                    ({ kind, image, ready }) =>
                        kind === "ReplicaSet" && image.endsWith(":6.0.2") && ready === 3,
                ),
            spec: spec(newest),
        },
        // The second change came within the pass in which the first one's replicants were seen to be ready.
        leftToTiming: ["replicant 4 none ready"],
        holdSeconds: 4,
    },
    // The last core's probe passed a moment after the others' there; here all pods are ready at once.
    { name: "replicas-up", spec: spec({ ...newest, nodes: 5 }), leftToTiming: ["core 6 all ready"] },
    { name: "replicas-down", spec: spec(newest) },
    { name: "delete" },
];

/** Back to the first image while the first old core is being evacuated. */
export const REVERTED: readonly Scenario[] = [
    { name: "create", spec: spec(first) },
    {
        name: "image-reverted-mid-rollout",
        spec: spec({ ...first, image: "emqx/emqx:6.0.9" }),
        meanwhile: { when: ({ emqx }) => (emqx?.evacuating.length ?? 0) > 0, spec: spec(first) },
        // Pods are ready sooner here.
        leftToTiming: ["evacuation 1 done"],
        holdSeconds: 20,
    },
];

export const UNSCHEDULED: readonly Scenario[] = [
    { name: "create", spec: spec(first) },
    {
        name: "core-unscheduled-and-revert",
        spec: spec({ ...first, coreSelector: "nowhere" }),
        meanwhile: { when: ({ emqx }) => emqx?.conditions[0] === "CoreNodesProgressing", spec: spec(first) },
        holdSeconds: 4,
    },
];

/** Recorded: 3,000, on two of three cores at first, and on replicants once these had been moved. */
export const CLIENTS = 3000;

export const CLIENT_HABITS: ClientHabits = {
    startOn: (cores) => (cores.length < 3 ? [] : cores.filter((name) => !name.endsWith("-2"))),
    comeBackTo: "whoever serves",
};
