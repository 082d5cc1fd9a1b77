import type { LiveObject } from "../../../controlPlane/kube";

export const NAMESPACE = "mqtt";
const DATA = "/opt/emqx/data";

/** Pods as operator 2.2 makes them and a kubelet starts them, and the endpoints of a Service of theirs. */
export class MadeUpCluster {
    readonly objects: LiveObject[] = [
        {
            kind: "Secret",
            metadata: { name: "emqx-bootstrap-api-key", namespace: NAMESPACE },
            data: { bootstrap_api_key: Buffer.from("operator:a-secret-of-its-own").toString("base64") },
        },
        {
            kind: "ConfigMap",
            metadata: { name: "emqx-configs", namespace: NAMESPACE },
            data: { "emqx.conf": "" },
        },
    ];

    readonly kube = {
        list: async ({ kind }: { kind: string }) => this.objects.filter((object) => object.kind === kind),
        get: async (manifest: any) =>
            this.objects.find(({ metadata }) => metadata.name === manifest.metadata.name),
        mergePatch: async (manifest: any, patch: any) => {
            const pod = this.objects.find(
                ({ metadata }) => metadata.name === manifest.metadata.name,
            ) as LiveObject;
            const annotations = { ...pod.metadata.annotations, ...patch.metadata.annotations };
            pod.metadata.annotations = Object.fromEntries(
                Object.entries(annotations).filter(([, value]) => value !== null),
            );
            return pod;
        },
        create: async (object: any) => {
            this.objects.push(object);
            return object;
        },
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
                nodeName: "a-node",
                volumes: [
                    { name: "keys", secret: { secretName: "emqx-bootstrap-api-key" } },
                    { name: "config", configMap: { name: "emqx-configs" } },
                ],
                containers: [
                    {
                        name: "emqx",
                        image,
                        env: [
                            { name: role === "core" ? "POD_NAME" : "POD_IP", ...own },
                            { name: "EMQX_HOST", value: host },
                            { name: "EMQX_NODE__ROLE", value: role },
                            { name: "EMQX_NODE__COOKIE", value: "a-cookie" },
                            { name: "EMQX_LICENSE__KEY", value: "b2YgdGhlIHRlc3Rz.c2lnbmVk" },
                            { name: "EMQX_NODE__DATA_DIR", value: "data" },
                            { name: "EMQX_API_KEY__BOOTSTRAP_FILE", value: `"${DATA}/bootstrap_api_key"` },
                        ],
                        volumeMounts: [
                            {
                                name: "keys",
                                mountPath: `${DATA}/bootstrap_api_key`,
                                subPath: "bootstrap_api_key",
                            },
                            { name: "config", mountPath: "/opt/emqx/etc/emqx.conf", subPath: "emqx.conf" },
                        ],
                    },
                ],
            },
            // Nothing may dial it: a documentation address.
            status: { podIP: `192.0.2.${this.objects.length}`, ...running(false) },
        };
        this.objects.push(pod);
        return pod;
    }

    remove(object: LiveObject): void {
        this.objects.splice(this.objects.indexOf(object), 1);
    }
}

/** What the kubelet writes of a container that runs, or does not. */
export function running(started: boolean): LiveObject {
    const now = new Date().toISOString();
    const status = started ? "True" : "False";
    return {
        conditions: [{ type: "ContainersReady", status, lastTransitionTime: now }],
        containerStatuses: [{ name: "emqx", started, state: started ? { running: { startedAt: now } } : {} }],
    };
}
