import { DASHBOARD_TLS_PORT } from "../../../naming/ports";
import type { OwnedKeys } from "./keys";

/**
 * What the operators of all lines set themselves, do not push to running nodes, or copy in clear into a ConfigMap. Sources:
 * controllers/apps/v2beta1/sync_emqx_config.go and add_*.go at 2.2.29, internal/controller/* of 2.3, pods and ConfigMap of a
 * recorded create of 3.0.
 */

export const BOOT = "which EMQX reads at boot only: a change would not be applied. Leave it out;";
const CLEAR = "and the operator copies config in clear into a ConfigMap. Leave it out;";

const PROCESSES =
    "a node may have twice as many processes as ports. Leave it out; use limits.maxPorts where a node needs more";

/** Single keys with an input or an owner of their own; the roots follow. */
const keysWith = (boot: string): OwnedKeys["keys"] => [
    ["node.cookie", "which is in a Secret that the operator reads. Leave it out"],
    ["node.role", "which the operator sets for each pod. Leave it out"],
    ["node.data_dir", "which the operator sets. Leave it out"],
    ["node.process_limit", `which EMQX drops: ${PROCESSES}`],
    ["node.max_ports", `${boot} use limits.maxPorts`],
    ["node.dist_buffer_size", `${boot} use limits.distBufferSizeKb`],
    ["cluster.discovery_strategy", "which the operator sets. Leave it out"],
    ["cluster.dns", "which the operator sets. Leave it out"],
    ["dashboard.default_username", `${boot} use dashboard.username`],
    ["dashboard.default_password", `${CLEAR} use dashboard.password`],
];

const rootsWith = (boot: string): OwnedKeys["roots"] => ({
    node: `${boot} use limits, or environment with EMQX_NODE__...`,
    cluster: `${boot} the operator sets it; environment with EMQX_CLUSTER__... where you must`,
    rpc: `${boot} use environment with EMQX_RPC__...`,
    dashboard: `${boot} use dashboard, or environment with EMQX_DASHBOARD__...`,
    license: `${CLEAR} use licenseKey, which is mounted from a Secret`,
    api_key: `${CLEAR} use apiKeys, which are kept in a Secret`,
    listeners:
        "which has an input of its own; write it in listeners, so that the load balancer and the limits know it too",
});

const NAMES = "every pod would have one name, and no cluster would come about";

/**
 * Variables that are ours, the operator's or the image's scripts': a second value would decide by position which one counts, or
 * take from the operator what it talks to. Sources: add_emqx_core.go and add_emqx_repl.go at 2.2.29 and of 2.3; bin/emqx and
 * deploy/docker/docker-entrypoint.sh at v5.7.2, e5.8.11 and release-63.
 */
const VARIABLES: OwnedKeys["variables"] = [
    [/^EMQX_NODE__PROCESS_LIMIT$/, `sets node.process_limit, which EMQX drops: ${PROCESSES}`],
    [/^EMQX_NODE__(MAX_PORTS|DIST_BUFFER_SIZE)$/, "has an input of its own; write it in limits"],
    [/^EMQX_LISTENERS(__|$)/, "has an input of its own; write it in listeners"],
    [/^EMQX_DASHBOARD__DEFAULT_(USERNAME|PASSWORD)$/, "has an input of its own; write it in dashboard"],
    [
        /^EMQX_DASHBOARD__LISTENERS__HTTP__(BIND|ENABLE|INET6|IPV6_V6ONLY|PROXY_HEADER)$/,
        "decides how the operator, the probes and the load balancer reach the dashboard, which the operator sets; leave it out",
    ],
    [
        /^EMQX_DASHBOARD__LISTENERS__HTTPS__BIND$/,
        `is not ${DASHBOARD_TLS_PORT}, the port that is kept for it; write "${DASHBOARD_TLS_PORT}", or "0" for none`,
        new RegExp(`^(0\\.0\\.0\\.0:)?(0|${DASHBOARD_TLS_PORT})$`),
    ],
    [/^EMQX_LICENSE__KEY$/, "has an input of its own; write it in licenseKey"],
    [/^EMQX_API_KEY(__|$)/, "has an input of its own; write it in apiKeys"],
    [/^EMQX_(NODE__NAME|NODE_NAME|NAME|HOST)$/, `is set by the operator: ${NAMES} otherwise. Leave it out`],
    [
        /^POD_NAME$/,
        `is set by the operator, which makes names of nodes of it: ${NAMES} otherwise. Leave it out`,
    ],
    [
        /^EMQX_(NODE__COOKIE|NODE_COOKIE)$/,
        "is set by the operator from a Secret, and would stand in clear here; leave it out",
    ],
    [
        /^EMQX_NODE__(ROLE|DB_ROLE|DB_BACKEND|DATA_DIR|ETC_DIR|CONFIG_FILES)$/,
        "is set by the operator or the image; leave it out",
    ],
    [/^EMQX_CLUSTER__(DISCOVERY_STRATEGY|DNS(__.*)?)$/, "is set by the operator; leave it out"],
    [
        /^EMQX_RPC__LISTEN_ADDRESS$/,
        'has to let the other nodes in, and EMQX does not start with anything but an address; write "0.0.0.0" or "::", or leave it out',
        /^("?)(0\.0\.0\.0|::)\1$/,
    ],
    [/^EMQX_BOOT_CONFIGS$/, "is set by EMQX's start script, for itself; leave it out"],
    [
        /^DEBUG$/,
        "makes EMQX's start script print every command it runs, the node cookie among them; leave it out, and use EMQX_LOG__CONSOLE__LEVEL",
    ],
    [
        /^(LANG|LC_ALL)$/,
        "would have EMQX read what is no ASCII otherwise; leave it out, since the image has C.UTF-8",
        /UTF-?8$/i,
    ],
];

/** With what a line says of roots and variables beside, and what becomes of a key that EMQX reads at its start. */
export function keysOf(own: Pick<OwnedKeys, "roots" | "variables">, boot = BOOT): OwnedKeys {
    return {
        keys: keysWith(boot),
        roots: { ...rootsWith(boot), ...own.roots },
        variables: [...VARIABLES, ...own.variables],
    };
}
