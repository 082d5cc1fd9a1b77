import assert from "node:assert/strict";
import { whatMoved } from "../../../scenario/timelines/movement";
import { entry, ORDERLY } from "./entries";

describe("what moved in a timeline", () => {
    const running = { oldCores: [3, 3], oldReplicants: [3, 3] } as const;

    it("nothing while only time goes on or nodes of others come", () => {
        const quiet = [entry(0, running), entry(1, running), entry(2, { ...running, nodes: ["other"] })];
        assert.deepEqual(whatMoved(quiet), []);
    });

    it("each part of the cluster that is another for a moment", () => {
        const dip = { ...running, oldReplicants: [3, 2] } as const;
        assert.deepEqual(whatMoved([entry(0, running), entry(1, dip), entry(2, running)]), ["sets", "pods"]);
        assert.deepEqual(whatMoved(ORDERLY), ["sets", "emqx", "pods"]);
        assert.deepEqual(whatMoved([]), ["nothing was recorded"]);
    });
});
