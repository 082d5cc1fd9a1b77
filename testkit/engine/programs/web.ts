import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { connect } from "../../controlPlane/kube";

export interface WebInput {
    readonly kubeconfig: string;
    readonly namespace: string;
    /** Name of the ConfigMap. Default: "settings". */
    readonly settings?: string;
    /** Default: "blue". */
    readonly colour?: string;
    /** Default: 2. */
    readonly replicas?: number;
    /** Annotations of the pods. */
    readonly podAnnotations?: Record<string, string>;
    /** Default: true. */
    readonly loadBalancer?: boolean;
    /** The Deployment waits until this ConfigMap is there, when everything before it has been made. */
    readonly waitFor?: string;
}

/** A small stack: password, namespace, settings, a Deployment that reads them, a load balancer in front. */
export default function web(input: WebInput) {
    const { replicas = 2, colour = "blue" } = input;
    const provider = new k8s.Provider("k8s", { kubeconfig: pulumi.secret(input.kubeconfig) });
    const password = new random.RandomPassword("password", { length: 12 });
    const namespace = new k8s.core.v1.Namespace(
        "namespace",
        { metadata: { name: input.namespace } },
        { provider },
    );
    const inNamespace = namespace.metadata.name;
    const secret = new k8s.core.v1.Secret(
        "secret",
        {
            metadata: { name: "password", namespace: inNamespace },
            stringData: { password: password.result },
        },
        { provider },
    );
    const settings = new k8s.core.v1.ConfigMap(
        "settings",
        { metadata: { name: input.settings ?? "settings", namespace: inNamespace }, data: { colour } },
        { provider },
    );
    const configured = pulumi
        .all([settings.metadata.name, secret.id])
        .apply(([name]) => waitUntilThere(input).then(() => name));
    const labels = { app: "web" };
    const deployment = new k8s.apps.v1.Deployment(
        "deployment",
        {
            metadata: { name: "web", namespace: inNamespace },
            spec: {
                replicas,
                selector: { matchLabels: labels },
                template: {
                    metadata: { labels, annotations: input.podAnnotations ?? {} },
                    spec: {
                        containers: [
                            {
                                name: "web",
                                image: "web:1",
                                envFrom: [{ configMapRef: { name: configured } }],
                            },
                        ],
                    },
                },
            },
        },
        { provider, dependsOn: secret },
    );
    if (input.loadBalancer === false) return {};
    const service = new k8s.core.v1.Service(
        "service",
        {
            metadata: { name: "web", namespace: inNamespace },
            spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80 }] },
        },
        { provider, dependsOn: deployment },
    );
    return { address: service.status.loadBalancer.ingress[0].ip, password: password.result };
}

async function waitUntilThere({ waitFor, kubeconfig, namespace }: WebInput): Promise<void> {
    if (waitFor === undefined) return;
    const kube = await connect(kubeconfig);
    const wanted = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: waitFor, namespace } };
    void pulumi.log.info(`waiting for ${waitFor}`);
    while ((await kube.get(wanted)) === undefined) {
        await new Promise((wake) => setTimeout(wake, 100));
    }
}
