import type * as pulumi from "@pulumi/pulumi";
import { UDP_IDLE_TIMEOUT_SECONDS } from "../../alibaba/loadBalancerLimits";
import { mapInput } from "../../validation/output";
import { tlsDirectory, UNUSED_AUTHORITIES } from "./certificates";
import type { Listener } from "./listeners";

/**
 * Connections that the kernel keeps waiting to be accepted; the pod's `net.core.somaxconn` clips it. One constant: EMQX
 * restarts a running listener whose backlog changes. Source: esockd_listener.erl, set_options, at the esockd of e5.8.11.
 */
export const BACKLOG = 32_768;

/**
 * How often EMQX says something on a silent QUIC connection: twice before the load balancer forgets it. It is the transport's own
 * keep-alive that counts there: EMQX has it off by default, and MQTT's is as slow as each client wants. Without it what EMQX sends
 * to a silent client is lost. Source: emqx_schema.erl, mqtt_quic_listener, keep_alive_interval (a duration, 0 by default), and
 * emqx_listeners.erl, to_quicer_listener_opts, at v5.7.2 and v5.8.9.
 */
export const QUIC_KEEP_ALIVE_SECONDS = UDP_IDLE_TIMEOUT_SECONDS / 2;

/** One key of a listener in EMQX's configuration. */
export interface ListenerSetting {
    /** Below `listeners.<kind>.<name>`. */
    readonly path: readonly string[];
    readonly value: pulumi.Input<string | number | boolean>;
    /**
     * What stands in the environment stands in the text with the same value: a push fills what its text leaves out with
     * EMQX's defaults. The limits are in the text alone, so that a change of theirs rolls nothing.
     */
    readonly where: "both" | "text";
}

/**
 * All that EMQX is told of a listener, wherever it is told. One that is off is told its port alone, and no file: EMQX refuses
 * a pushed text for one file that a node does not have, of listeners that are off, too. Which keys a kind has: emqx_schema.erl,
 * mqtt_*_listener and listener_*_opts, at v5.7.2 and e5.8.11.
 */
export function listenerSettings(listener: Listener): ListenerSetting[] {
    const both = (path: string, value: ListenerSetting["value"]): ListenerSetting => ({
        path: path.split("."),
        value,
        where: "both",
    });
    const text = (path: string, value: ListenerSetting["value"]): ListenerSetting => ({
        ...both(path, value),
        where: "text",
    });
    const { enabled, bind, acceptors, maxConnections, maxConnectionRate } = listener;
    const always = [both("enable", enabled), both("bind", addressOf(bind))];
    if (!enabled) return always;
    return [
        ...always,
        both("acceptors", acceptors),
        text("max_connections", maxConnections),
        text(
            "max_conn_rate",
            mapInput(maxConnectionRate, (rate) => `${rate}/s`),
        ),
        ...(listener.protocol === "TCP"
            ? [both("tcp_options.backlog", BACKLOG), both("proxy_protocol", listener.proxyProtocol)]
            : []),
        ...(listener.kind === "quic" ? [text("keep_alive_interval", `${QUIC_KEEP_ALIVE_SECONDS}s`)] : []),
        ...(listener.tls
            ? tlsSettings(listener).map(([key, value]) => both(`ssl_options.${key}`, value))
            : []),
    ];
}

/**
 * What a listener binds, in the one spelling that means the same on every EMQX: a bare port is another address to EMQX, which
 * restarts the listener, and the loopback interface alone under a hardened profile.
 */
export function addressOf(bind: number): string {
    return `0.0.0.0:${bind}`;
}

function tlsSettings({ key, kind, verifyClient }: Listener): [string, string | boolean][] {
    const directory = tlsDirectory(key);
    return [
        ["certfile", `${directory}/tls.crt`],
        ["keyfile", `${directory}/tls.key`],
        ["cacertfile", verifyClient ? `${directory}/ca.crt` : UNUSED_AUTHORITIES],
        ["verify", verifyClient ? "verify_peer" : "verify_none"],
        // QUIC has no such key: there who verifies also insists. Source: emqx/quic, c_src/quicer_tls.c, 0.0.313 and 0.1.11.
        ...(kind === "quic" ? [] : [["fail_if_no_peer_cert", verifyClient] as [string, boolean]]),
    ];
}
