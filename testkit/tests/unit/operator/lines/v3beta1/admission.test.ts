import * as assert from "node:assert/strict";
import { mayCoreGo, mayReplicantGo } from "../../../../../operator/lines/v3beta1/admission";
import { type Emqx, maxSurge, maxUnavailable } from "../../../../../operator/lines/v3beta1/emqxObject";
import { decodeStatus } from "../../../../../operator/lines/v3beta1/emqxStatus";
import { evaluate } from "../../../../../operator/lines/v3beta1/evaluate";
import { apiCore } from "../../../../../operator/lines/v3beta1/requester";
import { State } from "../../../../../operator/lines/v3beta1/state";

interface Given {
    readonly cores?: number;
    readonly replicants?: number;
    readonly notReady?: readonly string[];
    readonly sessions?: Readonly<Record<string, number>>;
    readonly nodeStatus?: Readonly<Record<string, string>>;
    readonly evacuating?: Readonly<Record<string, string>>;
    readonly strategy?: object;
    readonly budget?: object;
    readonly revisions?: Readonly<Record<string, string>>;
    readonly set?: object;
}

/** A cluster on one template, but for what is given. */
function cluster(given: Given = {}) {
    const { cores = 3, replicants = 3, sessions = {}, nodeStatus = {}, evacuating = {} } = given;
    const pod = (name: string, role: string, set: string) => ({
        metadata: {
            name,
            namespace: "mqtt",
            uid: name,
            creationTimestamp: "2026-11-28T10:00:00Z",
            labels: {
                "apps.emqx.io/db-role": role,
                "controller-revision-hash": given.revisions?.[name] ?? "new",
            },
            ownerReferences: [{ uid: set, name: set, controller: true }],
        },
        spec: { containers: [{ name: "emqx", image: "emqx/emqx:6.3.1" }] },
        status: {
            conditions: [{ type: "Ready", status: given.notReady?.includes(name) ? "False" : "True" }],
        },
    });
    const pods = [
        ...Array.from({ length: cores }, (_, i) => pod(`emqx-core-${i}`, "core", "cores")),
        ...Array.from({ length: replicants }, (_, i) => pod(`emqx-replicant-a-${i}`, "replicant", "a")),
    ];
    const counts = (count: number) => ({
        replicas: count,
        readyReplicas: count,
        availableReplicas: count,
        updatedReplicas: count,
    });
    const set = (uid: string, count: number, labels = {}) => ({
        metadata: {
            name: uid,
            uid,
            creationTimestamp: "2026-11-28T10:00:00Z",
            generation: 1,
            labels,
        },
        spec: { replicas: count },
        status: { ...counts(count), currentRevision: "old", updateRevision: "new", ...given.set },
    });
    const replicantSet = set("a", replicants, { "apps.emqx.io/pod-template-hash": "a" });
    const state = new State(set("cores", cores), replicants > 0 ? [replicantSet] : [], pods);
    const node = (name: string, role: string) => {
        const status = nodeStatus[name] ?? "running";
        const count = sessions[name] ?? 0;
        const said = status === "unreachable" ? {} : { role };
        return { name: `emqx@${name}`, podName: name, status, ...said, sessions: count, connections: count };
    };
    const status = decodeStatus({
        clusterNodes: pods.map(({ metadata }) =>
            node(metadata.name, metadata.labels["apps.emqx.io/db-role"] as string),
        ),
        nodeEvacuations: Object.entries(evacuating).map(([name, how]) => ({
            nodeName: `emqx@${name}`,
            state: how,
            sessionRecipients: [],
            sessionEvictionRate: 1,
            connectionEvictionRate: 1,
            initialSessions: 0,
            initialConnections: 0,
        })),
        replicantNodesStatus: {
            readyReplicas: replicants,
            currentReplicas: replicants,
            updateReplicas: replicants,
            currentRevision: "a",
            updateRevision: "a",
        },
    });
    const emqx = {
        metadata: { name: "emqx", namespace: "mqtt", generation: 7 },
        spec: {
            updateStrategy: {
                evacuationStrategy: { type: "NodeEvacuation", ...given.strategy },
                replicants: given.budget,
            },
            coreTemplate: { spec: { replicas: cores } },
            replicantTemplate: { spec: { replicas: replicants } },
        },
        status,
    } as unknown as Emqx;
    return { state, emqx };
}

const core = (given: Given, name = "emqx-core-2") => {
    const { state, emqx } = cluster(given);
    return mayCoreGo(state, emqx, state.podNamed(name)!);
};
const replicant = (given: Given, cause: "scale down" | "rolling update" = "rolling update") => {
    const { state, emqx } = cluster(given);
    return mayReplicantGo(state, emqx, state.podNamed("emqx-replicant-a-0")!, cause);
};

