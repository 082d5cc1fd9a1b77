import { strict as assert } from "node:assert";
import { loadOf, type Surroundings } from "../../../provider/drain/meant/load";
import type { PoolNode } from "../../../provider/drain/meant/poolNode";
import { DB_ROLE_LABEL } from "../../../provider/naming/labels";
import { aNode } from "./aNode";

const OLD: PoolNode[] = [
    aNode("old", { nodePoolId: "np1", cordoned: true }),
    aNode("lost", { nodePoolId: "np1", cordoned: true, lost: true, ready: false }),
];
const NOW = Date.parse("2026-11-28T10:00:00Z");
const READY = { conditions: [{ type: "Ready", status: "True" }] };
const owner = (kind: string, uid: string) => ({ kind, name: uid, uid, controller: true });

interface Given {
    readonly node?: string;
    readonly owner?: ReturnType<typeof owner>;
    readonly metadata?: object;
    readonly spec?: object;
    readonly status?: object;
}
const pod = (name: string, given: Given = {}) => ({
    metadata: {
        name,
        namespace: "apps",
        ...(given.owner && { ownerReferences: [given.owner] }),
        ...given.metadata,
    },
    spec: { nodeName: given.node ?? "old", containers: [], ...given.spec },
    status: { phase: "Running", ...READY, ...given.status },
});
const deployment = (spec: object = {}, status: object = {}) => ({
    metadata: { name: "web", namespace: "apps", uid: "web", generation: 3 },
    spec: { replicas: 2, selector: {}, template: { spec: { containers: [] } }, ...spec },
    status: { observedGeneration: 3, replicas: 2, updatedReplicas: 2, ...status },
});
const SET = {
    metadata: {
        name: "web-1",
        namespace: "apps",
        uid: "web-1",
        ownerReferences: [owner("Deployment", "web")],
    },
    spec: { replicas: 2 },
};
const OF_WEB = owner("ReplicaSet", "web-1");

function loaded(given: Partial<Record<keyof Surroundings, unknown>>) {
    const nothing = { pods: [], replicaSets: [], deployments: [], statefulSets: [], sharedClaims: new Set() };
    return loadOf({ ...nothing, ...given } as unknown as Surroundings, OLD, NOW);
}

describe("what runs on old nodes", () => {
    it("is all but DaemonSets', the kubelet's own, what has ended, and what a lost node does not confirm", () => {
        const gone = { deletionTimestamp: new Date(NOW) };
        const { pods } = loaded({
            pods: [
                pod("leaves"),
                pod("ends", { metadata: gone }),
                pod("elsewhere", { node: "new" }),
                pod("daemon", { owner: owner("DaemonSet", "proxy") }),
                pod("mirror", { metadata: { annotations: { "kubernetes.io/config.mirror": "hash" } } }),
                pod("done", { status: { phase: "Succeeded" } }),
                pod("failed", { status: { phase: "Failed" } }),
                pod("on-lost", { node: "lost" }),
                pod("ends-on-lost", { node: "lost", metadata: gone }),
            ],
        });
        assert.deepEqual(
            pods.map(({ name, leaving }) => `${name}${leaving ? " (leaving)" : ""}`),
            ["leaves", "ends (leaving)", "on-lost"],
        );
    });

    it("belongs to its Deployment through whatever set, and is counted on all nodes", () => {
        const { pods, workloads } = loaded({
            pods: [
                pod("web-a", { owner: OF_WEB }),
                pod("web-b", { owner: OF_WEB, node: "new" }),
                pod("web-c", { owner: OF_WEB, node: "new", metadata: { deletionTimestamp: new Date(NOW) } }),
                pod("web-e", {
                    owner: OF_WEB,
                    node: "dead",
                    metadata: { deletionTimestamp: new Date(NOW - 61_000) },
                }),
                pod("web-d", { owner: OF_WEB, node: "new", status: { conditions: [] } }),
            ],
            replicaSets: [SET],
            deployments: [deployment()],
        });
        assert.deepEqual(
            pods.map(({ name, workload }) => [name, workload]),
            [["web-a", "web"]],
        );
        const { title, wanted, serving, servingElsewhere, leaving, rolling, surges } = workloads.get("web")!;
        assert.deepEqual(
            { title, wanted, serving, servingElsewhere, leaving, rolling, surges },
            {
                title: "Deployment apps/web",
                wanted: 2,
                serving: 2,
                servingElsewhere: 1,
                leaving: 1,
                rolling: undefined,
                surges: true,
            },
        );
    });

    const web = (one: object, claims: readonly string[] = []) =>
        loaded({
            pods: [pod("web-a", { owner: OF_WEB })],
            replicaSets: [SET],
            deployments: [one],
            sharedClaims: new Set(claims),
        }).workloads.get("web")!;

    it("is in a rollout until its controller has seen the spec, and no old pod is left", () => {
        assert.deepEqual(web(deployment({}, { observedGeneration: 2 })).rolling, {});
        assert.deepEqual(web(deployment({}, { updatedReplicas: 1 })).rolling, {});
        const conditions = [{ type: "Progressing", status: "False", message: "too slow" }];
        assert.deepEqual(web(deployment({}, { replicas: 3, conditions })).rolling, { trouble: "too slow" });
        assert.equal(web(deployment({ paused: true }, { replicas: 3 })).rolling, undefined);
    });

    it("has no second pod beside the first while that one holds its disk, or while it is paused", () => {
        const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
        const template = { spec: { containers: [], volumes } };
        assert.equal(web(deployment({ template })).surges, false);
        assert.equal(web(deployment({ template }), ["apps/data"]).surges, true);
        assert.equal(web(deployment({ paused: true })).surges, false);
    });

    it("is of a StatefulSet, a Job, a set of its own, another kind, or of nobody", () => {
        const own = { metadata: { name: "own", namespace: "apps", uid: "own" }, spec: { replicas: 3 } };
        const { workloads } = loaded({
            pods: [
                pod("db-0", { owner: owner("StatefulSet", "db") }),
                pod("job-a", { owner: owner("Job", "job") }),
                pod("own-a", { owner: owner("ReplicaSet", "own") }),
                pod("clone-a", { owner: owner("CloneSet", "clone") }),
                pod("alone"),
            ],
            replicaSets: [own],
            statefulSets: [{ metadata: { name: "db", namespace: "apps", uid: "db" }, spec: { replicas: 5 } }],
        });
        assert.deepEqual(
            [...workloads.values()].map(({ title, kind, wanted }) => [title, kind, wanted]),
            [
                ["StatefulSet apps/db", "StatefulSet", 5],
                ["Job apps/job", "Job", undefined],
                ["ReplicaSet apps/own", "other", 3],
                ["CloneSet apps/clone", "other", undefined],
                ["Pod apps/alone", "bare", undefined],
            ],
        );
    });

    it("tells EMQX's own pods, and those that a cordoned node does not keep away", () => {
        const everything = [{ operator: "Exists" }];
        const cordon = [
            { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
        ];
        const other = [{ key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoExecute" }];
        const { pods } = loaded({
            pods: [
                pod("emqx", { metadata: { labels: { [DB_ROLE_LABEL]: "core" } } }),
                pod("a", { spec: { tolerations: everything } }),
                pod("b", { spec: { tolerations: cordon } }),
                pod("c", { spec: { tolerations: other } }),
            ],
        });
        assert.deepEqual(
            pods.map(({ name, isEmqx, comesBack }) => [name, isEmqx, comesBack]),
            [
                ["emqx", true, false],
                ["a", false, true],
                ["b", false, true],
                ["c", false, false],
            ],
        );
    });
});
