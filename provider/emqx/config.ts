import * as pulumi from "@pulumi/pulumi";
import { isPlain } from "../validation/checks";
import type { Problems } from "../validation/problems";
import { hoconRoots } from "./hocon";
import { type Listener, listenersOff } from "./listeners";

/** Roots of EMQX's configuration that an update of `config.data` silently leaves as they are. */
const BOOT_ROOTS: Record<string, string> = {
    node: "use limits, or environment with EMQX_NODE__...",
    cluster: "the operator sets it; environment with EMQX_CLUSTER__... where you must",
    rpc: "use environment with EMQX_RPC__...",
    dashboard: "use dashboard, or environment with EMQX_DASHBOARD__...",
    durable_storage: "durable storage does not survive operator 2.2's blue-green update",
    durable_sessions: "durable sessions do not survive operator 2.2's blue-green update",
};

/** Roots whose values are secrets: the operator copies `config.data` into a ConfigMap and an annotation. */
const SECRET_ROOTS: Record<string, string> = {
    license: "use licenseKey, which is mounted from a Secret",
    api_key: "use apiKeys, which are kept in a Secret",
};

const SECRET_VALUE =
    /(?:^|[{,;\s])(?:[\w."-]*\.)?"?(password|secret|secret_key|token|client_secret)"?\s*[=:]\s*\S/im;
const COMMENT = /(^|\s)(#|\/\/).*$/gm;

/** What in a HOCON text would not do what its author expects. */
export function checkConfig(
    problems: Problems,
    path: string,
    config: pulumi.Input<string> | undefined,
): void {
    if (!isPlain(config)) return;
    if (typeof config !== "string") {
        problems.add(
            path,
            `is ${typeof config === "object" ? "an object" : `a ${typeof config}`}; write HOCON text, e.g. "mqtt.max_packet_size = 1MB"`,
        );
        return;
    }
    const roots = hoconRoots(config);
    for (const [root, line] of roots) {
        if (root in BOOT_ROOTS) {
            problems.add(
                path,
                `sets "${root}" (line ${line}), which EMQX reads at boot only: a change would not be applied. Leave it out; ${BOOT_ROOTS[root]}`,
            );
        }
        if (root in SECRET_ROOTS) {
            problems.add(
                path,
                `sets "${root}" (line ${line}), and the operator copies config in clear into a ConfigMap. Leave it out; ${SECRET_ROOTS[root]}`,
            );
        }
        if (root === "listeners") {
            problems.add(
                path,
                `sets "listeners" (line ${line}); write them in listeners, so that the load balancer and the limits know them too`,
            );
        }
    }
    const secret = SECRET_VALUE.exec(config.replace(COMMENT, ""));
    if (secret) {
        problems.add(
            path,
            `holds a ${secret[1]}, and the operator copies config in clear into a ConfigMap. Put it into secretEnvironment, e.g. as EMQX_<PATH>__${secret[1]?.toUpperCase()}`,
        );
    }
}

/**
 * The HOCON text of `config.data`: limits of the listeners that EMQX applies while it runs, then the user's.
 * Deterministic, so that an unchanged program shows no difference. The operator puts the four default listeners'
 * default ports in front of this text, and pushes both to running nodes at every change: hence `bind` and
 * `enable` once more, or a change of anything here would move a listener back to its default port.
 */
export function configData(
    listeners: readonly Listener[],
    config: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
    const on = listeners.map((l) =>
        pulumi
            .all([l.maxConnections, l.maxConnectionRate])
            .apply(([connections, rate]) =>
                [
                    `listeners.${l.kind}.default.enable = true`,
                    `listeners.${l.kind}.default.bind = ${l.port}`,
                    `listeners.${l.kind}.default.max_connections = ${connections}`,
                    `listeners.${l.kind}.default.max_conn_rate = "${rate}/s"`,
                ].join("\n"),
            ),
    );
    const off = listenersOff(listeners).map((kind) => `listeners.${kind}.default.enable = false`);
    return pulumi
        .all([pulumi.all(on), config])
        .apply(([lines, text]) => `${[...lines, ...off, text?.trim()].filter(Boolean).join("\n")}\n`);
}
