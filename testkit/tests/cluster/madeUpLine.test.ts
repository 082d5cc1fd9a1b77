import * as assert from "node:assert/strict";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    startControlPlane,
} from "../../controlPlane";
import { waitUntil } from "../../controlPlane/waitUntil";
import { type Operator, startOperator } from "../../operator";
import { installCrd } from "../../operator/installCrd";
import { addLine } from "../../operator/lines";
import { recordTimeline, type Timeline, type TimelineEntry } from "../../operator/timeline";
import { madeUpLine } from "../madeUpLine";

const NAMESPACE = "mqtt-made-up-line";

/** The loop, the timeline and what writes objects are the same for it as for line 2.2. */
describe("another line of the operator", function () {
    this.timeout(120_000);
    let removeLine: (() => void) | undefined;
    let controlPlane: ControlPlane | undefined;
    let kube: Kube;
    let operator: Operator | undefined;
    let timeline: Timeline | undefined;

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        // Somebody else's cluster has the real lines' definition under the same name.
        if (process.env.TEST_KUBECONFIG) this.skip();
        removeLine = addLine(madeUpLine);
        controlPlane = await startControlPlane({ name: "made-up-line" });
        const { kubeconfig } = controlPlane;
        kube = await connect(kubeconfig);
        await addNodes(kube, [{ name: "a", zone: "cn-hangzhou-g" }]);
        for (const crd of madeUpLine.definitions()) await installCrd(kube, crd);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        const { apiVersion } = madeUpLine;
        operator = await startOperator(kubeconfig, { apiVersion });
        timeline = await recordTimeline(kubeconfig, { namespace: NAMESPACE, apiVersion });
    });

    after(async () => {
        await Promise.all([operator?.stop(), timeline?.stop()]);
        await controlPlane?.stop();
        removeLine?.();
    });

    const entries = () => timeline?.entries ?? [];

    /** What is seen from an apply until the object is done, by its own line's rule. */
    async function roll(image: string): Promise<readonly TimelineEntry[]> {
        const first = Math.max(0, entries().length - 1);
        const object = {
            apiVersion: madeUpLine.apiVersion,
            kind: "EMQX",
            metadata: { name: "emqx", namespace: NAMESPACE },
            spec: { version: { image }, nodes: { core: { count: 2 }, replicant: { count: 3 } } },
        };
        const { generation } = (await kube.apply(object, { force: true })).metadata;
        await waitUntil("the line calls it done", 60_000, async () => {
            const { emqx } = entries().at(-1) ?? {};
            const isDone = emqx?.generation === generation && emqx?.conditions.includes("Settled");
            return isDone || undefined;
        });
        return entries().slice(first);
    }

    it("brings its object up: a set a role, and a broker's node in each pod", async () => {
        const last = (await roll("emqx/emqx:9.9.0")).at(-1);
        assert.deepEqual(
            Object.entries(last?.sets ?? {}).map(([name, { pods, ready }]) => [name, pods, ready]),
            [
                ["emqx-core", 2, 2],
                ["emqx-replicant", 3, 3],
            ],
        );
        assert.deepEqual([last?.emqx?.coreNodes, last?.emqx?.replicantNodes], [2, 3]);
    });

    it("replaces its pods in place, one at a time, cores first", async () => {
        const seen = await roll("emqx/emqx:9.9.1");
        for (const { t, sets } of seen) {
            assert.deepEqual(Object.keys(sets), ["emqx-core", "emqx-replicant"], `at ${t}`);
            const missing = Object.values(sets).reduce((sum, { want, ready }) => sum + want - ready, 0);
            assert.ok(missing <= 1, `${missing} pods are away at ${t}`);
        }
        const firstGone = (set: string) =>
            seen.find(({ sets }) => (sets[set]?.ready ?? 0) < (sets[set]?.want ?? 0))?.t;
        const [core, replicant] = [firstGone("emqx-core"), firstGone("emqx-replicant")];
        assert.ok(core !== undefined && replicant !== undefined && core < replicant);
    });
});
