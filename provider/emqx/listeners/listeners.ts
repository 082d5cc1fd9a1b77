import type * as pulumi from "@pulumi/pulumi";

/** One MQTT listener of every EMQX node that takes clients. Its presence switches it on. */
export interface ListenerArgs {
    /**
     * Port that it binds to and that the load balancer offers. A change restarts EMQX.
     * @default 1883 tcp, 8883 ssl, 8083 ws, 8084 wss, 14567 quic (UDP)
     */
    port?: number;
    /**
     * Processes that accept connections. Raise it with the connect rate. A change restarts EMQX.
     * @default 64 (the source article and EMQX's tuning guide; EMQX's own default is 16)
     */
    acceptors?: pulumi.Input<number>;
    /**
     * Connections the kernel keeps waiting to be accepted. The pod's `net.core.somaxconn` clips it. Not for
     * `quic`. A change restarts EMQX.
     * @default what the kernel profile gives the pod; 4096, which is Linux's own, without a profile
     */
    backlog?: pulumi.Input<number>;
    /**
     * Connections one EMQX node takes on this listener; more are refused. A change takes effect at once, without
     * a restart.
     * @default 1024000 (the source article)
     */
    maxConnections?: pulumi.Input<number>;
    /**
     * New connections a second that one EMQX node takes on this listener. A change takes effect at once, without
     * a restart.
     * @default 100000 (the source article)
     */
    maxConnectionRate?: pulumi.Input<number>;
    /**
     * Expect the PROXY protocol in front of each connection. The load balancer must send it from the same
     * moment on. Not for `quic`. A change restarts EMQX.
     * @default false
     */
    proxyProtocol?: boolean;
    /**
     * Name of a Secret of type `kubernetes.io/tls` in EMQX's namespace with the listener's certificate, e.g. made by
     * cert-manager. Mounted as a directory and re-read by EMQX within two minutes, so renewal needs no restart.
     * Required for `ssl`, `wss` and `quic`, refused for the others.
     */
    tlsSecretName?: pulumi.Input<string>;
    /**
     * Ask clients for a certificate that the Secret's `ca.crt` signed. Only where `tlsSecretName` is. A change
     * restarts EMQX.
     * @default false
     */
    verifyClient?: boolean;
}

/** The MQTT listeners. One that is named is on, one that is not is off. */
export interface ListenersArgs {
    /** MQTT over TCP. */
    tcp?: ListenerArgs;
    /** MQTT over TLS. */
    ssl?: ListenerArgs;
    /** MQTT over WebSocket, path `/mqtt`. */
    ws?: ListenerArgs;
    /** MQTT over WebSocket with TLS, path `/mqtt`. */
    wss?: ListenerArgs;
    /** MQTT over QUIC (UDP). */
    quic?: ListenerArgs;
}

/** Name of a listener's kind, as EMQX's configuration spells it. */
export type ListenerKind = keyof ListenersArgs;

interface KindFacts {
    readonly port: number;
    readonly tls: boolean;
    readonly protocol: "TCP" | "UDP";
}

/** Ports and protocols: EMQX's documentation, deploy/install.md. */
const LISTENER_KINDS: Record<ListenerKind, KindFacts> = {
    tcp: { port: 1883, tls: false, protocol: "TCP" },
    ssl: { port: 8883, tls: true, protocol: "TCP" },
    ws: { port: 8083, tls: false, protocol: "TCP" },
    wss: { port: 8084, tls: true, protocol: "TCP" },
    quic: { port: 14567, tls: true, protocol: "UDP" },
};

/** In the order in which they are shown. */
export const KINDS = Object.keys(LISTENER_KINDS) as ListenerKind[];
/** A listener that is on, with its defaults filled in. */
export interface Listener {
    readonly kind: ListenerKind;
    readonly port: number;
    readonly protocol: "TCP" | "UDP";
    readonly tls: boolean;
    readonly acceptors: pulumi.Input<number>;
    readonly maxConnections: pulumi.Input<number>;
    readonly maxConnectionRate: pulumi.Input<number>;
    readonly proxyProtocol: boolean;
    readonly tlsSecretName?: pulumi.Input<string>;
    readonly verifyClient: boolean;
}

/** A listener in a pod, whose kernel decides how long its queue may be. */
export interface PodListener extends Listener {
    readonly backlog: pulumi.Input<number>;
}

/** `net.core.somaxconn` of a network namespace that nobody tuned, since Linux 5.4. */
const UNTUNED_BACKLOG = 4096;

/** The listeners that are on, in a fixed order; plain MQTT over TCP when none is named. */
export function resolveListeners(args: ListenersArgs | undefined): Listener[] {
    const named = namedListeners(args);
    const listeners: Listener[] = [];
    for (const kind of KINDS) {
        const given = named[kind];
        if (given === undefined) continue;
        const facts = LISTENER_KINDS[kind];
        listeners.push({
            kind,
            port: given.port ?? facts.port,
            protocol: facts.protocol,
            tls: facts.tls,
            acceptors: given.acceptors ?? 64,
            maxConnections: given.maxConnections ?? 1_024_000,
            maxConnectionRate: given.maxConnectionRate ?? 100_000,
            proxyProtocol: given.proxyProtocol ?? false,
            tlsSecretName: given.tlsSecretName,
            verifyClient: given.verifyClient ?? false,
        });
    }
    return listeners;
}

/** The same as they are in pods whose kernel takes this backlog. */
export function podListeners(
    args: ListenersArgs | undefined,
    backlog: number | undefined = UNTUNED_BACKLOG,
): PodListener[] {
    const named = namedListeners(args);
    return resolveListeners(args).map((listener) => ({
        ...listener,
        backlog: named[listener.kind]?.backlog ?? backlog,
    }));
}

function namedListeners(args: ListenersArgs | undefined): ListenersArgs {
    return args ?? { tcp: {} };
}

/** Listeners that EMQX's image switches on by itself. */
const ON_BY_DEFAULT: readonly ListenerKind[] = ["tcp", "ssl", "ws", "wss"];

/** Those of them that are not wanted, and so have to be switched off. */
export function listenersOff(listeners: readonly Listener[]): ListenerKind[] {
    return ON_BY_DEFAULT.filter((kind) => !listeners.some((l) => l.kind === kind));
}

/**
 * Name of a listener's port in the pods. A Service that targets the name and not the number serves old and new pods alike
 * while a rollout moves the listener to another port.
 */
export function podPortName(kind: string): string {
    return `mqtt-${kind}`;
}
