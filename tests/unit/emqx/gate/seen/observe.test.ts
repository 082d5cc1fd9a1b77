import { strict as assert } from "node:assert";
import { observe } from "../../../../../provider/emqx/gate/seen/observe";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { isAnswer } from "../../../../../provider/kubernetes/answers";
import { type ClusterServer, type Contents, clusterServer } from "./clusterServer";

const NAMESPACE = "/api/v1/namespaces/mqtt";
const APPS = "/apis/apps/v1/namespaces/mqtt";
const EMQX = "/apis/apps.emqx.io/v2beta1/namespaces/mqtt/emqxes/emqx";
const REVISION = "emqx-ack.io/revision";

const template = (revision: string) => ({ metadata: { annotations: { [REVISION]: revision } } });
const emqx = {
    metadata: {
        name: "emqx",
        managedFields: [
            {
                manager: "pulumi-kubernetes-1",
                operation: "Apply",
                time: "2026-11-28T06:00:00Z",
                fieldsV1: {
                    "f:spec": {
                        "f:coreTemplate": {
                            "f:metadata": { "f:annotations": { "f:emqx-ack.io/revision": {} } },
                            "f:spec": { "f:replicas": {} },
                        },
                    },
                },
            },
            {
                // As `kubectl scale` leaves it. Source: apiextensions-apiserver, registry/customresource/etcd.go, `ScaleREST`.
                manager: "kubectl",
                operation: "Update",
                subresource: "scale",
                time: "2026-11-28T07:00:00Z",
                fieldsV1: { "f:spec": { "f:replicantTemplate": { "f:spec": { "f:replicas": {} } } } },
            },
        ],
    },
    spec: {
        image: "emqx/emqx:5.7.2",
        coreTemplate: { ...template("c"), spec: { replicas: 3 } },
        replicantTemplate: { ...template("r"), spec: { replicas: 5 } },
    },
    status: { conditions: [{ type: "Ready", status: "True" }] },
};
const replicaSet = {
    metadata: { name: "emqx-replicant-1", labels: { "apps.emqx.io/db-role": "replicant" } },
    spec: { replicas: 1, template: template("r") },
    status: { readyReplicas: 1 },
};

interface PodParts {
    name: string;
    node?: string;
    phase?: string;
    conditions?: Record<string, string>;
    metadata?: object;
    status?: object;
}

function pod({ name, node = "node-a", phase = "Running", conditions, metadata, status }: PodParts): object {
    const all = conditions ?? { PodScheduled: "True", ContainersReady: "True", Ready: "True" };
    return {
        metadata: {
            name,
            annotations: { [REVISION]: "r" },
            ownerReferences: [{ name: "emqx-replicant-1" }],
            ...metadata,
        },
        spec: { nodeName: node },
        status: {
            phase,
            conditions: Object.entries(all).map(([type, value]) => ({ type, status: value })),
            ...status,
        },
    };
}
const node = (ready: string) => ({
    metadata: {},
    status: { conditions: [{ type: "Ready", status: ready }] },
});
const event = (kind: string, name: string, reason: string, message: string, more: object = {}) => ({
    involvedObject: { kind, name },
    reason,
    message,
    lastTimestamp: new Date().toISOString(),
    ...more,
});

const EMPTY: Contents = {
    [EMQX]: emqx,
    [`${APPS}/statefulsets`]: [],
    [`${APPS}/replicasets`]: [replicaSet],
    [`${NAMESPACE}/pods`]: [],
    [`${NAMESPACE}/events`]: [],
};

