import * as assert from "node:assert/strict";
import {
    addNodes,
    type ControlPlane,
    connect,
    type Kube,
    needsControlPlane,
    removeNodes,
    startControlPlane,
} from "../../controlPlane";
import { waitUntil } from "../../controlPlane/waitUntil";
import { type Operator, startOperator } from "../../operator";
import { installCrd } from "../../operator/installCrd";
import { addLine, USUAL_LINE } from "../../operator/lines";
import { recordTimeline, type Timeline, type TimelineEntry } from "../../operator/timeline";
import { madeUpLine } from "../madeUpLine";

const NAMESPACES = { usual: "mqtt-usual-line", madeUp: "mqtt-made-up-line" };

/** Two lines on one API server, each with an operator and an object of its own. */
describe("another line of the operator", function () {
    this.timeout(120_000);
    let removeLine: (() => void) | undefined;
    let controlPlane: ControlPlane | undefined;
    let kube: Kube;
    const operators: Operator[] = [];
    const timelines: { usual?: Timeline; madeUp?: Timeline } = {};

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        removeLine = addLine(madeUpLine);
        controlPlane = await startControlPlane({ name: "made-up-line" });
        const { kubeconfig } = controlPlane;
        kube = await connect(kubeconfig);
        await addNodes(kube, [{ name: "a", zone: "cn-hangzhou-g" }]);
        for (const [key, line] of [
            ["usual", USUAL_LINE],
            ["madeUp", madeUpLine],
        ] as const) {
            const { apiVersion } = line;
            for (const crd of line.definitions()) await installCrd(kube, crd);
            await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACES[key] } });
            operators.push(await startOperator(kubeconfig, { apiVersion }));
            timelines[key] = await recordTimeline(kubeconfig, { namespace: NAMESPACES[key], apiVersion });
        }
    });

    after(async () => {
        await Promise.all([...operators, ...Object.values(timelines)].map((part) => part.stop()));
        if (controlPlane?.external) {
            for (const name of Object.values(NAMESPACES)) {
                await kube.delete({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
            }
            await removeNodes(kube, ["a"]);
        }
        await controlPlane?.stop();
        removeLine?.();
    });

    const madeUp = (image: string) => ({
        apiVersion: madeUpLine.apiVersion,
        kind: "EMQX",
        metadata: { name: "emqx", namespace: NAMESPACES.madeUp },
        spec: { image, cores: 2, replicants: 3 },
    });
    const entries = () => timelines.madeUp?.entries ?? [];

    /** What is seen from an apply until the object is done, by its own line's rule. */
    async function roll(image: string): Promise<readonly TimelineEntry[]> {
        const first = Math.max(0, entries().length - 1);
        const { generation } = (await kube.apply(madeUp(image), { force: true })).metadata;
        await waitUntil("the line calls it done", 60_000, async () => {
            const { emqx } = entries().at(-1) ?? {};
            const isDone = emqx?.generation === generation && emqx?.conditions.includes("Settled");
            return isDone || undefined;
        });
        return entries().slice(first);
    }

    it("brings its object up while the usual line brings up its own", async () => {
        await kube.apply({
            apiVersion: USUAL_LINE.apiVersion,
            kind: "EMQX",
            metadata: { name: "emqx", namespace: NAMESPACES.usual },
            spec: {
                image: "emqx/emqx:5.7.1",
                coreTemplate: { spec: { replicas: 1 } },
                dashboardServiceTemplate: { enabled: false },
                listenersServiceTemplate: { enabled: false },
            },
        });
        const last = (await roll("emqx/emqx:1")).at(-1);
        assert.deepEqual(
            Object.entries(last?.sets ?? {}).map(([name, { pods, ready }]) => [name, pods, ready]),
            [
                ["emqx-core", 2, 2],
                ["emqx-replicant", 3, 3],
            ],
        );
        assert.equal(last?.emqx?.coreNodes, 5, "the broker double has a node for each pod");
        await waitUntil("the usual line calls its own Ready", 60_000, async () => {
            return timelines.usual?.entries.at(-1)?.emqx?.conditions[0] === "Ready" || undefined;
        });
    });

    it("replaces its pods in place, one at a time, cores first", async () => {
        const usualBefore = timelines.usual?.entries.at(-1)?.sets;
        const seen = await roll("emqx/emqx:2");
        for (const { t, sets } of seen) {
            assert.deepEqual(Object.keys(sets), ["emqx-core", "emqx-replicant"], `at ${t}`);
            const missing = Object.values(sets).reduce((sum, { want, ready }) => sum + want - ready, 0);
            assert.ok(missing <= 1, `${missing} pods are away at ${t}`);
        }
        const firstGone = (set: string) =>
            seen.find(({ sets }) => (sets[set]?.ready ?? 0) < (sets[set]?.want ?? 0))?.t;
        const [core, replicant] = [firstGone("emqx-core"), firstGone("emqx-replicant")];
        assert.ok(core !== undefined && replicant !== undefined && core < replicant);
        assert.deepEqual(
            timelines.usual?.entries.at(-1)?.sets,
            usualBefore,
            "the usual line's object is left alone",
        );
    });
});
