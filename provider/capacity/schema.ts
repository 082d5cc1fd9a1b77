import type { Rule } from "../validation/rules";
import { whole } from "../validation/rules";
import { input, objectOf, schemaOf } from "../validation/schema";
import type { CapacityArgs, LoadBalancerFiguresArgs, NodeFiguresArgs, QuotaArgs } from "./capacityArgs";
import type { TrafficArgs } from "./trafficArgs";

/** The largest payload that MQTT can express. Source: MQTT 5.0, 1.5.5 (remaining length). */
const LARGEST_PAYLOAD = 268_435_455;
const BILLION = 1_000_000_000;

const messages = input(whole(0, BILLION, "messages a second"));
const connections = input(whole(1, BILLION, "connections"));
const connects = input(whole(1, BILLION, "connects a second"));
const packets = input(whole(1, BILLION, "packets a second"));
const gbps = input(above0(1_000_000, "Gbit/s"));

export const TRAFFIC = objectOf(
    schemaOf<TrafficArgs>({
        publishedPerSecond: messages,
        deliveredPerSecond: messages,
        payloadBytes: input(whole(0, LARGEST_PAYLOAD, "bytes")),
        qos: input(whole(0, 2)),
        connectsPerSecond: connects,
    }),
    { keepAliveSeconds: "belongs to the load balancer; write it as loadBalancer.keepAliveSeconds" },
);

export const CAPACITY = objectOf(
    schemaOf<CapacityArgs>({
        nodesLost: input(whole(0, 1000, "nodes")),
        cpuFactor: input(above0(1000)),
        licensedConnections: connections,
        node: objectOf(
            schemaOf<NodeFiguresArgs>({
                connections,
                gbps,
                packetsPerSecond: packets,
                pods: input(whole(1, 10_000, "pods")),
            }),
            {
                vcpus: "is kernel.vcpus; write it there",
                memoryGiB: "is kernel.memoryGiB; write it there",
            },
        ),
        loadBalancer: objectOf(
            schemaOf<LoadBalancerFiguresArgs>({
                connections,
                connectsPerSecond: connects,
                gbps,
                packetsPerSecond: packets,
                backends: input(whole(1, 1_000_000, "pods or nodes")),
            }),
        ),
        quotas: objectOf(
            schemaOf<QuotaArgs>({
                nodes: input(whole(1, 1_000_000, "nodes")),
                nodePools: input(whole(1, 1_000_000, "node pools")),
            }),
        ),
    }),
);

function above0(most: number, unit = ""): Rule {
    return (value) =>
        typeof value === "number" && value > 0 && value <= most
            ? undefined
            : `write a number above 0, at most ${most}${unit ? ` (${unit})` : ""}`;
}
