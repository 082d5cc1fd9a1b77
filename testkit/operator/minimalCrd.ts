/**
 * Enough of the CustomResourceDefinition of EMQX objects to run the stand-in where the real one is not at hand:
 * every field is kept, and what the operator relies on has the real defaults. Source:
 * apis/apps/v2beta1/emqx_types.go.
 */
export function minimalEmqxCrd(): Record<string, any> {
    return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "emqxes.apps.emqx.io" },
        spec: {
            group: "apps.emqx.io",
            scope: "Namespaced",
            names: {
                kind: "EMQX",
                listKind: "EMQXList",
                plural: "emqxes",
                singular: "emqx",
                shortNames: ["emqx"],
            },
            versions: [
                {
                    name: "v2beta1",
                    served: true,
                    storage: true,
                    subresources: { status: {} },
                    schema: { openAPIV3Schema: SCHEMA },
                },
            ],
        },
    };
}

const PROBE = { httpGet: { path: "/status", port: "dashboard" } };

function open(properties: Record<string, object> = {}, more: object = {}): Record<string, unknown> {
    // Without empty ones, which an API server does not keep: Pulumi would put them back with every update.
    const known = Object.keys(properties).length > 0 ? { properties } : {};
    return { type: "object", "x-kubernetes-preserve-unknown-fields": true, ...known, ...more };
}

const SECURITY = { runAsUser: 1000, runAsGroup: 1000 };

const NODE_TEMPLATE = open({
    spec: open({
        replicas: { type: "integer", default: 2 },
        podSecurityContext: open(
            {},
            {
                default: {
                    ...SECURITY,
                    fsGroup: 1000,
                    fsGroupChangePolicy: "Always",
                    supplementalGroups: [1000],
                },
            },
        ),
        containerSecurityContext: open({}, { default: { ...SECURITY, runAsNonRoot: true } }),
        livenessProbe: open(
            {},
            { default: { ...PROBE, initialDelaySeconds: 60, periodSeconds: 30, failureThreshold: 3 } },
        ),
        readinessProbe: open(
            {},
            { default: { ...PROBE, initialDelaySeconds: 10, periodSeconds: 5, failureThreshold: 12 } },
        ),
    }),
});

const SERVICE_TEMPLATE = open({ enabled: { type: "boolean", default: true } });

const EVICTION = { connEvictRate: 1000, sessEvictRate: 1000 };

const SCHEMA = {
    type: "object",
    properties: {
        spec: open(
            {
                image: { type: "string" },
                clusterDomain: { type: "string", default: "cluster.local" },
                revisionHistoryLimit: { type: "integer", default: 3 },
                config: open({ mode: { type: "string", default: "Merge" } }),
                updateStrategy: open(
                    {
                        type: { type: "string", default: "Recreate" },
                        evacuationStrategy: open({
                            connEvictRate: { type: "integer", default: EVICTION.connEvictRate },
                            sessEvictRate: { type: "integer", default: EVICTION.sessEvictRate },
                        }),
                    },
                    {
                        default: {
                            type: "Recreate",
                            initialDelaySeconds: 10,
                            evacuationStrategy: { ...EVICTION, waitTakeover: 10 },
                        },
                    },
                ),
                coreTemplate: { ...NODE_TEMPLATE, default: { spec: { replicas: 2 } } },
                replicantTemplate: NODE_TEMPLATE,
                dashboardServiceTemplate: SERVICE_TEMPLATE,
                listenersServiceTemplate: SERVICE_TEMPLATE,
            },
            { required: ["image"] },
        ),
        status: open(),
    },
};
