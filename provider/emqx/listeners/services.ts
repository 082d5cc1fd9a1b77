import type { Listener } from "./listeners";

/**
 * Which load balancer a listener stands behind. The PROXY protocol is one annotation for a whole Service, and QUIC needs a
 * scheduler of its own. Source: cloud-provider-alibaba-cloud, nlbv2/listeners.go and clbv1/listeners.go.
 */
export type ServiceUse = "mqtt" | "mqtt-proxy" | "mqtt-plain" | "mqtt-quic";

export const SERVICE_USES: readonly ServiceUse[] = ["mqtt", "mqtt-proxy", "mqtt-plain", "mqtt-quic"];

/**
 * The first TCP listener of the arguments, and all that expect the PROXY protocol as it does, stand behind `mqtt`, the others
 * behind one of their own. Whether they are on or offered does not count: a listener that goes by the steps moves no other.
 */
export function serviceUseOf(listener: Listener, all: readonly Listener[]): ServiceUse {
    if (listener.protocol === "UDP") return "mqtt-quic";
    const first = all.find(({ named, protocol }) => named && protocol === "TCP");
    if (first === undefined || first.proxyProtocol === listener.proxyProtocol) return "mqtt";
    return listener.proxyProtocol ? "mqtt-proxy" : "mqtt-plain";
}

/** Listeners behind one load balancer: they have transport and PROXY protocol in common. */
export type Together = readonly [Listener, ...Listener[]];

/** The listeners that a load balancer offers, by the load balancer. */
export function offered(all: readonly Listener[]): [use: ServiceUse, listeners: Together][] {
    return SERVICE_USES.flatMap((use): [ServiceUse, Together][] => {
        const [first, ...others] = all.filter(
            (listener) => listener.exposed && serviceUseOf(listener, all) === use,
        );
        return first === undefined ? [] : [[use, [first, ...others]]];
    });
}