describe("operator 3.0's stand-in: whether a pod may go", () => {
    it("a core goes when all others are ready, after its clients", () => {
        assert.equal(core({}), "remove");
        assert.equal(core({ sessions: { "emqx-core-2": 5 } }), "evacuate");
        assert.equal(core({ notReady: ["emqx-core-0"] }), "wait");
        assert.equal(core({ notReady: ["emqx-core-2"] }), "remove");
        assert.equal(core({ sessions: { "emqx-core-2": 5 }, strategy: { type: "Disabled" } }), "remove");
    });

    it("a core waits while it is being emptied, and for ever while nobody reaches it", () => {
        const sessions = { "emqx-core-2": 5 };
        assert.equal(core({ sessions, evacuating: { "emqx-core-2": "evicting_conns" } }), "wait");
        assert.equal(core({ nodeStatus: { "emqx-core-2": "unreachable" } }), "wait");
        assert.equal(core({ nodeStatus: { "emqx-core-2": "stopped" }, sessions }), "remove");
    });

    it("the only core of a cluster without replicants goes with its clients", () => {
        const sessions = { "emqx-core-0": 5 };
        assert.equal(core({ cores: 1, replicants: 0, sessions }, "emqx-core-0"), "remove");
        assert.equal(
            core({ cores: 2, replicants: 0, sessions: { "emqx-core-1": 5 } }, "emqx-core-1"),
            "evacuate",
        );
    });

    it("a replicant goes after its clients, unless all may go at once", () => {
        const sessions = { "emqx-replicant-a-0": 5 };
        assert.equal(replicant({}), "remove");
        assert.equal(replicant({ sessions }), "evacuate");
        assert.equal(replicant({ sessions, nodeStatus: { "emqx-replicant-a-0": "unreachable" } }), "wait");
        const budget = { maxUnavailable: "100%" };
        assert.equal(replicant({ sessions, budget, replicants: 3 }), "evacuate");
    });

    it("percentages are rounded up, and one may be missed where nothing is said", () => {
        const of = (budget: object | undefined, replicants = 3) => {
            const { emqx } = cluster({ replicants, ...(budget === undefined ? {} : { budget }) });
            return [maxSurge(emqx), maxUnavailable(emqx)];
        };
        assert.deepEqual(of(undefined), [0, 1]);
        assert.deepEqual(of({ maxUnavailable: "67%" }), [0, 3]);
        assert.deepEqual(of({ maxSurge: "10%", maxUnavailable: 0 }), [1, 0]);
    });
});

describe("operator 3.0's stand-in: what is said of a cluster", () => {
    const said = (given: Given) => {
        const { state, emqx } = cluster(given);
        evaluate(state, emqx);
        return Object.fromEntries(
            emqx.status.conditions.map((each) => [
                each.type,
                `${each.status} ${each.reason} ${each.observedGeneration}`,
            ]),
        );
    };

    it("it is Ready of the generation that is looked at, by sets as they are", () => {
        assert.deepEqual(said({}), {
            CoreNodesProgressing: "False Converged 7",
            ReplicantNodesProgressing: "False Converged 7",
            Available: "True ReplicantPodsAvailable 7",
            Ready: "True Ready 7",
        });
    });

    it("nothing of replicants where there are none", () => {
        assert.deepEqual(Object.keys(said({ replicants: 0 })), [
            "CoreNodesProgressing",
            "Available",
            "Ready",
        ]);
    });

    it("a node that does not run is health, which no progress shows", () => {
        const { Ready, CoreNodesProgressing } = said({ nodeStatus: { "emqx-core-1": "unreachable" } });
        assert.equal(Ready, "False CoreNodesProgressing 7");
        assert.equal(CoreNodesProgressing, "False Converged 7");
    });

    it("the newest ready core is asked, and an older one while none of the newest is", () => {
        const asked = (given: Given) => apiCore(cluster(given).state)?.metadata.name;
        const revisions = { "emqx-core-0": "old", "emqx-core-1": "old" };
        assert.equal(asked({ revisions }), "emqx-core-2");
        assert.equal(asked({ revisions, notReady: ["emqx-core-2"] }), "emqx-core-0");
        assert.equal(asked({ notReady: ["emqx-core-0", "emqx-core-1", "emqx-core-2"] }), undefined);
    });

    it("a first rollout that is taken back leaves no core outdated, whatever was made meanwhile", () => {
        const set = { currentRevision: "old", updateRevision: "old" };
        const { state } = cluster({ set, revisions: { "emqx-core-0": "old", "emqx-core-1": "old" } });
        assert.deepEqual(state.outdatedCores, []);
    });
});
