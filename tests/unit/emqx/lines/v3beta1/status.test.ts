import assert from "node:assert/strict";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { planEmqx } from "../../../../../provider/emqx/plan/plan";
import { Problems } from "../../../../../provider/validation/problems";

const condition = (type: string, status: string, observedGeneration: number) => ({
    type,
    status,
    observedGeneration,
    reason: "Some",
    message: "said",
});

describe("what an object of operator 3.0 says of itself", () => {
    it("is about its present generation only", () => {
        const status = (generation: number) =>
            v3beta1.status({
                metadata: { generation },
                status: {
                    conditions: [condition("Ready", "True", 4), condition("ConfigApplied", "True", 5)],
                },
            });
        assert.deepEqual([status(4).ready, status(4).configApplied], [true, false]);
        assert.deepEqual([status(5).ready, status(5).configApplied], [false, true]);
        assert.deepEqual(Object.keys(status(5).conditions ?? {}), ["ConfigApplied"]);
        assert.deepEqual(v3beta1.status(undefined).nodes, []);
    });

    it("lists nodes in either of its forms, and who is being emptied", () => {
        const node = (role: string) => ({ name: `emqx@${role}`, role, status: "running", version: "6.3.1" });
        for (const lists of [
            { clusterNodes: [node("core"), node("replicant")] },
            { coreNodes: [node("core")], replicantNodes: [node("replicant")] },
        ]) {
            const { nodes, evacuating } = v3beta1.status({
                status: { ...lists, nodeEvacuations: [{ nodeName: "emqx@core", state: "evicting_conns" }] },
            });
            assert.deepEqual(
                nodes.map(({ node: name, role }) => [name, role]),
                [
                    ["emqx@core", "core"],
                    ["emqx@replicant", "replicant"],
                ],
            );
            assert.deepEqual(evacuating, ["emqx@core"]);
        }
    });

    it("says whether durable storage is on its way", () => {
        const moves = (db: object) =>
            v3beta1.status({
                status: { dsReplication: { dbs: [{ minReplicas: 3, maxReplicas: 3, ...db }] } },
            }).movesStorage;
        assert.equal(moves({ numTransitions: 0, lostShardReplicas: 0 }), false);
        for (const db of [{ numTransitions: 1 }, { minReplicas: 2 }, { lostShardReplicas: 1 }])
            assert.equal(moves(db), true, JSON.stringify(db));
    });

    it("is what people are told beforehand: there is no final release yet", () => {
        const warnings = (operatorVersion?: string) =>
            planEmqx(
                { version: "6.3.1", licenseKey: "key", operatorVersion },
                new Problems(),
            ).warnings.join();
        assert.match(warnings("3.0.0"), /operator 3\.0 had no final release/);
        assert.doesNotMatch(warnings("2.3.3"), /final release/);
    });
});
