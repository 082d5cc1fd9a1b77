import { ZONE_VSWITCHES } from "../ack/schema";
import { CONNECTION_DRAIN_SECONDS, IDLE_TIMEOUT_SECONDS } from "../alibaba/loadBalancerLimits";
import { LISTENERS } from "../emqx/listeners/schema";
import { CONNECTIONS } from "../emqx/plan/schema";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import type { Place } from "../validation/fromOutside";
import { annotationKey, dnsLabel } from "../validation/kubernetesNames";
import { anyText, flag, member, text, whole } from "../validation/rules";
import { input, mapOf, objectOf, plain, required, schemaOf } from "../validation/schema";
import { CHARGE_TYPE, CLB_SIZE } from "./annotationNames";
import {
    type LoadBalancerArgs,
    LoadBalancerBackend,
    LoadBalancerKind,
    type MqttLoadBalancerArgs,
} from "./mqttLoadBalancerArgs";

/** The arguments of a load balancer, property by property. */

const IDLE_TIMEOUT = plain(whole(IDLE_TIMEOUT_SECONDS.least, IDLE_TIMEOUT_SECONDS.most, "seconds"));
const CONNECTION_DRAIN = plain(
    whole(CONNECTION_DRAIN_SECONDS.least, CONNECTION_DRAIN_SECONDS.most, "seconds"),
);

/** Inputs that were there and are gone. */
export const NO_LONGER = {
    clb: `is no input any more: nothing is sold by size since 2025-06-01. Leave it out, or, where a load balancer bought by size exists, write annotations: { "${CHARGE_TYPE}": "PayBySpec", "${CLB_SIZE}": "slb.s3.large" }; without them it is paid for by use from the next update on, and that cannot be undone`,
};

/** What a whole stack asks for of its load balancer. */
export const LOAD_BALANCER_SCHEMA = schemaOf<LoadBalancerArgs>({
    kind: required(
        plain(member(LoadBalancerKind)),
        'write LoadBalancerKind.Nlb ("Nlb"), or "Clb", which carries 1,000,000 connections and no QUIC',
    ),
    exposeToInternet: plain(flag),
    dashboard: plain(flag),
    idleTimeoutSeconds: IDLE_TIMEOUT,
    keepAliveSeconds: plain(whole(1, 65535, "seconds")),
    connectionDrainSeconds: CONNECTION_DRAIN,
    maxConnectRate: plain(whole(1, 1_000_000, "connections a second")),
    annotations: mapOf(input(anyText), annotationKey),
});

export const MQTT_LOAD_BALANCER = objectOf(
    schemaOf<MqttLoadBalancerArgs>({
        ...LOAD_BALANCER_SCHEMA,
        namespace: required(input(dnsLabel()), "write the EMQX cluster's, e.g. cluster.namespace"),
        instanceName: plain(text),
        listeners: LISTENERS,
        backendRole: plain(member(NodeRole)),
        vswitches: ZONE_VSWITCHES,
        backend: plain(member(LoadBalancerBackend)),
        connections: CONNECTIONS,
    }),
    NO_LONGER,
);

/** Where its inputs stand among the arguments of a whole stack. */
export const LOAD_BALANCER_PLACES: readonly Place[] = [
    { inputs: objectOf(LOAD_BALANCER_SCHEMA), within: "loadBalancer" },
    { inputs: objectOf({ listeners: LISTENERS }), within: "emqx" },
];
