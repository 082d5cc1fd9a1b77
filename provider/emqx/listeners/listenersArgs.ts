import type * as pulumi from "@pulumi/pulumi";

/** What clients speak to a listener, as EMQX's configuration spells it. */
export enum ListenerProtocol {
    /** MQTT over TCP. */
    Tcp = "tcp",
    /** MQTT over TLS. */
    Ssl = "ssl",
    /** MQTT over WebSocket, path `/mqtt`. */
    Ws = "ws",
    /** MQTT over WebSocket with TLS, path `/mqtt`. */
    Wss = "wss",
    /** MQTT over QUIC (UDP). */
    Quic = "quic",
}

/** One MQTT listener of every EMQX node that takes clients. */
export interface ListenerArgs {
    /**
     * Whether EMQX listens. A running listener that is switched off closes its connections at once, on every node. A TLS
     * listener that comes to a running cluster comes in two updates: first `false`, which mounts its Secret into the pods,
     * then `true`. Restarts EMQX.
     * @default true
     */
    enabled?: boolean;
    /**
     * Whether the load balancer offers it. A listener that is not offered is reached inside the Kubernetes cluster only. A
     * change to `false` cuts the clients that came through the load balancer; no pod restarts.
     * @default true
     */
    exposed?: boolean;
    /**
     * Port of the load balancer that clients use, whatever the pods bind. A change moves it at once: who is connected to the
     * old one is cut, no pod restarts. Without a cut: write the new one into `additionalPorts`, move the clients, then change
     * `port`.
     * @default 1883 tcp, 8883 ssl, 8083 ws, 8084 wss, 14567 quic (UDP)
     */
    port?: number;
    /**
     * More ports of the load balancer that lead to this listener. A port that is taken out cuts who came through it; no pod
     * restarts.
     * @default none
     */
    additionalPorts?: number[];
    /**
     * Port that the pods bind, on all their IPv4 addresses. It does not follow `port`, and cannot be changed while the load
     * balancer offers the listener: EMQX would close all its connections, on every node at once.
     * @default 1883 tcp, 8883 ssl, 8083 ws, 8084 wss, 14567 quic (UDP)
     */
    bind?: number;
    /**
     * Processes that accept connections. Raise it with the connect rate. Running nodes take a change over at once (`ws` and
     * `wss` open their socket anew for it), and it restarts EMQX.
     * @default 64 (the source article and EMQX's tuning guide; EMQX's own default is 16)
     */
    acceptors?: pulumi.Input<number>;
    /**
     * Connections one EMQX node takes on this listener; more are refused. A change takes effect at once, without
     * a restart; `ws` and `wss` open their socket anew for it.
     * @default 1024000 (the source article)
     */
    maxConnections?: pulumi.Input<number>;
    /**
     * New connections a second that one EMQX node takes on this listener. EMQX closes what is above from 5.8.3 on, and lets
     * it wait before. It does nothing on `ws` and `wss` of EMQX 5.8. A change takes effect at once, without a restart.
     * @default 100000 (the source article)
     */
    maxConnectionRate?: pulumi.Input<number>;
    /**
     * Expect the PROXY protocol in front of each connection; the load balancer in front sends it. Listeners that differ in it
     * stand behind a load balancer of their own. Cannot be changed while the load balancer offers the listener. Not for
     * `quic`. A change restarts EMQX.
     * @default false
     */
    proxyProtocol?: boolean;
    /**
     * Name of a Secret of type `kubernetes.io/tls` in EMQX's namespace with the listener's certificate, e.g. made by
     * cert-manager. Mounted as a directory and re-read by EMQX within two minutes, so renewal needs no restart.
     * Required for `ssl`, `wss` and `quic` that are on, refused for the others. Another name restarts EMQX.
     */
    tlsSecretName?: pulumi.Input<string>;
    /**
     * Ask clients for a certificate that the Secret's `ca.crt` signed. Only where `tlsSecretName` is. A change counts for new
     * connections on every running node at once, and restarts EMQX.
     * @default false
     */
    verifyClient?: boolean;
}

/** A listener with a name of its own, beside the default one of its protocol. */
export interface NamedListenerArgs extends ListenerArgs {
    /** What clients speak. Cannot be changed while the listener is on. */
    protocol: ListenerProtocol;
}

/** The MQTT listeners. One that is named is on unless it says otherwise, one that is not named is off. */
export interface ListenersArgs {
    /** MQTT over TCP. */
    tcp?: ListenerArgs;
    /** MQTT over TLS. */
    ssl?: ListenerArgs;
    /** MQTT over WebSocket, path `/mqtt`. */
    ws?: ListenerArgs;
    /** MQTT over WebSocket with TLS, path `/mqtt`. */
    wss?: ListenerArgs;
    /**
     * MQTT over QUIC (UDP). A change opens its port anew: connected clients stay, and for a moment nobody can connect.
     * `acceptors` and `maxConnectionRate` of QUIC are read when a node starts.
     */
    quic?: ListenerArgs;
    /**
     * More listeners by name: a letter, then up to nine letters or digits, in lower case. EMQX never forgets a name: one that
     * is to go is switched off first (`enabled: false`), and taken out by a later update.
     * @default none
     */
    more?: { [name: string]: NamedListenerArgs };
}
