import type { ResourceValidationPolicy } from "@pulumi/policy";
import { emqxSpec } from "./emqxObject";

const ADDRESS_TYPE = /^service\.beta\.kubernetes\.io\/(alibaba-cloud|alicloud)-loadbalancer-address-type$/;
const ANNOTATION = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type";
const LOAD_BALANCERS = new Set([
    "alicloud:slb/applicationLoadBalancer:ApplicationLoadBalancer",
    "alicloud:nlb/loadBalancer:LoadBalancer",
    "alicloud:alb/loadBalancer:LoadBalancer",
]);

/** MQTT and the dashboard are reached from inside the VPC alone. ACK's own default for a Service is a public address. */
export const intranetOnly: ResourceValidationPolicy = {
    name: "intranet-only",
    description: "Load balancers have intranet addresses.",
    configSchema: {
        properties: {
            apiServer: {
                type: "boolean",
                default: false,
                description: "Refuses a public address of the Kubernetes API server too.",
            },
        },
    },
    validateResource: (args, reportViolation) => {
        const { type, props } = args;
        if (/^kubernetes:core\/v1:Service(Patch)?$/.test(type)) {
            if (isPublic(props.spec?.type, props.metadata?.annotations)) {
                reportViolation(
                    `a Service of type LoadBalancer gets a public address; set ${ANNOTATION}: intranet`,
                );
            }
        }
        const spec = emqxSpec(args);
        for (const name of ["listenersServiceTemplate", "dashboardServiceTemplate"] as const) {
            const template = spec?.[name];
            if (
                template?.enabled !== false &&
                isPublic(template?.spec?.type, template?.metadata?.annotations)
            ) {
                reportViolation(
                    `spec.${name}: its Service gets a public address; set ${ANNOTATION}: intranet`,
                );
            }
        }
        if (LOAD_BALANCERS.has(type) && String(props.addressType).toLowerCase() !== "intranet") {
            reportViolation(`addressType is "${props.addressType}"; write "Intranet"`);
        }
        if (type === "alicloud:cs/managedKubernetes:ManagedKubernetes") {
            if (args.getConfig<{ apiServer?: boolean }>().apiServer && props.slbInternetEnabled !== false) {
                reportViolation("the API server gets a public address; set slbInternetEnabled: false");
            }
        }
    },
};

function isPublic(type: string | undefined, annotations: Record<string, string> = {}): boolean {
    const key = Object.keys(annotations).find((name) => ADDRESS_TYPE.test(name));
    return type === "LoadBalancer" && (key === undefined || annotations[key] !== "intranet");
}
