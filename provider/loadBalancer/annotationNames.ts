/** How the cloud controller manager is spoken to. Source: its pkg/controller/service, reconcile/annotation. */

export const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";
/** Looked up where the present name is not there. Source: reconcile/annotation/annotations.go, Get. */
export const FORMER_PREFIX = "service.beta.kubernetes.io/alicloud-loadbalancer-";
export const BACKEND_TYPE = "service.beta.kubernetes.io/backend-type";

/** Makes the cloud controller manager choose NLB; fixed for the life of a Service. */
export const NLB_CLASS = "alibabacloud.com/nlb";

/**
 * How a CLB is paid for, and its size where that is by size. Absent, the controller leaves both as they are; "PayByCLCU" turns
 * one that was bought by size into one that is paid for by use, for good. Source: its clbv1/loadbalancer.go.
 */
export const CHARGE_TYPE = `${PREFIX}instance-charge-type`;
export const CLB_SIZE = `${PREFIX}spec`;

/** An annotation's name without the controller's prefix; undefined where it is none of the controller's. */
export function controllerName(annotation: string): string | undefined {
    const prefix = [PREFIX, FORMER_PREFIX].find((start) => annotation.startsWith(start));
    return prefix === undefined ? undefined : annotation.slice(prefix.length);
}
