import assert from "node:assert/strict";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import {
    addNodes,
    type ControlPlane,
    connect,
    deleteNamespace,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import type { LiveObject } from "../../controlPlane/kube";
import { waitUntil } from "../../controlPlane/waitUntil";

const NAMESPACE = "control-plane";
const LABELS = { app: "web" };
const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"];
const NODES = ZONES.flatMap((zone, index) =>
    ["edge", "work"].map((use) => ({ name: `${use}-${index}`, zone, labels: { use } })),
);
const TEMPLATE = {
    metadata: { labels: LABELS },
    spec: {
        nodeSelector: { use: "work" },
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "DoNotSchedule",
                labelSelector: { matchLabels: LABELS },
            },
        ],
        containers: [{ name: "web", image: "example.com/web:1", resources: { requests: { cpu: "1" } } }],
    },
};

const VOLUME = { apiVersion: "v1", kind: "PersistentVolume", metadata: { name: "control-plane-data" } };

describe("A control plane for tests", function () {
    this.timeout(90_000);

    let controlPlane: ControlPlane;
    let kube: Kube;

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "tests" });
        kube = await connect(controlPlane.kubeconfig);
        await addNodes(kube, NODES);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
    });

    after(async () => {
        if (controlPlane?.external) {
            await deleteNamespace(kube, NAMESPACE);
            await kube.delete(VOLUME);
            await removeNodes(
                kube,
                NODES.map(({ name }) => name),
            );
        }
        await controlPlane?.stop();
    });

    const object = (apiVersion: string, kind: string, name: string, spec: object = {}) => ({
        apiVersion,
        kind,
        metadata: { name, namespace: NAMESPACE },
        ...spec,
    });
    const deployment = (replicas: number) =>
        object("apps/v1", "Deployment", "web", {
            spec: { replicas, selector: { matchLabels: LABELS }, template: TEMPLATE },
        });
    const pods = async () =>
        (await kube.list({ apiVersion: "v1", kind: "Pod", namespace: NAMESPACE })).filter(
            ({ metadata }) => metadata.labels?.app === LABELS.app,
        );

    function when(manifest: object, what: string, test: (live: LiveObject) => boolean, limitMs = 30_000) {
        return waitUntil(what, limitMs, async () => {
            const live = await kube.get(manifest);
            return live !== undefined && test(live) ? live : undefined;
        });
    }

    it("schedules a Deployment's pods by selector and zone, and sees them ready", async () => {
        await kube.apply(deployment(3));
        await when(deployment(3), "3 pods are ready", ({ status }) => status?.readyReplicas === 3);
        const nodes = (await pods()).map(({ spec }) => spec.nodeName).sort();
        assert.deepEqual(nodes, ["work-0", "work-1", "work-2"]);
    });

    it("schedules a pod that did not fit soon after there is room", async () => {
        const big = object("v1", "Pod", "big", {
            spec: {
                nodeSelector: { use: "big" },
                containers: [{ name: "big", image: "x", resources: { requests: { cpu: "40" } } }],
            },
        });
        await kube.create(big);
        const unschedulable = await when(big, "the pod is unschedulable", ({ status }) =>
            status.conditions?.some((one: LiveObject) => one.reason === "Unschedulable"),
        );
        assert.equal(unschedulable.spec.nodeName, undefined);
        await addNodes(kube, [{ name: "big-0", zone: "cn-hangzhou-g", labels: { use: "big" }, cpu: "48" }]);
        await when(big, "the pod runs", ({ status }) => status.phase === "Running", 10_000);
        await removeNodes(kube, ["big-0"]);
        assert.equal(await kube.get(big), undefined);
    });

    it("computes disruption budgets", async () => {
        const budget = object("policy/v1", "PodDisruptionBudget", "web", {
            spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
        });
        await kube.apply(budget);
        await when(budget, "one disruption is allowed", ({ status }) => status?.disruptionsAllowed === 1);
    });

    it("binds a claim, once a pod asks for it, to the volume made for it", async () => {
        const claim = object("v1", "PersistentVolumeClaim", "data", {
            spec: {
                storageClassName: "alicloud-disk-topology-alltype",
                accessModes: ["ReadWriteOnce"],
                resources: { requests: { storage: "20Gi" } },
            },
        });
        const user = object("v1", "Pod", "claimant", {
            spec: {
                containers: [{ name: "main", image: "x" }],
                volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
            },
        });
        await kube.apply(claim);
        await kube.apply(user);
        const selected = await when(
            claim,
            "a node is selected",
            ({ metadata }) => metadata.annotations?.["volume.kubernetes.io/selected-node"] !== undefined,
        );
        await kube.apply({
            ...VOLUME,
            spec: {
                storageClassName: selected.spec.storageClassName,
                capacity: { storage: "20Gi" },
                accessModes: ["ReadWriteOnce"],
                csi: { driver: "diskplugin.csi.alibabacloud.com", volumeHandle: "d-1" },
                claimRef: { namespace: NAMESPACE, name: "data" },
            },
        });
        await when(claim, "the claim is bound", ({ status }) => status.phase === "Bound");
        await when(user, "the pod runs", ({ status }) => status.phase === "Running");
    });

    it("dials nobody for a webhook, in the cluster or by URL", async function () {
        if (controlPlane.external) this.skip();
        const dialled: string[] = [];
        const server = createServer((socket) => {
            dialled.push("somebody");
            socket.destroy();
        }).listen(0, "127.0.0.1");
        await sleep(10);
        const { port } = server.address() as { port: number };
        const service = { namespace: NAMESPACE, name: "hook", port: 443 };
        try {
            await kube.apply(object("v1", "Service", "hook", { spec: { ports: [{ port: 443 }] } }));
            for (const clientConfig of [{ service }, { url: `https://127.0.0.1:${port}/` }]) {
                const configuration = webhook(clientConfig);
                await kube.apply(configuration);
                try {
                    const error = await waitUntil("the webhook counts", 20_000, async () =>
                        kube.apply(object("v1", "ConfigMap", "hooked")).then(
                            () => undefined,
                            (refused: Error) => refused,
                        ),
                    );
                    assert.match(error.message, /nobody\.sock/);
                } finally {
                    await kube.delete(configuration);
                }
            }
            assert.deepEqual(dialled, []);
        } finally {
            server.close();
        }
    });

    function webhook(clientConfig: object): object {
        return {
            apiVersion: "admissionregistration.k8s.io/v1",
            kind: "ValidatingWebhookConfiguration",
            metadata: { name: "control-plane-test" },
            webhooks: [
                {
                    name: "hook.example.com",
                    clientConfig,
                    admissionReviewVersions: ["v1"],
                    sideEffects: "None",
                    failurePolicy: "Fail",
                    timeoutSeconds: 5,
                    rules: [
                        {
                            apiGroups: [""],
                            apiVersions: ["v1"],
                            operations: ["CREATE"],
                            resources: ["configmaps"],
                        },
                    ],
                    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": NAMESPACE } },
                },
            ],
        };
    }

    it("keeps everything over a restart of the API server, and goes on with it", async function () {
        if (controlPlane.external) this.skip();
        const before = await pods();
        await controlPlane.stopApiServer();
        await assert.rejects(kube.get(deployment(3)), { code: "ECONNREFUSED" });
        await sleep(3000);
        await controlPlane.startApiServer();
        assert.deepEqual(
            (await pods()).map(({ metadata }) => metadata.uid),
            before.map(({ metadata }) => metadata.uid),
        );
        await kube.apply(deployment(6));
        await when(deployment(6), "6 pods are ready", ({ status }) => status?.readyReplicas === 6);
        const { items } = await kube.core.listNode();
        assert.deepEqual(
            items.flatMap(({ spec }) => spec?.taints ?? []),
            [],
        );
    });

    it("collects what a deleted owner leaves, and ends namespaces", async () => {
        await kube.delete(deployment(0));
        await waitUntil("its pods are gone", 20_000, async () => (await pods()).length === 0 || undefined);
        const other = "control-plane-other";
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: other } });
        const inside = {
            ...object("v1", "ConfigMap", "inside"),
            metadata: { name: "inside", namespace: other },
        };
        await kube.apply(inside);
        await deleteNamespace(kube, other);
        assert.equal(await kube.get(inside), undefined);
    });
});
