import type { LiveObject } from "../../../controlPlane/kube";

export const NAMESPACE = "mqtt";

/** Pods as operator 2.2 makes them and a kubelet starts them, and the endpoints of a Service of theirs. */
export class MadeUpCluster {
    readonly objects: LiveObject[] = [
        {
            kind: "Secret",
            metadata: { name: "emqx-bootstrap-api-key", namespace: NAMESPACE },
            data: { bootstrap_api_key: Buffer.from("operator:a-secret-of-its-own").toString("base64") },
        },
    ];

    readonly kube = {
        list: async ({ kind }: { kind: string }) => this.objects.filter((object) => object.kind === kind),
        get: async (manifest: any) =>
            this.objects.find(({ metadata }) => metadata.name === manifest.metadata.name),
    };

    addPod(name: string, role: "core" | "replicant", image = "emqx/emqx-enterprise:5.8.8"): LiveObject {
        const own = {
            valueFrom: { fieldRef: { fieldPath: role === "core" ? "metadata.name" : "status.podIP" } },
        };
        const host = role === "core" ? "$(POD_NAME).emqx-headless.mqtt.svc.cluster.local" : "$(POD_IP)";
        const pod = {
            kind: "Pod",
            metadata: {
                name,
                namespace: NAMESPACE,
                uid: `${name} ${this.objects.length}`,
                creationTimestamp: new Date().toISOString(),
                labels: { "apps.emqx.io/instance": "emqx", "apps.emqx.io/db-role": role },
                ownerReferences: [{ controller: true, uid: `set of ${role}s`, name: role }],
            },
            spec: {
                containers: [
                    {
                        name: "emqx",
                        image,
                        env: [
                            { name: role === "core" ? "POD_NAME" : "POD_IP", ...own },
                            { name: "EMQX_HOST", value: host },
                            { name: "EMQX_NODE__ROLE", value: role },
                        ],
                    },
                ],
            },
            // Nothing may dial it: a documentation address.
            status: { podIP: `192.0.2.${this.objects.length}`, conditions: [condition("False")] },
        };
        this.objects.push(pod);
        return pod;
    }

    remove(object: LiveObject): void {
        this.objects.splice(this.objects.indexOf(object), 1);
    }
}

export function condition(status: "True" | "False"): LiveObject {
    return { type: "ContainersReady", status, lastTransitionTime: new Date().toISOString() };
}
