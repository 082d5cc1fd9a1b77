import { DASHBOARD_PORT, DASHBOARD_TLS_PORT } from "../../naming/ports";
import { isPlain } from "../../validation/conform";
import { objectName } from "../../validation/kubernetesNames";
import type { Problems } from "../../validation/problems";
import { flag, whole } from "../../validation/rules";
import { input, objectOf, plain, schemaOf } from "../../validation/schema";
import { KINDS, type Listener, type ListenerArgs, type ListenersArgs, resolveListeners } from "./listeners";

const COUNT = Number.MAX_SAFE_INTEGER;
const LISTENER = objectOf(
    schemaOf<ListenerArgs>({
        port: plain(whole(1, 65535)),
        acceptors: input(whole(1, 1024)),
        backlog: input(whole(1, COUNT, "connections")),
        maxConnections: input(whole(1, COUNT, "connections")),
        maxConnectionRate: input(whole(1, COUNT, "a second")),
        proxyProtocol: plain(flag),
        tlsSecretName: input(objectName),
        verifyClient: plain(flag),
    }),
);

export const LISTENERS = objectOf(
    schemaOf<ListenersArgs>({ tcp: LISTENER, ssl: LISTENER, ws: LISTENER, wss: LISTENER, quic: LISTENER }),
);

/** Ports inside the pod that a listener cannot have. Source: emqx-operator, the ports of its Services and containers. */
const TAKEN_PORTS: Record<number, string> = {
    [DASHBOARD_PORT]: "the dashboard",
    [DASHBOARD_TLS_PORT]: "the dashboard over TLS",
    4370: "Erlang's distribution",
    5369: "EMQX's RPC",
};

/** `args` is of the right form. */
export function checkListeners(problems: Problems, args: ListenersArgs | undefined): void {
    if (args === undefined) return;
    const listeners = resolveListeners(args);
    if (listeners.length === 0) {
        problems.add(
            "",
            `names no listener; write at least one of ${KINDS.join(", ")}, or leave it out for tcp on 1883`,
        );
    }
    checkPorts(problems, listeners);
    for (const listener of listeners) {
        const own = problems.at(listener.kind);
        const given = args[listener.kind] as ListenerArgs;
        checkTls(own, listener, given);
        if (listener.kind !== "quic") continue;
        for (const input of ["backlog", "proxyProtocol"] as const) {
            if (given[input] !== undefined) own.add(input, "is not for quic, which has no TCP; leave it out");
        }
    }
}

function checkPorts(problems: Problems, listeners: readonly Listener[]): void {
    const seen = new Map<string, string>();
    for (const { kind, port, protocol } of listeners) {
        const own = problems.at(kind);
        const taken = TAKEN_PORTS[port];
        if (taken) own.add("port", `is ${port}, which ${taken} has; write another port`);
        const key = `${protocol}/${port}`;
        const other = seen.get(key);
        if (other) own.add("port", `is ${port}, as is ${other}'s; every listener needs its own port`);
        seen.set(key, kind);
    }
}

function checkTls(problems: Problems, listener: Listener, given: ListenerArgs): void {
    if (listener.tls && given.tlsSecretName === undefined) {
        problems.add(
            "tlsSecretName",
            "is missing; write the name of a kubernetes.io/tls Secret in EMQX's namespace (the certificate inside EMQX's image is public knowledge)",
        );
    }
    if (!listener.tls && given.tlsSecretName !== undefined) {
        problems.add(
            "tlsSecretName",
            `is given, but ${listener.kind} has no TLS; leave it out, or use ssl or wss`,
        );
    }
    if (given.verifyClient && !listener.tls) {
        problems.add(
            "verifyClient",
            `is true, but ${listener.kind} has no TLS; leave it out, or use ssl or wss`,
        );
    }
    const { acceptors, maxConnections } = given;
    if (isPlain(acceptors) && isPlain(maxConnections) && acceptors > maxConnections) {
        problems.add("acceptors", `is ${acceptors}, more than maxConnections ${maxConnections}; write fewer`);
    }
}
