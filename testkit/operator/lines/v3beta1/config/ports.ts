import { bindPort } from "../../../hocon";
import { type ConfigRoots, isObject } from "./roots";

export interface NamedPort {
    readonly name: string;
    readonly port: number;
    readonly protocol: "TCP" | "UDP";
    readonly appProtocol?: string;
}

/** Where the roots make the dashboard listen: http on 18083 unless they say otherwise, port 0 for off. */
export function dashboardPorts(roots: ConfigRoots = {}): NamedPort[] {
    const port = (listener: string, otherwise: number) => {
        const bind = at(roots, "dashboard", "listeners", listener, "bind");
        return bind === undefined || bind === "" ? otherwise : bindPort(String(bind));
    };
    return [
        { name: "dashboard", port: port("http", 18083), protocol: "TCP" as const },
        { name: "dashboard-https", port: port("https", 0), protocol: "TCP" as const },
    ].filter((listener) => listener.port !== 0);
}

/** EMQX's own listeners, which are there until they are turned off. */
const DEFAULTS: Readonly<Record<string, number>> = { tcp: 1883, ssl: 8883, ws: 8083, wss: 8084 };
const APP_PROTOCOLS: Readonly<Record<string, string>> = { ws: "kubernetes.io/ws", wss: "kubernetes.io/wss" };

/**
 * Listeners that run, as a core says when it is asked (GET /api/v5/listeners), made out from what it was given: roots, and the core's
 * environment, which wins.
 */
export function listenerPorts(
    roots: ConfigRoots = {},
    environment: readonly { readonly name: string; readonly value?: string }[] = [],
): NamedPort[] {
    const listeners = new Map<string, Record<string, unknown>>(
        Object.entries(DEFAULTS).map(([type, port]) => [`${type} default`, { bind: port }]),
    );
    const set = (type: string, name: string, fields: Record<string, unknown>) => {
        const key = `${type} ${name}`;
        listeners.set(key, { ...listeners.get(key), ...fields });
    };
    const written = at(roots, "listeners");
    for (const [type, named] of Object.entries(isObject(written) ? written : {})) {
        for (const [name, fields] of Object.entries(isObject(named) ? named : {})) {
            if (isObject(fields)) set(type, name, fields);
        }
    }
    for (const { name, value } of environment) {
        const [, type, listener, key] = /^EMQX_LISTENERS__(\w+?)__(\w+?)__(\w+)$/.exec(name) ?? [];
        if (type === undefined || listener === undefined || key === undefined || value === undefined)
            continue;
        set(type.toLowerCase(), listener.toLowerCase(), { [key.toLowerCase()]: value.replaceAll('"', "") });
    }
    return [...listeners]
        .flatMap(([key, { bind, enable, enabled }]) => {
            const [type = "", name = ""] = key.split(" ");
            const port = bindPort(String(bind ?? ""));
            const isOff = String(enable ?? enabled ?? true) === "false" || port === 0;
            if (isOff) return [];
            const appProtocol = APP_PROTOCOLS[type];
            const protocol = type === "quic" ? ("UDP" as const) : ("TCP" as const);
            return [
                {
                    name: `${type}-${name}`,
                    port,
                    protocol,
                    ...(appProtocol === undefined ? {} : { appProtocol }),
                },
            ];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function at(value: unknown, ...path: readonly string[]): unknown {
    return path.reduce<unknown>((inside, key) => (isObject(inside) ? inside[key] : undefined), value);
}
