import { type Annotations, healthCheck, type LoadBalancerFeatures, PREFIX, zoneMaps } from "./annotations";

/** Makes the cloud controller manager choose NLB; fixed for the life of a Service. */
export const NLB_CLASS = "alibabacloud.com/nlb";

export function nlbAnnotations(features: LoadBalancerFeatures): Annotations {
    return {
        [`${PREFIX}zone-maps`]: zoneMaps(features.vswitches),
        // Least connections: with long-lived connections any other leaves a new replicant empty. QUIC must stay with
        // the pod that its connection id names.
        [`${PREFIX}scheduler`]: features.protocol === "UDP" ? "qch" : "wlc",
        [`${PREFIX}idle-timeout`]: String(features.idleTimeoutSeconds),
        [`${PREFIX}connection-drain`]: "on",
        [`${PREFIX}connection-drain-timeout`]: String(features.connectionDrainSeconds),
        ...(features.maxConnectRate !== undefined
            ? { [`${PREFIX}cps`]: String(features.maxConnectRate) }
            : {}),
        ...healthCheck(features),
    };
}
