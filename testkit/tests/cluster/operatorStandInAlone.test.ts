import * as assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
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
import { compareOrder } from "../../operator/conformance/compareOrder";
import { objectsIn } from "../../operator/conformance/objectsAfter";
import { SetNames } from "../../operator/conformance/setNames";
import { statesOf } from "../../operator/conformance/state";
import { type OrderedStep, stepsOf } from "../../operator/conformance/steps";
import { installCrd } from "../../operator/installCrd";
import { USUAL_LINE } from "../../operator/lines";
import { recordTimeline, type Timeline, type TimelineEntry } from "../../operator/timeline";

const NAMESPACE = "mqtt";
const EMQX = {
    apiVersion: USUAL_LINE.apiVersion,
    kind: "EMQX",
    metadata: { name: "emqx", namespace: NAMESPACE },
};

/**
 * What the stand-in does where there is no recording to hold it against. Two nodes a role, no waits: seconds a
 * rollout.
 */
describe("the operator's stand-in by itself", function () {
    this.timeout(90_000);
    let controlPlane: ControlPlane | undefined;
    let operator: Operator | undefined;
    let timeline: Timeline;
    let kube: Kube;
    const names = new SetNames();
    const complaints: string[] = [];

    before(async function () {
        this.timeout(900_000);
        needsControlPlane.call(this);
        controlPlane = await startControlPlane({ name: "stand-in-alone" });
        kube = await connect(controlPlane.kubeconfig);
        const node = (name: string, zone: string) => ({ name, zone: `cn-hangzhou-${zone}` });
        await addNodes(kube, [node("a", "g"), node("b", "h"), node("c", "i")]);
        for (const crd of USUAL_LINE.definitions()) await installCrd(kube, crd);
        await kube.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
        await kube.apply(apiKeySecret());
        operator = await startOperator(controlPlane.kubeconfig, { log: (line) => complaints.push(line) });
        timeline = await recordTimeline(controlPlane.kubeconfig, { namespace: NAMESPACE });
    });

    after(async () => {
        await operator?.stop();
        await timeline?.stop();
        if (controlPlane?.external) {
            await kube.delete({ apiVersion: "v1", kind: "Namespace", metadata: { name: NAMESPACE } });
            await removeNodes(kube, ["a", "b", "c"]);
        }
        await controlPlane?.stop();
    });

    afterEach(function () {
        if (this.currentTest?.state === "failed") console.log(complaints.slice(-20).join("\n"));
    });

    const newest = () => timeline.entries.at(-1)?.emqx;

    /** Makes a change and tells what happened until the object was Ready again, under another look than before. */
    async function roll(
        change: () => Promise<unknown>,
    ): Promise<{ steps: OrderedStep[]; entries: TimelineEntry[] }> {
        const first = Math.max(0, timeline.entries.length - 1);
        await change();
        const own = () => timeline.entries.slice(first);
        await waitUntil("the object is Ready again", 60_000, async () => {
            const wasTaken = own().some(
                ({ emqx }) => emqx !== undefined && !emqx.conditions.includes("Ready"),
            );
            return (wasTaken && newest()?.conditions[0] === "Ready") || undefined;
        });
        await delay(500);
        return { steps: stepsOf(statesOf(own()), names), entries: own() };
    }

    const upgrade = (from: number, to: number, image: string): string[][] => [
        [`core ${to} made with ${image}`, `core ${to} wants 2`, `core ${to} asked for`],
        [`core ${to} all ready`],
        ["CoreNodesReady set"],
        [`replicant ${to} made with ${image}`, `replicant ${to} wants 2`, `replicant ${to} asked for`],
        [`replicant ${to} all ready`],
        ["ReplicantNodesReady set"],
        ["Available set"],
        [`core ${from} none ready`, `replicant ${from} none ready`],
        [`replicant ${from} wants 1`],
        [`replicant ${from} wants 0`],
        [`replicant ${to} in charge`],
        [`core ${from} wants 1`],
        [`core ${from} wants 0`],
        [`core ${to} in charge`, "Ready set"],
    ];

    it("brings up cores, then replicants, and moves the generation once by itself", async () => {
        const image = "emqx/emqx:5.7.1";
        const { steps } = await roll(() => kube.apply(emqx({ image })));
        assertOrder(steps, [
            [`core 1 made with ${image}`],
            ["generation 2", "core 1 all ready"],
            ["CoreNodesReady set"],
            [`replicant 1 made with ${image}`],
            ["replicant 1 all ready"],
            ["Available set"],
            ["Ready set"],
        ]);
        assert.equal(newest()?.generation, 2);
    });

    it("keeps a Secret that was there", async () => {
        const secret = await kube.get(apiKeySecret());
        assert.equal(secret?.metadata.ownerReferences, undefined);
        assert.ok(
            await kube.get({
                ...apiKeySecret(),
                metadata: { name: "emqx-node-cookie", namespace: NAMESPACE },
            }),
        );
    });

    it("makes a Service for the dashboard and none for the listeners, and a budget a role", async () => {
        const { names: objects, allowed } = await objectsIn({ kube, namespace: NAMESPACE, line: USUAL_LINE });
        assert.deepEqual(
            objects.filter((name) => /^(Service|ConfigMap) /.test(name)),
            ["ConfigMap emqx-configs", "Service emqx-dashboard", "Service emqx-headless"],
        );
        assert.deepEqual(allowed, { "emqx-core": 1, "emqx-replicant": 1 });
    });

    it("upgrades blue-green, and is Ready about the old spec for a moment", async () => {
        const image = "emqx/emqx:5.7.2";
        const { steps, entries } = await roll(() => kube.apply(emqx({ image }), { force: true }));
        assertOrder(steps, upgrade(1, 2, image));
        assert.ok(entries.some(({ emqx }) => emqx?.generation === 3 && emqx.conditions[0] === "Ready"));
        const versions = (await kube.get(EMQX))?.status.replicantNodes.map((node: any) => node.version);
        assert.deepEqual(versions, ["5.7.2", "5.7.2"]);
    });

    it("makes a third set for an image it had before, since the first one's name is taken", async () => {
        const image = "emqx/emqx:5.7.1";
        const { steps } = await roll(() => kube.apply(emqx({ image }), { force: true }));
        assertOrder(steps, upgrade(2, 3, image));
        assert.equal((await kube.get(EMQX))?.status.coreNodesStatus.collisionCount, 1);
    });

    it("goes on where it was when the API server was away", async function () {
        if (controlPlane?.external) this.skip();
        const image = "emqx/emqx:5.7.2";
        const { steps } = await roll(async () => {
            await kube.apply(emqx({ image }), { force: true });
            await waitUntil(
                "the drain begins",
                30_000,
                async () => newest()?.conditions[0] === "Available" || undefined,
            );
            await controlPlane?.stopApiServer();
            await delay(3_000);
            await controlPlane?.startApiServer();
        });
        assertOrder(steps, upgrade(3, 4, image));
    });

    it("brings a lost replicant back", async () => {
        const { steps } = await roll(async () => {
            const { pods } = timeline.entries.at(-1)!;
            const [name] = Object.entries(pods).find(([, { role }]) => role === "replicant")!;
            await kube.delete({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace: NAMESPACE } });
        });
        assertOrder(steps, [["Ready removed"], ["Ready set"]]);
    });

    it("rolls every cluster when another version of it takes over", async () => {
        const { steps } = await roll(async () => {
            await operator?.stop();
            operator = await startOperator(controlPlane!.kubeconfig, { templateSalt: "next version" });
        });
        assertOrder(steps, upgrade(4, 5, "emqx/emqx:5.7.2"));
    });

    it("keeps as many old sets as it is told", async () => {
        for (const kind of ["StatefulSet", "ReplicaSet"]) {
            await waitUntil("old sets are gone", 10_000, async () => {
                const sets = await kube.list({ apiVersion: "apps/v1", kind, namespace: NAMESPACE });
                return sets.length === 2 || undefined;
            });
        }
    });

    it("tells in an event that a configuration is none", async () => {
        await kube.apply(emqx({ image: "emqx/emqx:5.7.2", data: "mqtt {" }), { force: true });
        const event = await waitUntil("an event", 10_000, async () => {
            const events = await kube.list({ apiVersion: "v1", kind: "Event", namespace: NAMESPACE });
            return events.find(({ reason }) => reason === "InvalidConfig");
        });
        assert.equal(event.type, "Warning");
        assert.equal(event.involvedObject.name, "emqx");
    });
});

/** Every step happened, and in this order; other steps do not matter. */
function assertOrder(observed: readonly OrderedStep[], expected: readonly (readonly string[])[]): void {
    const steps = expected.flatMap((whats, at) => whats.map((what) => ({ what, at, t: at })));
    const known = new Set(steps.map(({ what }) => what));
    const problems = compareOrder(
        steps,
        observed.filter(({ what }) => known.has(what)),
    );
    assert.deepEqual(problems, [], JSON.stringify(observed, null, 1));
}

function emqx({ image, data = "" }: { image: string; data?: string }): object {
    const nodes = { replicas: 2, maxUnavailable: 1 };
    return {
        ...EMQX,
        spec: {
            image,
            config: { data },
            coreTemplate: { spec: nodes },
            replicantTemplate: { spec: nodes },
            listenersServiceTemplate: { enabled: false },
            revisionHistoryLimit: 1,
            updateStrategy: { initialDelaySeconds: 1, evacuationStrategy: { waitTakeover: 0 } },
        },
    };
}

function apiKeySecret() {
    return {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "emqx-bootstrap-api-key", namespace: NAMESPACE },
        stringData: { bootstrap_api_key: "emqx-operator-controller:of-the-tests" },
    };
}
