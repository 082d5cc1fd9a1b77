import * as assert from "node:assert/strict";
import { type Condition, isTrue, newestTrue } from "../../../../../operator/blueGreen/conditions";
import { reset } from "../../../../../operator/lines/v2/conditions";
import { nextConditions, type Progress } from "../../../../../operator/lines/v2/statusMachine";

const NODES = {
    replicas: 3,
    readyReplicas: 3,
    currentReplicas: 3,
    updateReplicas: 3,
    updateRevision: "a",
    currentRevision: "a",
};
const UP: Progress = {
    hasReplicants: true,
    cores: NODES,
    replicants: NODES,
    coresReady: 3,
    replicantsReady: 3,
};

describe("the stand-in of operator 2.3: conditions", () => {
    const typesOf = (conditions: readonly Condition[]) => conditions.map(({ type }) => type);
    const ready = () => nextConditions([], UP, 0);

    it("go through all stages at once when everything is up", () => {
        assert.deepEqual(typesOf(ready()), [
            "Ready",
            "Available",
            "ReplicantNodesReady",
            "ReplicantNodesProgressing",
            "CoreNodesReady",
            "CoreNodesProgressing",
            "Initialized",
        ]);
        const alone = nextConditions([], { ...UP, hasReplicants: false, replicantsReady: undefined }, 0);
        assert.equal(newestTrue(alone), "Ready");
        assert.ok(!isTrue(alone, "ReplicantNodesReady"));
    });

    it("wait while there is no set, or its pods are not ready", () => {
        assert.equal(newestTrue(nextConditions([], { ...UP, coresReady: undefined }, 0)), "Initialized");
        assert.equal(newestTrue(nextConditions([], { ...UP, coresReady: 2 }, 0)), "CoreNodesProgressing");
        assert.equal(
            newestTrue(nextConditions([], { ...UP, replicantsReady: 2 }, 0)),
            "ReplicantNodesProgressing",
        );
    });

    it("Ready is entered by the nodes that EMQX counts, and left by the pods that are ready", () => {
        const short = { ...UP, cores: { ...NODES, readyReplicas: 2 } };
        assert.equal(newestTrue(nextConditions([], short, 0)), "Available");
        const lost = nextConditions(ready(), { ...UP, coresReady: 2 }, 1000);
        assert.equal(newestTrue(lost), "CoreNodesProgressing");
        const left = lost.find(({ type }) => type === "Ready");
        assert.deepEqual([left?.status, left?.reason], ["False", "CoreNodesNotReady"]);
        // As many pods are there as EMQX counts nodes, but fewer than are asked for: in at once, and out with the next look.
        const grown = { ...NODES, replicas: 5, readyReplicas: 5, updateReplicas: 5 };
        const flapping = { ...UP, cores: grown, replicants: grown, coresReady: 5, replicantsReady: 5 };
        const entered = nextConditions([], flapping, 0);
        assert.equal(newestTrue(entered), "Ready");
        assert.notEqual(
            newestTrue(nextConditions(entered, { ...flapping, replicantsReady: 4 }, 1000)),
            "Ready",
        );
    });

    it("wait for the old set to be gone", () => {
        const old = { ...UP, replicants: { ...NODES, currentRevision: "b" } };
        assert.equal(newestTrue(nextConditions([], old, 0)), "Available");
    });

    it("a set that is made takes all away but the first, and says why", () => {
        const anew = reset(ready(), "CreateNewStatefulSet", 1000);
        assert.equal(newestTrue(anew), "Initialized");
        assert.equal(anew.length, 7);
        for (const { type, status, reason } of anew.filter((each) => each.type !== "Initialized")) {
            assert.deepEqual([type, status, reason], [type, "False", "CreateNewStatefulSet"]);
        }
    });
});
