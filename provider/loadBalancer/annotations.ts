import * as pulumi from "@pulumi/pulumi";
import type { ZoneVswitchArgs } from "../ack/ackClusterArgs";
import { clbAnnotations } from "./clbAnnotations";
import { type ClbArgs, LoadBalancerBackend, LoadBalancerKind } from "./mqttLoadBalancerArgs";
import { nlbAnnotations } from "./nlbAnnotations";

/** Names of the cloud controller manager's annotations. Source: its pkg/controller/service/reconcile/annotation. */
export const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";
const BACKEND_TYPE = "service.beta.kubernetes.io/backend-type";

export type Annotations = Record<string, pulumi.Input<string>>;

/** What a Service asks of its load balancer. */
export interface LoadBalancerFeatures {
    readonly kind: LoadBalancerKind;
    readonly vswitches: readonly ZoneVswitchArgs[];
    readonly backend: LoadBalancerBackend;
    readonly internet: boolean;
    readonly protocol: "TCP" | "UDP";
    readonly idleTimeoutSeconds: number;
    readonly connectionDrainSeconds: number;
    readonly maxConnectRate?: number;
    readonly proxyProtocol: boolean;
    readonly clb: ClbArgs;
}

/** Port of EMQX's HTTP API, which answers health checks without leaving half-open MQTT connections behind. */
export const STATUS_PORT = 18083;

/** Annotations of both kinds. The address type is always written: CCM's default is a public address. */
export function loadBalancerAnnotations(features: LoadBalancerFeatures): Annotations {
    return {
        [`${PREFIX}address-type`]: features.internet ? "internet" : "intranet",
        ...(features.backend === LoadBalancerBackend.Eni ? { [BACKEND_TYPE]: "eni" } : {}),
        ...(features.proxyProtocol ? { [`${PREFIX}proxy-protocol`]: "on" } : {}),
        ...(features.kind === LoadBalancerKind.Nlb ? nlbAnnotations(features) : clbAnnotations(features)),
    };
}

/**
 * Health checks by HTTP on EMQX's status page. Through a node's port they cannot reach it, and the controller's own
 * check of the listener's port has to do.
 */
export function healthCheck(features: LoadBalancerFeatures): Annotations {
    if (features.backend !== LoadBalancerBackend.Eni) return {};
    return {
        [`${PREFIX}health-check-flag`]: "on",
        [`${PREFIX}health-check-type`]: "http",
        [`${PREFIX}health-check-uri`]: "/status",
        [`${PREFIX}health-check-connect-port`]: String(STATUS_PORT),
        [`${PREFIX}health-check-httpcode`]: "http_2xx",
    };
}

/** `zone:vswitch,zone:vswitch`, in the order of the zones' names, so that reordering the input changes nothing. */
export function zoneMaps(vswitches: readonly ZoneVswitchArgs[]): pulumi.Output<string> {
    return pulumi.output([...vswitches]).apply((list) =>
        list
            .map(({ zoneId, vswitchId }) => `${zoneId}:${vswitchId}`)
            .sort()
            .join(","),
    );
}
