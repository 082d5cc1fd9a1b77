import type { OwnedKeys } from "../line/keys";

/**
 * What operator 2.2 sets itself, drops from a push to running nodes without a word, or copies in clear into a ConfigMap.
 * Sources: controllers/apps/v2beta1/sync_emqx_config.go and add_*.go at 2.2.29.
 */

const BOOT = "which EMQX reads at boot only: a change would not be applied. Leave it out;";
const CLEAR = "and the operator copies config in clear into a ConfigMap. Leave it out;";

const PROCESSES =
    "a node may have twice as many processes as ports. Leave it out; use limits.maxPorts where a node needs more";

/** Single keys with an input or an owner of their own; the roots follow. */
const KEYS: OwnedKeys["keys"] = [
    ["node.cookie", "which is in a Secret that the operator reads. Leave it out"],
    ["node.role", "which the operator sets for each pod. Leave it out"],
    ["node.data_dir", "which the operator sets. Leave it out"],
    ["node.process_limit", `which EMQX drops: ${PROCESSES}`],
    ["node.max_ports", `${BOOT} use limits.maxPorts`],
    ["node.dist_buffer_size", `${BOOT} use limits.distBufferSizeKb`],
    ["cluster.discovery_strategy", "which the operator sets. Leave it out"],
    ["cluster.dns", "which the operator sets. Leave it out"],
    ["dashboard.default_username", `${BOOT} use dashboard.username`],
    ["dashboard.default_password", `${CLEAR} use dashboard.password`],
];

const ROOTS: OwnedKeys["roots"] = {
    node: `${BOOT} use limits, or environment with EMQX_NODE__...`,
    cluster: `${BOOT} the operator sets it; environment with EMQX_CLUSTER__... where you must`,
    rpc: `${BOOT} use environment with EMQX_RPC__...`,
    dashboard: `${BOOT} use dashboard, or environment with EMQX_DASHBOARD__...`,
    durable_storage: `${BOOT} durable storage does not survive operator 2.2's blue-green update`,
    durable_sessions: `${BOOT} durable sessions do not survive operator 2.2's blue-green update`,
    license: `${CLEAR} use licenseKey, which is mounted from a Secret`,
    api_key: `${CLEAR} use apiKeys, which are kept in a Secret`,
    listeners:
        "which has an input of its own; write it in listeners, so that the load balancer and the limits know it too",
};

/** Variables that are ours or the operator's: a second value would decide by position which one counts. */
const VARIABLES: OwnedKeys["variables"] = [
    [/^EMQX_NODE__PROCESS_LIMIT$/, `sets node.process_limit, which EMQX drops: ${PROCESSES}`],
    [/^EMQX_NODE__(MAX_PORTS|DIST_BUFFER_SIZE)$/, "has an input of its own; write it in limits"],
    [/^EMQX_LISTENERS__/, "has an input of its own; write it in listeners"],
    [/^EMQX_DASHBOARD__DEFAULT_/, "has an input of its own; write it in dashboard"],
    [/^EMQX_LICENSE__KEY$/, "has an input of its own; write it in licenseKey"],
    [/^EMQX_NODE__(COOKIE|ROLE|DATA_DIR)$/, "is set by the operator; leave it out"],
    [
        /^EMQX_DURABLE_(SESSIONS|STORAGE)__/,
        "durable storage does not survive operator 2.2's blue-green update; leave it out",
    ],
    [
        /^EMQX_(CLUSTER__(DISCOVERY_STRATEGY|DNS__.*)|HOST|API_KEY__BOOTSTRAP_FILE)$/,
        "is set by the operator; leave it out",
    ],
];

export const keys: OwnedKeys = { keys: KEYS, roots: ROOTS, variables: VARIABLES };
