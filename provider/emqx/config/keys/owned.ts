/** Keys that are set elsewhere, or that a change of `config` would not reach. */

interface Owner {
    /** The key, or the root, that has another place. */
    readonly key: string;
    /** What follows on the key in a sentence. */
    readonly sentence: string;
}

const BOOT = "which EMQX reads at boot only: a change would not be applied. Leave it out;";
const CLEAR = "and the operator copies config in clear into a ConfigMap. Leave it out;";

/** Single keys with an input or an owner of their own; the roots follow. */
const KEYS: readonly (readonly [prefix: string, sentence: string])[] = [
    ["node.cookie", "which is in a Secret that the operator reads. Leave it out"],
    ["node.role", "which the operator sets for each pod. Leave it out"],
    ["node.data_dir", "which the operator sets. Leave it out"],
    ["node.process_limit", `${BOOT} use limits.processLimit`],
    ["node.max_ports", `${BOOT} use limits.maxPorts`],
    ["node.dist_buffer_size", `${BOOT} use limits.distBufferSizeKb`],
    ["cluster.discovery_strategy", "which the operator sets. Leave it out"],
    ["cluster.dns", "which the operator sets. Leave it out"],
    ["dashboard.default_username", `${BOOT} use dashboard.username`],
    ["dashboard.default_password", `${CLEAR} use dashboard.password`],
];

const ROOTS: { readonly [root: string]: string } = {
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

/** Roots whose secrets have an input of their own. */
export const SECRET_ROOTS: readonly string[] = ["license", "api_key", "dashboard", "node"];

/** Who sets a key instead; undefined for keys that belong into `config`. */
export function ownerOf(path: readonly string[]): Owner | undefined {
    const name = path.join(".");
    for (const [key, sentence] of KEYS) {
        if (name === key || name.startsWith(`${key}.`)) return { key, sentence };
    }
    const [root = ""] = path;
    const sentence = Object.hasOwn(ROOTS, root) ? ROOTS[root] : undefined;
    return sentence === undefined ? undefined : { key: root, sentence };
}

const SECRET_NAMES = [
    "access_key_secret",
    "client_secret",
    "password",
    "private_key",
    "sas_token",
    "secret",
    "secret_access_key",
    "secret_key",
    "token",
];

/** What kind of secret a value is, by its key or its look. A file that is mounted from a Secret is none. */
export function secretIn(key: string, value: string): string | undefined {
    if (["", "null", "true", "false"].includes(value) || value.startsWith("file://")) return undefined;
    if (SECRET_NAMES.includes(key)) return `a ${key}`;
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return "a private key";
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i.test(value)) return "a password in an address";
    if (key.toLowerCase() === "authorization" && /^(Bearer|Basic) \S/i.test(value))
        return "credentials in a header";
    return undefined;
}
