import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelPreset } from "../../provider";
import { NODE_POOL_LABEL } from "../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL } from "../../provider/nodes/kernel/labels";
import type { LiveObject } from "../../testkit/controlPlane/kube";
import { Deployment, runInChild, type UpResult } from "../../testkit/engine";
import { addOn, removeAddOns } from "../../testkit/scenario/addOns";
import { needsScenarioCluster, type ScenarioCluster } from "../../testkit/scenario/cluster";
import { limitedKubeconfig, rulesWithout } from "../../testkit/scenario/credentials";
import { recordServing, type ServingRecord } from "../../testkit/scenario/serving";
import { until } from "../../testkit/scenario/until";
import embeddedPool, { type EmbeddedPool, POOL } from "./programs/embeddedPool";

describe("a drain of old nodes that is held up", function () {
    this.timeout(300_000);
    let cluster: ScenarioCluster;
    let deployment: Deployment;
    let folder: string;
    let stateFile: string;
    before(async function () {
        cluster = await needsScenarioCluster(this);
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-drain-"));
    });
    after(() => rmSync(folder, { recursive: true }));
    beforeEach(async function () {
        stateFile = join(folder, `${this.currentTest?.title.length}.json`);
        deployment = new Deployment({ kubeconfig: cluster.kubeconfig, stateFile });
        assert.deepEqual(ended(await up(KernelPreset.Standard)), []);
    });
    afterEach(async () => {
        await removeAddOns(cluster.kube);
        await deployment.destroy();
    });

    const up = (preset: KernelPreset, kubeconfig = cluster.kubeconfig, timeoutMinutes = 5) =>
        deployment.up(() => embeddedPool({ preset, kubeconfig, timeoutMinutes }));

    it("a budget that never allows it: named, the old pool stays, and goes once the budget is mended", async () => {
        await addOn(cluster.kube, {
            name: "coredns",
            replicas: 2,
            budget: { maxUnavailable: 0 },
            ...TOLERANT,
        });
        const old = await nodes();
        const failed = await up(KernelPreset.Million, cluster.kubeconfig, 1);
        assert.match(String(failed.error), /Deployment kube-system\/coredns: .*disruption budget coredns/s);
        assert.match(String(failed.error), /old node pools were not deleted/);
        const now = await nodes();
        assert.deepEqual(
            old.filter(({ name }) => !now.some((node) => node.name === name)),
            [],
        );
        assert.ok(
            now.every(({ name, cordoned }) => cordoned === old.some((node) => node.name === name)),
            "the old ones are cordoned, and they alone",
        );

        await cluster.kube.mergePatch(BUDGET, { spec: { maxUnavailable: 1 } });
        const emptied = ended(await up(KernelPreset.Million));
        assert.deepEqual(emptied.sort(), old.map(({ name }) => name).sort());
        assert.equal((await nodes()).length, 2);
    });

    it("by a kill of the run in its middle: the next one looks at the nodes and goes on", async () => {
        await addOn(cluster.kube, {
            name: "coredns",
            replicas: 2,
            budget: { maxUnavailable: 0 },
            ...TOLERANT,
        });
        await addOn(cluster.kube, { name: "single", replicas: 1, ...TOLERANT });
        const { kubeconfig } = cluster;
        const old = await nodes();
        const input: EmbeddedPool = { preset: KernelPreset.Million, kubeconfig, timeoutMinutes: 5 };
        const programFile = require.resolve("./programs/embeddedPool.ts");
        const run = runInChild({ programFile, input, kubeconfig, stateFile });
        await until("the old nodes are cordoned", async () =>
            (await nodes()).some(({ cordoned }) => cordoned),
        );
        await run.kill();
        await cluster.kube.mergePatch(BUDGET, { spec: { maxUnavailable: 1 } });
        deployment = new Deployment({ kubeconfig, stateFile });
        assert.deepEqual(ended(await up(KernelPreset.Million)).sort(), old.map(({ name }) => name).sort());
        assert.equal((await nodes()).length, 2);
    });

    it("no right to evict: the verb and the resource are named within moments, and the old pool stays", async () => {
        await addOn(cluster.kube, { name: "coredns", replicas: 2, ...TOLERANT });
        const rules = await rulesWithout(cluster.kube, "pods/eviction");
        const kubeconfig = await limitedKubeconfig(cluster.kube, cluster.kubeconfig, "no-eviction", rules);
        const began = Date.now();
        const failed = await up(KernelPreset.Million, kubeconfig);
        assert.match(String(failed.error), /may not create pods\/eviction in namespace "kube-system"/);
        assert.ok(Date.now() - began < 60_000, "nobody waits for a right");
        assert.equal((await nodes()).length, 4);
    });

    it("what cannot be had twice at once is away for a while, and that is said", async () => {
        await addOn(cluster.kube, {
            name: "recreated",
            replicas: 1,
            strategy: { type: "Recreate" },
            ...TOLERANT,
        });
        const result = await up(KernelPreset.Million);
        assert.equal(ended(result).length, 2);
        assert.match(told(result), /Deployment kube-system\/recreated has one pod that serves/);
    });

    it("no room on the new nodes: the pod and the scheduler's words are in the message", async () => {
        const [node] = await live();
        const nodeSelector = { [KERNEL_PROFILE_LABEL]: node?.metadata.labels[KERNEL_PROFILE_LABEL] };
        await addOn(cluster.kube, { name: "pinned", replicas: 2, ...TOLERANT, nodeSelector });
        const failed = await up(KernelPreset.Million, cluster.kubeconfig, 1);
        assert.match(String(failed.error), /Deployment kube-system\/pinned: .*didn't match Pod's node/s);
    });

    it("pods that put up with cordoned nodes: one that serves stays there at any moment, and the drain ends", async () => {
        await addOn(cluster.kube, { name: "everywhere", replicas: 2, tolerations: [{ operator: "Exists" }] });
        const serving: ServingRecord = await recordServing(cluster.kube, [
            { name: "everywhere", namespace: "kube-system", label: "k8s-app", value: "everywhere" },
        ]);
        assert.equal(ended(await up(KernelPreset.Million)).length, 2);
        await serving.stop();
        assert.deepEqual(serving.blinks, []);
    });

    async function live(): Promise<LiveObject[]> {
        const all = await cluster.kube.list({ apiVersion: "v1", kind: "Node" });
        return all.filter(({ metadata }) => metadata.labels[NODE_POOL_LABEL] === POOL);
    }

    async function nodes(): Promise<{ name: string; cordoned: boolean }[]> {
        return (await live()).map(({ metadata, spec }) => ({
            name: metadata.name,
            cordoned: spec.unschedulable === true,
        }));
    }
});

const BUDGET = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "coredns", namespace: "kube-system" },
};
/** The pool is for EMQX alone. */
const TOLERANT = { tolerations: [{ key: "emqx-ack.io/dedicated", operator: "Exists" }] };

function ended(result: UpResult): string[] {
    if (result.error !== undefined) throw result.error;
    return result.outputs.emptied as unknown as string[];
}

function told({ messages }: UpResult): string {
    return messages.map(({ message }) => message).join("\n");
}
