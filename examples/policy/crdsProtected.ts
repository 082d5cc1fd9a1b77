import type { ResourceValidationPolicy } from "@pulumi/policy";

const GROUPS = ["apps.emqx.io"];

/**
 * Deleting a custom resource definition deletes every EMQX cluster on the Kubernetes cluster. A policy sees `protect` of a
 * resource and not `retainOnDelete`; emqx-ack's EmqxOperator sets the latter on definitions, and has them in a release that
 * keeps them.
 */
export const crdsProtected: ResourceValidationPolicy = {
    name: "crds-protected",
    description: "EMQX's custom resource definitions outlive what installs them.",
    configSchema: {
        properties: {
            groups: {
                type: "array",
                items: { type: "string" },
                default: GROUPS,
                description: "API groups whose definitions are meant.",
            },
        },
    },
    validateResource: ({ type, props, urn, opts, getConfig }, reportViolation) => {
        const { groups = GROUPS } = getConfig<{ groups?: string[] }>();
        if (/^kubernetes:apiextensions\.k8s\.io\/[^:]+:CustomResourceDefinition$/.test(type)) {
            const kept = opts.protect || urn.includes("emqx-ack:index:EmqxOperator$");
            if (groups.includes(props.spec?.group) && !kept) {
                reportViolation(
                    `deleting ${props.metadata?.name} deletes every object of its kind; ` +
                        "set the resource option protect, or install the operator with EmqxOperator",
                );
            }
        }
        if (type === "kubernetes:helm.sh/v3:Release" && chartName(props.chart) === "emqx-operator") {
            if (groups.some((group) => GROUPS.includes(group)) && props.values?.skipCRDs !== true) {
                reportViolation(
                    "uninstalling this release deletes every EMQX cluster, because its chart holds the definitions as " +
                        "templates; set values.skipCRDs: true and install them apart, or use EmqxOperator",
                );
            }
        }
    },
};

/** A chart is named by itself, or by the end of a path, a URL or an OCI reference. */
function chartName(chart: string | undefined): string | undefined {
    return /([^/]+?)(-v?\d[^/]*)?\/?$/.exec(chart ?? "")?.[1];
}
