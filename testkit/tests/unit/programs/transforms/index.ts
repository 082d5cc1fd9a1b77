import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type === "kubernetes:core/v1:ConfigMap"
        ? { props: { ...props, metadata: { ...props.metadata, labels: { by: "stack" } } }, opts }
        : undefined,
);

const provider = new kubernetes.Provider("k8s", { kubeconfig: "apiVersion: v1\n" });
const chart = new kubernetes.helm.v4.Chart(
    "operator",
    { chart: "emqx-operator", version: "2.2.29" },
    {
        provider,
        transforms: [
            ({ type, props, opts }) =>
                type.endsWith(":CustomResourceDefinition")
                    ? { props, opts: pulumi.mergeOptions(opts, { retainOnDelete: true }) }
                    : undefined,
        ],
    },
);
new kubernetes.core.v1.ConfigMap("labelled", { metadata: { name: "x" } }, { provider, dependsOn: chart });
