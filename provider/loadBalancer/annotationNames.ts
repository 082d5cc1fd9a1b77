/** How the cloud controller manager is spoken to. Source: its pkg/controller/service, reconcile/annotation. */

export const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";
export const BACKEND_TYPE = "service.beta.kubernetes.io/backend-type";

/** Makes the cloud controller manager choose NLB; fixed for the life of a Service. */
export const NLB_CLASS = "alibabacloud.com/nlb";

/** Port of EMQX's HTTP API, which answers health checks without leaving half-open MQTT connections behind. */
export const STATUS_PORT = 18083;
