import type { Scenario } from "../../conformance/scenario";

/**
 * The changes of the recordings of operator 2.2, in their order; settings as tests/data/README.md and
 * emqx-object-ready.yaml have them.
 */

interface Variant {
    readonly image: string;
    readonly data?: string;
    readonly coreSelector?: Record<string, string>;
    readonly replicants?: number;
    readonly replicantEnv?: readonly object[];
}

function spec({
    image,
    data = "",
    coreSelector,
    replicants = 3,
    replicantEnv,
}: Variant): Record<string, any> {
    return {
        image,
        config: { data },
        coreTemplate: {
            spec: { replicas: 3, maxUnavailable: 1, nodeSelector: coreSelector ?? { role: "core" } },
        },
        replicantTemplate: {
            spec: {
                replicas: replicants,
                maxUnavailable: 1,
                nodeSelector: { role: "replicant" },
                ...(replicantEnv === undefined ? {} : { env: replicantEnv }),
            },
        },
        listenersServiceTemplate: { enabled: false },
        updateStrategy: {
            type: "Recreate",
            initialDelaySeconds: 5,
            evacuationStrategy: { connEvictRate: 200, sessEvictRate: 200, waitTakeover: 3 },
        },
    };
}

const upgraded: Variant = { image: "emqx/emqx:5.7.2" };
const configured: Variant = { ...upgraded, data: 'mqtt.max_packet_size = "2MB"' };
const withEnv: Variant = {
    ...configured,
    replicantEnv: [{ name: "EMQX_LOG__CONSOLE__LEVEL", value: "debug" }],
};

export const OPEN_SOURCE: readonly Scenario[] = [
    { name: "create", spec: spec({ image: "emqx/emqx:5.7.1" }) },
    { name: "image", spec: spec(upgraded) },
    { name: "config", spec: spec(configured) },
    { name: "replicas-up", spec: spec({ ...configured, replicants: 5 }) },
    { name: "replicas-down", spec: spec(configured) },
    { name: "replicant-env", spec: spec(withEnv) },
    {
        name: "core-unschedulable",
        spec: spec({ ...withEnv, image: "emqx/emqx:5.7.3", coreSelector: { role: "nowhere" } }),
        holdSeconds: 6,
    },
    { name: "core-unschedulable-reverted", spec: spec(withEnv), holdSeconds: 4 },
    { name: "delete" },
];

export const ENTERPRISE: readonly Scenario[] = [
    { name: "enterprise-create", spec: spec({ image: "emqx/emqx-enterprise:5.8.6" }) },
    { name: "enterprise-image", spec: spec({ image: "emqx/emqx-enterprise:5.8.7" }) },
];

/** Recorded: 1,000 on every replicant. */
export const CONNECTIONS_PER_REPLICANT = 1000;
