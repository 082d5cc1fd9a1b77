import type { LiveObject } from "../../controlPlane/kube";

export const API_VERSION = "made-up.example/v1";

const COUNT = { type: "integer", minimum: 0 };

/** An EMQX object that says less than any real line's. */
export const DEFINITION: LiveObject = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.made-up.example" },
    spec: {
        group: "made-up.example",
        scope: "Namespaced",
        names: { kind: "EMQX", listKind: "EMQXList", plural: "emqxes", singular: "emqx" },
        versions: [
            {
                name: "v1",
                served: true,
                storage: true,
                subresources: { status: {} },
                schema: {
                    openAPIV3Schema: {
                        type: "object",
                        properties: {
                            spec: {
                                type: "object",
                                required: ["image", "cores", "replicants"],
                                properties: { image: { type: "string" }, cores: COUNT, replicants: COUNT },
                            },
                            status: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
                        },
                    },
                },
            },
        ],
    },
};
