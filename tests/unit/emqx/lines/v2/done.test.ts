import assert from "node:assert/strict";
import { v2 } from "../../../../../provider/emqx/lines/v2";
import { observation, rolledOut, set, THREE, target } from "../v2beta1/observations";

const core = "emqx@core-new-0.emqx-headless.mqtt.svc.cluster.local";

describe("when a rollout of operator line 2.3 is done", () => {
    it("is done when the new sets are complete and nothing else is there", () => {
        assert.deepEqual(v2.done(rolledOut, target), {
            done: true,
            carried: false,
            progress: "cores 3/3, replicants 3/3",
            reasons: [],
            stalls: [],
            abandoned: [],
            warnings: [],
        });
    });

    it("is not while durable storage is being moved", () => {
        const { done, progress } = v2.done({ ...rolledOut, movesStorage: true }, target);
        assert.equal(done, false);
        assert.match(progress, /durable storage is being moved/);
    });

    it("is not while a set that shrinks still has a pod too many", () => {
        const shrinking = set("core", "core-new", [...THREE, "ready"], 3);
        const seen = observation([shrinking, set("replicant", "replicant-new", [...THREE])]);
        const { done, progress } = v2.done(seen, target);
        assert.equal(done, false);
        assert.match(progress, /emqx-core-new 4 pods instead of 3/);
    });

    it("is done while somebody holds a node empty that stays, and says so", () => {
        const { done, warnings, stalls } = v2.done({ ...rolledOut, evacuating: [core] }, target);
        assert.equal(done, true);
        assert.match(warnings.join(), /core-new-0.*held empty/);
        assert.deepEqual(stalls, []);
    });

    it("stands still while a core is being emptied and old replicants are there, whoever empties it", () => {
        const old = set("replicant", "replicant-old", ["evacuating", "evacuating"]);
        const seen = observation([...rolledOut.sets, old], { evacuating: [core], ready: false });
        const [stall] = v2.done(seen, target).stalls ?? [];
        assert.equal(stall?.kind, "core being emptied");
        assert.match(stall?.sentence ?? "", /kubectl exec core-new-0 /);
        // What a failed update left behind is never removed, and nobody waits for it.
        const left = set("replicant", "replicant-old", ["pending", "pending"]);
        assert.deepEqual(
            v2.done(observation([...rolledOut.sets, left], { evacuating: [core] }), target).stalls,
            [],
        );
    });

    it("stands still at once for a text that EMQX refuses, after a minute for what may pass", () => {
        const warned = (message: string) => ({ reason: "ReconcilerFailed", at: 0, message });
        const stallsOf = (message: string) =>
            v2.done({ ...rolledOut, configApplied: false, warned: [warned(message)] }, target).stalls ?? [];
        const failed =
            "reconcile failed at step syncConfig, reason: failed to update emqx config through API:";
        const [refused] = stallsOf(`${failed} status : 400 Bad Request`);
        assert.ok(refused!.afterSeconds <= 10);
        const [away] = stallsOf(`${failed} connection refused`);
        assert.equal(away?.afterSeconds, 60);
        assert.deepEqual(stallsOf("reconcile failed at step addCore, reason: no room"), []);
    });
});

describe("what an object of operator line 2.3 says of itself", () => {
    const node = (more: object) => ({ role: "core", version: "6.3.1", ...more });
    const ready = { type: "Ready", status: "True" };
    const statusOf = (status: object, data = "a = 1", annotation = "a = 1") =>
        v2.status({
            metadata: { annotations: { "apps.emqx.io/last-emqx-configuration": annotation } },
            spec: { config: { data } },
            status,
        });

    it("is ready when its operator says so, and not by what the operator of the line before said", () => {
        const named = { conditions: [ready], coreNodes: [node({ name: "emqx@a", status: "running" })] };
        assert.equal(statusOf(named).ready, true);
        assert.deepEqual(statusOf(named).nodes, [
            { node: "emqx@a", role: "core", version: "6.3.1", status: "running" },
        ]);
        const former = { conditions: [ready], coreNodes: [node({})], replicantNodes: [node({})] };
        assert.equal(statusOf(former).ready, false);
        assert.deepEqual(statusOf(former).nodes, []);
    });

    it("has applied its configuration when the annotation is the text, byte for byte", () => {
        assert.equal(statusOf({}).configApplied, true);
        assert.equal(statusOf({}, "a = 1 ").configApplied, false);
    });

    it("names nodes that are being emptied under either name of the list", () => {
        assert.deepEqual(statusOf({ nodeEvacuationsStatus: [{ nodeName: "emqx@a" }] }).evacuating, [
            "emqx@a",
        ]);
        assert.deepEqual(statusOf({ nodeEvacuations: [{ nodeName: "emqx@b" }] }).evacuating, ["emqx@b"]);
        assert.deepEqual(statusOf({ nodeEvacuationsStatus: [{ state: "prohibiting" }] }).evacuating, []);
    });

    it("moves durable storage while a database has transitions, uneven copies, or has lost some", () => {
        const db = {
            name: "messages",
            numTransitions: 0,
            minReplicas: 3,
            maxReplicas: 3,
            lostShardReplicas: 0,
        };
        const moves = (more: object) =>
            statusOf({ dsReplication: { dbs: [{ ...db, ...more }] } }).movesStorage;
        assert.equal(moves({}), false);
        assert.equal(moves({ numTransitions: 2 }), true);
        assert.equal(moves({ minReplicas: 2 }), true);
        assert.equal(moves({ lostShardReplicas: 1 }), true);
        assert.equal(statusOf({ dsReplication: { dbs: [] } }).movesStorage, false);
    });
});
