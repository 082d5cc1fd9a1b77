import type { ListenerProtocol } from "./listenersArgs";

/** A listener's protocol, as EMQX's configuration and the arguments spell it. */
export type ListenerKind = `${ListenerProtocol}`;

export interface KindFacts {
    readonly port: number;
    readonly tls: boolean;
    readonly protocol: "TCP" | "UDP";
}

/** Ports and protocols: EMQX's documentation, deploy/install.md; emqx_schema.erl, default_listener, at v5.7.2 and e5.8.11. */
export const LISTENER_KINDS: Readonly<Record<ListenerKind, KindFacts>> = {
    tcp: { port: 1883, tls: false, protocol: "TCP" },
    ssl: { port: 8883, tls: true, protocol: "TCP" },
    ws: { port: 8083, tls: false, protocol: "TCP" },
    wss: { port: 8084, tls: true, protocol: "TCP" },
    quic: { port: 14567, tls: true, protocol: "UDP" },
};

/** In the order in which they are shown. */
export const KINDS = Object.keys(LISTENER_KINDS) as readonly ListenerKind[];
