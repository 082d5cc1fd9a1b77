import assert from "node:assert/strict";
import { EmqxEdition } from "../../provider";
import type { Step } from "../../testkit/engine";
import type { UpOptions } from "../../testkit/engine/deployment";
import { type Change, moved } from "../../testkit/scenario/change";
import {
    type ScenarioCluster,
    scenarioCluster,
    separateScenarioCluster,
} from "../../testkit/scenario/cluster";
import { Stack, type StackArgs } from "../../testkit/scenario/stack";

const V2 = "apps.emqx.io/v2";
const DEPLOYMENT = "emqx-operator-controller-manager";

/** Enterprise 5.8, which runs on both lines. */
const withOperator = (version: string, emqx: StackArgs["emqx"] = {}): StackArgs => ({
    existingOperator: false,
    operator: { version, replicas: 1 },
    emqx: {
        ...{ edition: EmqxEdition.Enterprise, version: "5.8.11", licenseKey: "key" },
        // The shortest that both lines keep.
        evacuation: { waitTakeoverSeconds: 1, initialDelaySeconds: 1 },
        ...emqx,
    },
});

describe("a change of the operator's line, by the stack that installs it", function () {
    this.timeout(900_000);
    let end: (() => Promise<void>) | undefined;
    let cluster: ScenarioCluster;
    let stack: Stack;
    before(async function () {
        end = await separateScenarioCluster(this);
        cluster = await scenarioCluster();
        stack = await Stack.of("switched", { args: withOperator("2.2.29") });
        await up();
    });
    after(async () => {
        await stack?.end();
        await end?.();
    });

    /** An update that goes well. */
    async function up(args: StackArgs = {}, options: UpOptions = {}): Promise<Change> {
        const change = await stack.up(args, options);
        if (change.result.error !== undefined) throw change.result.error;
        return change;
    }

    const uid = async () => (await cluster.kube.get(stack.object))?.metadata.uid;
    const deployment = () =>
        cluster.kube.get({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: DEPLOYMENT, namespace: "emqx-operator-system" },
        });

    it("keeps the object, rolls every pod once, and comes to rest before anything that depends on it", async () => {
        const before = await uid();
        const change = await switched();
        stack.readAs(V2);
        assert.equal(await uid(), before, "the object is the same");
        assert.equal((await deployment())?.spec.replicas, 1, "the operator is back");
        assert.deepEqual(
            replaced(change),
            ["delete switched-operator-chart:emqx-operator-system/emqx-operator-webhook-service"],
            "nothing is replaced, and only what the old chart alone had goes",
        );
        const pods = Object.keys(change.entries.at(-1)?.pods ?? {});
        const old = Object.keys(change.entries[0]?.pods ?? {});
        assert.deepEqual(
            pods.filter((name) => old.includes(name)),
            [],
            "every pod is new",
        );
        const sets = new Set(change.entries.flatMap(({ sets = {} }) => Object.keys(sets)));
        assert.equal(sets.size, 4, `two sets of each role: ${[...sets].join()}`);
        const crd = await cluster.kube.get({
            apiVersion: "apiextensions.k8s.io/v1",
            kind: "CustomResourceDefinition",
            metadata: { name: "emqxes.apps.emqx.io" },
        });
        assert.ok(crd?.spec.versions.some(({ name }: { name: string }) => name === "v2"));
    });

    it("changes nothing in the update after it", async () => {
        const change = await up(withOperator("2.3.3"));
        assert.deepEqual(moved(change), {});
    });

    it("carries the first change after it, although the API server has forgotten who owns the object", async () => {
        const change = await up(withOperator("2.3.3", { config: "mqtt.max_packet_size = 2MB" }));
        assert.ok(Object.keys(moved(change)).some((name) => name.includes("-emqx")));
        const live = await cluster.kube.get(stack.object);
        assert.match(live?.spec.config.data, /max_packet_size/);
    });

    it("has no way back", async () => {
        const { result } = await stack.up(withOperator("2.2.29"));
        assert.match(result.error?.message ?? "", /has EMQX operator 2\.3.*no way back/);
    });

    /** The stand-in of the old operator ends when its Deployment stops; the new one acts when its Deployment is there. */
    async function switched(): Promise<Change> {
        let taken: Promise<void> | undefined;
        const onStep = ({ op, name }: Step) => {
            if (op !== "update" || !name.endsWith(`/${DEPLOYMENT}`)) return;
            taken = cluster.replaceOperator({ apiVersion: V2 });
        };
        const change = await up(withOperator("2.3.3"), { onStep });
        assert.ok(taken, "the operator's Deployment was updated");
        await taken;
        return change;
    }
});

function replaced({ steps }: Change): string[] {
    return steps.filter(({ op }) => /replace|delete/.test(op)).map(({ op, name }) => `${op} ${name}`);
}
