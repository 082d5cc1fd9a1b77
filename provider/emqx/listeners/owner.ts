import { KINDS, type ListenerKind } from "./kinds";
import { DEFAULT_NAME } from "./listeners";
import { BACKLOG } from "./settings";

/** Which input says what a key of a listener says in EMQX's configuration. */
const INPUTS: Readonly<Record<string, string>> = {
    bind: "bind",
    enable: "enabled",
    enabled: "enabled",
    acceptors: "acceptors",
    max_connections: "maxConnections",
    max_conn_rate: "maxConnectionRate",
    proxy_protocol: "proxyProtocol",
    "ssl_options.certfile": "tlsSecretName",
    "ssl_options.keyfile": "tlsSecretName",
    "ssl_options.cacertfile": "verifyClient",
    "ssl_options.verify": "verifyClient",
    "ssl_options.fail_if_no_peer_cert": "verifyClient",
};

/** The input of a listener that a key beneath it comes from: `maxConnections` for `max_connections`. */
export function inputOfSetting(key: string): string | undefined {
    return Object.hasOwn(INPUTS, key) ? INPUTS[key] : undefined;
}

/** Where a listener's inputs stand, by its kind for the default one of a kind, by its own name else. */
export function inputOfListener(kindOrName: string): string {
    return KINDS.includes(kindOrName as ListenerKind)
        ? `listeners.${kindOrName}`
        : `listeners.more.${kindOrName}`;
}

/** What to do instead of setting a key below `listeners`, as the rest of a sentence; undefined where it is no listener's. */
export function insteadOfKey(path: readonly string[]): string | undefined {
    const [root, kind, name, ...setting] = path;
    if (root !== "listeners" || !KINDS.includes(kind as ListenerKind) || name === undefined) return undefined;
    const key = setting.join(".");
    if (key === "") return undefined;
    const listener = inputOfListener(name === DEFAULT_NAME ? (kind as string) : name);
    if (key === "tcp_options.backlog") {
        return `is ${BACKLOG} for every listener, which the pod's net.core.somaxconn clips; leave it out`;
    }
    if (key === "bind") return `is a port on all IPv4 addresses of the pods here; write ${listener}.bind`;
    const input = inputOfSetting(key);
    return input === undefined
        ? "has no input in this version, and a listener's keys cannot stand in two places: each push would undo the one or the other. Leave it out"
        : `has an input of its own; write ${listener}.${input}`;
}