describe("a look at an EMQX cluster", () => {
    let server: ClusterServer | undefined;
    afterEach(() => server?.close());
    async function look(contents: Contents) {
        server = await clusterServer({ ...EMPTY, ...contents });
        return observe(server.apis, v2beta1, "mqtt", "emqx");
    }
    const only = async (contents: Contents) => (await look(contents)).sets[0]!.pods[0]!;

    it("says what the object asks for, and who wrote its numbers", async () => {
        const { asked, ready } = await look({});
        assert.equal(ready, true);
        assert.deepEqual(asked?.replicas, { core: 3, replicant: 5 });
        assert.deepEqual(
            asked?.writers.map(({ subject, role, name, through }) => [subject, role, name, through]),
            [
                ["revision", "core", "pulumi-kubernetes-1", undefined],
                ["replicas", "core", "pulumi-kubernetes-1", undefined],
                ["replicas", "replicant", "kubectl", "scale"],
            ],
        );
        assert.deepEqual(asked?.writers[2]?.path, ["spec", "replicantTemplate", "spec", "replicas"]);
    });

    it("says that there is no object", async () => {
        const { missing, asked } = await look({ [EMQX]: 404 });
        assert.equal(missing, true);
        assert.equal(asked, undefined);
    });

    it("goes on where events, nodes and claims may not be read", async () => {
        const evacuating = { PodScheduled: "True", ContainersReady: "True", Ready: "False" };
        const seen = await look({
            [`${NAMESPACE}/events`]: 403,
            [`${NAMESPACE}/persistentvolumeclaims`]: 403,
            "/api/v1/nodes/node-a": 403,
            [`${NAMESPACE}/pods`]: [
                pod({ name: "a", conditions: evacuating }),
                pod({ name: "b", phase: "Pending", conditions: { PodScheduled: "True" } }),
            ],
        });
        assert.equal(seen.warning, undefined);
        assert.deepEqual(seen.hints, []);
        assert.equal(seen.sets[0]!.pods[0]!.lost, undefined);
    });

    it("does not go on where pods may not be read", async () => {
        await assert.rejects(look({ [`${NAMESPACE}/pods`]: 403 }), (error: Error) => {
            assert.match(error.message, /may not list pods in namespace "mqtt" \(403: pods is forbidden/);
            return isAnswer(error);
        });
    });

    it("knows a pod on a lost node, whose containers count as ready for good", async () => {
        // Source: kubernetes, pkg/controller/util/node/controller_utils.go, MarkPodsNotReady.
        const conditions = { PodScheduled: "True", ContainersReady: "True", Ready: "False" };
        const pods = { [`${NAMESPACE}/pods`]: [pod({ name: "a", conditions })] };
        const lost = await only({ ...pods, "/api/v1/nodes/node-a": node("Unknown") });
        assert.deepEqual([lost.lost, lost.containersReady, lost.ready], [true, true, false]);
        assert.match(lost.trouble ?? "", /its node node-a does not answer.*kubectl delete node node-a/);
        await server?.close();
        assert.equal((await only({ ...pods, "/api/v1/nodes/node-a": node("True") })).lost, undefined);
        await server?.close();
        assert.equal((await only(pods)).lost, true, "a node that is gone");
    });

    it("knows a pod that nobody ends, also where nodes may not be read", async () => {
        const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
        const leaving = (deletionTimestamp: string) => ({
            "/api/v1/nodes/node-a": 403,
            [`${NAMESPACE}/pods`]: [pod({ name: "a", metadata: { deletionTimestamp } })],
        });
        const overdue = await only(leaving(minutesAgo(5)));
        assert.deepEqual([overdue.leaving, overdue.lost], [true, true]);
        await server?.close();
        const ending = await only(leaving(minutesAgo(0)));
        assert.deepEqual([ending.leaving, ending.lost, ending.trouble], [true, undefined, undefined]);
    });

    it("asks no node where every pod is well", async () => {
        await look({ [`${NAMESPACE}/pods`]: [pod({ name: "a" })] });
        assert.deepEqual(
            server?.asked
                .map(({ url }) => url)
                .filter((url) => /nodes|persistentvolumeclaims/.test(url ?? "")),
            [],
        );
    });

    it("knows an evicted pod as one that is over", async () => {
        const evicted = await only({
            [`${NAMESPACE}/pods`]: [
                pod({
                    name: "a",
                    phase: "Failed",
                    conditions: {},
                    status: { reason: "Evicted", message: "The node was low on resource: memory." },
                }),
            ],
        });
        assert.equal(evicted.ended, true);
        assert.equal(evicted.trouble, "Evicted: The node was low on resource: memory.");
    });

    it("says why a disk does not come, and what cannot be mounted", async () => {
        const claim = (name: string) => ({
            metadata: { name },
            spec: { storageClassName: "essd", resources: { requests: { storage: "5Gi" } } },
            status: { phase: "Pending" },
        });
        const { hints } = await look({
            [`${NAMESPACE}/pods`]: [
                pod({ name: "a", phase: "Pending", conditions: { PodScheduled: "False" } }),
                pod({ name: "b", phase: "Pending", conditions: { PodScheduled: "True" } }),
            ],
            [`${NAMESPACE}/persistentvolumeclaims`]: ["one", "two", "three"].map(claim),
            [`${NAMESPACE}/events`]: [
                event("PersistentVolumeClaim", "one", "ProvisioningFailed", "disk size 5 is below 20 GiB"),
                event("PersistentVolumeClaim", "two", "WaitForFirstConsumer", "waiting for first consumer"),
                event("Pod", "b", "FailedMount", 'secret "emqx-tls" not found'),
                event("Pod", "a", "FailedMount", "of a pod that has no node yet"),
                event("Pod", "b", "Unhealthy", "probe failed"),
            ],
        });
        assert.deepEqual(hints, [
            "claim one waits for its disk (5Gi of class essd): ProvisioningFailed: disk size 5 is below 20 GiB",
            "claim three waits for its disk (5Gi of class essd): nothing says why",
            'b: FailedMount: secret "emqx-tls" not found',
        ]);
    });

    it("tells the operator's latest warning, and none of long ago", async () => {
        const old = new Date(Date.now() - 120_000).toISOString();
        const { warning } = await look({
            [`${NAMESPACE}/events`]: [
                event("EMQX", "emqx", "ReconcilerFailed", "now"),
                event("EMQX", "emqx", "InvalidConfig", "long ago", { lastTimestamp: old }),
            ],
        });
        assert.equal(warning, "ReconcilerFailed: now");
    });
});
