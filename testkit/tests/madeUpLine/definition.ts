import type { LiveObject } from "../../controlPlane/kube";

export const API_VERSION = "apps.emqx.io/v9";

const ANYTHING = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

const NODES = {
    type: "object",
    required: ["count"],
    properties: { count: { type: "integer", minimum: 0 }, pods: ANYTHING, disk: ANYTHING },
};

/** An EMQX object with other fields than any real line's; as with those, there is one definition for all versions. */
export const DEFINITION: LiveObject = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.apps.emqx.io" },
    spec: {
        group: "apps.emqx.io",
        scope: "Namespaced",
        names: { kind: "EMQX", listKind: "EMQXList", plural: "emqxes", singular: "emqx" },
        versions: [
            {
                name: "v9",
                served: true,
                storage: true,
                subresources: { status: {} },
                schema: {
                    openAPIV3Schema: {
                        type: "object",
                        properties: {
                            spec: {
                                type: "object",
                                required: ["version", "nodes"],
                                properties: {
                                    version: {
                                        type: "object",
                                        required: ["image"],
                                        properties: { image: { type: "string" } },
                                    },
                                    settings: { type: "object", properties: { text: { type: "string" } } },
                                    leaving: {
                                        type: "object",
                                        properties: {
                                            connections: { type: "integer" },
                                            sessions: { type: "integer" },
                                        },
                                    },
                                    nodes: {
                                        type: "object",
                                        required: ["core", "replicant"],
                                        properties: { core: NODES, replicant: NODES },
                                    },
                                },
                            },
                            status: ANYTHING,
                        },
                    },
                },
            },
        ],
    },
};
