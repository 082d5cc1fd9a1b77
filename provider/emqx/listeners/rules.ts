import { DASHBOARD_PORT, DASHBOARD_TLS_PORT } from "../../naming/ports";
import { isPlain } from "../../validation/conform";
import type { Problems } from "../../validation/problems";
import { KINDS } from "./kinds";
import { type Listener, resolveListeners } from "./listeners";
import type { ListenerArgs, ListenersArgs } from "./listenersArgs";
import { offered } from "./services";

/** Ports inside the pod that a listener cannot have. Source: emqx-operator, the ports of its Services and containers. */
const TAKEN_PORTS: Readonly<Record<number, string>> = {
    [DASHBOARD_PORT]: "the dashboard",
    [DASHBOARD_TLS_PORT]: "the dashboard over TLS",
    4370: "Erlang's distribution",
    5369: "EMQX's RPC",
};

/** `args` is of the right form. */
export function checkListeners(problems: Problems, args: ListenersArgs | undefined): void {
    if (args === undefined) return;
    const all = resolveListeners(args);
    const named = all.filter((listener) => listener.named);
    checkAnyOn(problems, args, named);
    checkBinds(problems, args, named);
    checkPorts(problems, args, all);
    for (const listener of named) {
        const own = problems.at(...listener.path);
        const given = givenOf(args, listener);
        checkTls(own, listener, given);
        checkAcceptors(own, given);
        if (listener.kind === "quic" && given.proxyProtocol !== undefined) {
            own.add("proxyProtocol", "is not for quic, which has no TCP; leave it out");
        }
    }
}

function givenOf(args: ListenersArgs, { kind, name, path }: Listener): ListenerArgs {
    return (path.length === 1 ? args[kind] : args.more?.[name]) ?? {};
}

function checkAnyOn(problems: Problems, { more = {} }: ListenersArgs, named: readonly Listener[]): void {
    // What was written for one has been told.
    if (named.length === 0 && problems.concerns("")) return;
    // One whose protocol is missing is refused for that.
    if (named.some(({ enabled }) => enabled) || Object.values(more).some(({ protocol }) => !protocol)) return;
    problems.add(
        "",
        named.length === 0
            ? `names no listener; write at least one of ${KINDS.join(", ")}, or leave it out for tcp on 1883`
            : "switches every listener off; leave enabled out of at least one",
    );
}

/** Those that are off, too: their ports are theirs as soon as they are on. */
function checkBinds(problems: Problems, args: ListenersArgs, named: readonly Listener[]): void {
    const seen = new Map<string, string>();
    for (const listener of named) {
        const { bind, key, protocol, path } = listener;
        const own = problems.at(...path);
        const is = `is ${bind}${givenOf(args, listener).bind === undefined ? " by default" : ""}`;
        const taken = TAKEN_PORTS[bind];
        if (taken) own.add("bind", `${is}, which ${taken} has; write another port of the pods`);
        const place = `${protocol}/${bind}`;
        const other = seen.get(place);
        if (other) {
            own.add("bind", `${is}, as is ${other}'s; every listener needs a port of its own in the pods`);
        }
        seen.set(place, key);
    }
}

function checkPorts(problems: Problems, args: ListenersArgs, all: readonly Listener[]): void {
    for (const [, behind] of offered(all)) {
        const seen = new Map<number, string>();
        for (const listener of behind) {
            const own = problems.at(...listener.path);
            const given = givenOf(args, listener);
            listener.ports.forEach((port, i) => {
                // What is no port has been told already.
                if (port === undefined) return;
                const other = seen.get(port);
                seen.set(port, listener.key);
                if (other === undefined) return;
                const [at, by] =
                    i === 0
                        ? [own.at("port"), given.port === undefined ? " by default" : ""]
                        : [own.at("additionalPorts", i - 1), ""];
                at.add(
                    "",
                    other === listener.key
                        ? `is ${port} again; leave it out`
                        : `is ${port}${by}, as is ${other}'s behind the same load balancer; write another one, or exposed: false`,
                );
            });
        }
    }
}

function checkTls(problems: Problems, listener: Listener, given: ListenerArgs): void {
    if (listener.tls && listener.enabled && given.tlsSecretName === undefined) {
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
}

function checkAcceptors(problems: Problems, { acceptors, maxConnections }: ListenerArgs): void {
    if (isPlain(acceptors) && isPlain(maxConnections) && acceptors > maxConnections) {
        problems.add("acceptors", `is ${acceptors}, more than maxConnections ${maxConnections}; write fewer`);
    }
}
