import { type Annotations, healthCheck, type LoadBalancerFeatures, PREFIX } from "./annotations";
import { ClbChargeType } from "./mqttLoadBalancerArgs";

export function clbAnnotations(features: LoadBalancerFeatures): Annotations {
    const vswitch = features.vswitches[0]?.vswitchId;
    return {
        // Written although it is the default: with a spec and without it, the spec is ignored.
        [`${PREFIX}instance-charge-type`]: features.clb.instanceChargeType ?? ClbChargeType.PayByCLCU,
        ...(features.clb.spec !== undefined ? { [`${PREFIX}spec`]: features.clb.spec } : {}),
        // Left out, the controller takes any vSwitch of the VPC.
        ...(vswitch !== undefined && !features.internet ? { [`${PREFIX}vswitch-id`]: vswitch } : {}),
        [`${PREFIX}scheduler`]: "wrr",
        [`${PREFIX}established-timeout`]: String(features.idleTimeoutSeconds),
        [`${PREFIX}connection-drain`]: "on",
        [`${PREFIX}connection-drain-timeout`]: String(features.connectionDrainSeconds),
        ...healthCheck(features),
    };
}
