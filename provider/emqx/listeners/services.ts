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

/** The listeners that a load balancer offers, by the load balancer. */
export function offered(all: readonly Listener[]): [use: ServiceUse, listeners: Listener[]][] {
    return SERVICE_USES.flatMap((use): [ServiceUse, Listener[]][] => {
        const behind = all.filter((listener) => listener.exposed && serviceUseOf(listener, all) === use);
        return behind.length === 0 ? [] : [[use, behind]];
    });
}
