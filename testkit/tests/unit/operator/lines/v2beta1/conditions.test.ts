import * as assert from "node:assert/strict";
import { decodeStatus, encodeStatus } from "../../../../../operator/lines/v2beta1/emqxStatus";
import { nextStatus, type Progress } from "../../../../../operator/lines/v2beta1/statusMachine";

describe("the operator's stand-in: conditions", () => {
    const UP: Progress = { coreReplicas: 3, replicantReplicas: 3, coresReady: 3, replicantsReady: 3 };

    function walk(progress: Progress, steps: number) {
        const status = decodeStatus();
        const revision = { replicas: 3, readyReplicas: 3, updateRevision: "a", currentRevision: "a" };
        Object.assign(status.coreNodesStatus, revision);
        Object.assign(status.replicantNodesStatus, revision);
        const seen: string[] = [];
        for (let i = 0; i < steps; i++) {
            nextStatus(status, progress, i * 1000);
            if (seen.at(-1) !== status.conditions[0]?.type) seen.push(status.conditions[0]!.type);
        }
        return { status, seen };
    }

    it("go through all stages when everything is up", () => {
        assert.deepEqual(walk(UP, 8).seen, [
            "CoreNodesProgressing",
            "CoreNodesReady",
            "ReplicantNodesProgressing",
            "ReplicantNodesReady",
            "Available",
            "Ready",
        ]);
    });

    it("skip the replicants when there are none", () => {
        assert.deepEqual(walk({ ...UP, replicantReplicas: 0 }, 8).seen, [
            "CoreNodesProgressing",
            "CoreNodesReady",
            "Available",
            "Ready",
        ]);
    });

    it("wait for the cores", () => {
        assert.deepEqual(walk({ ...UP, coresReady: 2 }, 8).seen, ["CoreNodesProgressing"]);
    });

    it("begin anew when a core is lost, and with the replicants when one of those is", () => {
        const { status } = walk(UP, 8);
        nextStatus(status, { ...UP, replicantsReady: 2 }, 9000);
        const types = () => status.conditions.map(({ type }) => type);
        assert.equal(types()[0], "ReplicantNodesProgressing");
        assert.ok(types().includes("CoreNodesReady") && !types().includes("Available"));
        const again = walk(UP, 8).status;
        nextStatus(again, { ...UP, coresReady: 2 }, 9000);
        assert.deepEqual(
            again.conditions.map(({ type }) => type),
            ["CoreNodesProgressing", "Initialized"],
        );
    });

    it("leave zero values out of what is written, and read them back", () => {
        const { status } = walk(UP, 3);
        const written = encodeStatus(status) as any;
        assert.equal("currentReplicas" in written.coreNodesStatus, false);
        assert.deepEqual(decodeStatus(written), status);
    });
});
