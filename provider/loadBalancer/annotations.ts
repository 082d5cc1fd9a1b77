import * as pulumi from "@pulumi/pulumi";
import type { ZoneVswitchArgs } from "../ack/ackClusterArgs";
import { UDP_IDLE_TIMEOUT_SECONDS } from "../alibaba/loadBalancerLimits";
import { DASHBOARD_PORT } from "../naming/ports";
import { BACKEND_TYPE, CHARGE_TYPE, PREFIX } from "./annotationNames";
import { LoadBalancerBackend, LoadBalancerKind } from "./mqttLoadBalancerArgs";

type Annotations = Record<string, pulumi.Input<string>>;

/** What a Service asks of its load balancer. */
export interface LoadBalancerFeatures {
    readonly kind: LoadBalancerKind;
    readonly vswitches: readonly ZoneVswitchArgs[];
    readonly backend: LoadBalancerBackend;
    readonly internet: boolean;
    readonly protocol: "TCP" | "UDP";
    readonly idleTimeoutSeconds: number;
    readonly connectionDrainSeconds: number;
    /** Absent where nothing could ever have limited it: the dashboard; null is no limit. */
    readonly maxConnectRate?: number | null;
    /** The load balancer is there already, and not this component's: how it was bought and where it stands stays. */
    readonly reused?: boolean;
    /** Absent where nothing could ever have switched it on: dashboard, QUIC. */
    readonly proxyProtocol?: boolean;
    /** How a CLB is paid for, where the user says so. */
    readonly charge: Annotations;
}

/** Annotations of both kinds. The address type is always written: CCM's default is a public address. */
export function loadBalancerAnnotations(features: LoadBalancerFeatures): Annotations {
    return {
        [`${PREFIX}address-type`]: features.internet ? "internet" : "intranet",
        ...(features.backend === LoadBalancerBackend.Eni ? { [BACKEND_TYPE]: "eni" } : {}),
        // Off is written: absent, the controller leaves a load balancer sending it. Source: its nlbv2/listeners.go, clbv1/listeners.go.
        ...(features.proxyProtocol === undefined
            ? {}
            : { [`${PREFIX}proxy-protocol`]: features.proxyProtocol ? "on" : "off" }),
        ...(features.kind === LoadBalancerKind.Nlb ? nlbAnnotations(features) : clbAnnotations(features)),
    };
}

function nlbAnnotations(features: LoadBalancerFeatures): Annotations {
    return {
        // One that is used may be without it; with it the controller would move that to our vSwitches.
        ...(features.reused ? {} : { [`${PREFIX}zone-maps`]: zoneMaps(features.vswitches) }),
        // Least connections: with long-lived connections any other leaves a new replicant empty. QUIC must stay with
        // the pod that its connection id names.
        [`${PREFIX}scheduler`]: features.protocol === "UDP" ? "qch" : "wlc",
        [`${PREFIX}idle-timeout`]: String(
            features.protocol === "UDP" ? UDP_IDLE_TIMEOUT_SECONDS : features.idleTimeoutSeconds,
        ),
        [`${PREFIX}connection-drain`]: "on",
        [`${PREFIX}connection-drain-timeout`]: String(features.connectionDrainSeconds),
        // No limit is written, as 0: absent, a limit stays that was there. Source: nlbv2/listeners.go; model/nlb/nlb.go, 0 to 1000000.
        ...(features.maxConnectRate === undefined
            ? {}
            : { [`${PREFIX}cps`]: String(features.maxConnectRate ?? 0) }),
        ...healthCheck(features),
    };
}

function clbAnnotations(features: LoadBalancerFeatures): Annotations {
    const vswitch = features.vswitches[0]?.vswitchId;
    return {
        // Written although it is the default of a new one: whatever size somebody wrote by hand would otherwise be looked at.
        ...(features.reused ? {} : { [CHARGE_TYPE]: "PayByCLCU" }),
        ...features.charge,
        // Left out, the controller takes any vSwitch of the VPC.
        ...(vswitch !== undefined && !features.internet && !features.reused
            ? { [`${PREFIX}vswitch-id`]: vswitch }
            : {}),
        [`${PREFIX}scheduler`]: "wrr",
        [`${PREFIX}established-timeout`]: String(features.idleTimeoutSeconds),
        [`${PREFIX}connection-drain`]: "on",
        [`${PREFIX}connection-drain-timeout`]: String(features.connectionDrainSeconds),
        ...healthCheck(features),
    };
}

/**
 * Health checks by HTTP on EMQX's status page, which leaves no half-open MQTT connections behind. Through a node's port they cannot reach it, and the controller's own
 * check of the listener's port has to do.
 */
function healthCheck(features: LoadBalancerFeatures): Annotations {
    if (features.backend !== LoadBalancerBackend.Eni) return {};
    return {
        [`${PREFIX}health-check-flag`]: "on",
        [`${PREFIX}health-check-type`]: "http",
        [`${PREFIX}health-check-uri`]: "/status",
        [`${PREFIX}health-check-connect-port`]: String(DASHBOARD_PORT),
        [`${PREFIX}health-check-httpcode`]: "http_2xx",
    };
}

/**
 * What a user's annotations may say otherwise. A CLB's health check belongs to its listener, which stays when the way to the pods
 * changes: without these a node would be asked for EMQX's status page, and every node would be taken out. They are what a new
 * listener has. (An NLB's belongs to the server group, which is made anew.) Source: clbv1/listeners.go, isNeedUpdate; nlbv2/server_groups.go.
 */
export function annotationsThatGive(features: Pick<LoadBalancerFeatures, "kind" | "backend">): Annotations {
    const { kind, backend } = features;
    if (kind !== LoadBalancerKind.Clb || backend !== LoadBalancerBackend.NodePort) return {};
    return {
        [`${PREFIX}health-check-type`]: "tcp",
        [`${PREFIX}health-check-connect-port`]: "-520",
    };
}

/** `zone:vswitch,zone:vswitch`, in the order of the zones' names, so that reordering the input changes nothing. */
function zoneMaps(vswitches: readonly ZoneVswitchArgs[]): pulumi.Output<string> {
    return pulumi.output([...vswitches]).apply((list) =>
        list
            .map(({ zoneId, vswitchId }) => `${zoneId}:${vswitchId}`)
            .sort()
            .join(","),
    );
}
