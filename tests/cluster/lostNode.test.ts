import assert from "node:assert/strict";
import { loseNode, removeNodes } from "../../testkit/controlPlane";
import type { LiveObject } from "../../testkit/controlPlane/kube";
import { assertOrderly, type Change } from "../../testkit/scenario/change";
import { needsScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";

/** A minute is the least that a rollout can be given. */
const NEXT = { emqx: { version: "5.7.2", timeoutMinutes: 1 } };

describe("a node that is lost, with an old pod on it that somebody told to go", function () {
    this.timeout(300_000);
    let stack: Stack;
    let lost: LiveObject;
    let attempt: Change;
    before(async function () {
        await needsScenarioCluster(this);
        stack = await Stack.of("lost-node");
        assertOrderly(await stack.up(), {});
        const { kube } = stack.cluster;
        lost = (await replicants())[0] as LiveObject;
        await loseNode(kube, lost.spec.nodeName);
        await kube.delete({ apiVersion: "v1", kind: "Pod", metadata: lost.metadata });
        attempt = await stack.up(NEXT);
    });
    after(async () => {
        await stack?.end();
    });

    const replicants = async () => {
        const pods = await stack.cluster.kube.list({ apiVersion: "v1", kind: "Pod", namespace: "lost-node" });
        return pods.filter(({ metadata }) => metadata.labels["apps.emqx.io/db-role"] === "replicant");
    };

    it("is still listed as Terminating, with containers that count as ready, when the time is up", async () => {
        const pod = (await replicants()).find(({ metadata }) => metadata.uid === lost.metadata.uid);
        assert.notEqual(pod?.metadata.deletionTimestamp, undefined);
        const said = (type: string) =>
            pod?.status.conditions.find((each: LiveObject) => each.type === type)?.status;
        assert.deepEqual([said("ContainersReady"), said("Ready")], ["True", "False"]);
    });

    it("holds the rollout up, which ends in a sentence that names pod, node and what to do", () => {
        const { name } = lost.metadata;
        const node = lost.spec.nodeName;
        const words = `${name}: its node ${node} does not answer; once it is really gone: kubectl delete node ${node}`;
        const error = String(attempt.result.error?.message);
        assert.match(error, /did not roll out within 1 min/);
        assert.ok(error.includes(words), error);
        const told = attempt.result.messages.map(({ message }) => message).join("\n");
        assert.ok(told.includes(words), "it is said while people wait, too");
    });

    it("the rollout goes through once that is done", async () => {
        await removeNodes(stack.cluster.kube, [lost.spec.nodeName]);
        assertOrderly(await stack.up(NEXT), { leastServing: 2 });
    });
});
