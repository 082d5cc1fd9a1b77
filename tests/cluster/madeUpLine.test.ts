import { strict as assert } from "node:assert";
import { EmqxEdition } from "../../provider";
import { addLine } from "../../provider/emqx/lines";
import { addLine as addStandIn } from "../../testkit/operator/lines";
import { type Change, moved } from "../../testkit/scenario/change";
import { separateScenarioCluster } from "../../testkit/scenario/cluster";
import { Stack } from "../../testkit/scenario/stack";
import { storyOf } from "../../testkit/scenario/story";
import { madeUpLine } from "../../testkit/tests/madeUpLine";
import { MADE_UP_VERSIONS, madeUp } from "../support/madeUpLine";

/** A line that there is not, from the program through renderer and gates to a stand-in that acts on what was written. */
describe("a stack on another line of the operator", function () {
    this.timeout(300_000);
    const added: (() => void)[] = [];
    let endCluster = async () => {};
    let stack: Stack;

    before(async function () {
        // Somebody else's cluster has the real lines' definition under the same name.
        if (process.env.TEST_KUBECONFIG) this.skip();
        endCluster = await separateScenarioCluster(this);
        added.push(addLine(madeUp, MADE_UP_VERSIONS), addStandIn(madeUpLine));
        stack = await Stack.of("made-up-line", {
            apiVersion: madeUpLine.apiVersion,
            args: {
                emqx: {
                    edition: EmqxEdition.Enterprise,
                    licenseKey: "key",
                    evacuation: {},
                    version: "9.9.0",
                },
            },
        });
    });

    after(async () => {
        await stack?.end();
        for (const remove of added) remove();
        await endCluster();
    });

    it("comes up, and its load balancer only when every pod is what was asked for", async () => {
        const { result, entries, steps } = await stack.up();
        if (result.error !== undefined) throw result.error;
        assertGateHeld({ entries, steps });
        const object = await stack.cluster.kube.get(stack.object);
        assert.match(object?.spec.version.image, /emqx-enterprise:9\.9\.0$/);
    });

    it("is upgraded in place: nodes leave one by one, and the gate waits for the last one", async () => {
        const { result, entries, steps } = await stack.up({ emqx: { version: "9.9.1" } });
        if (result.error !== undefined) throw result.error;
        const story = storyOf(entries, steps);
        assert.deepEqual(moved({ steps }), { "made-up-line-emqx-emqx": "update" }, story);
        const asked = steps.find(({ type }) => type.endsWith(":EMQX"));
        const moving = entries.filter(({ t }) => t > (asked?.at ?? 0));
        for (const { sets } of moving) {
            assert.deepEqual(Object.keys(sets), ["emqx-core", "emqx-replicant"], story);
            const missing = Object.values(sets).reduce((sum, { want, ready }) => sum + want - ready, 0);
            assert.ok(missing <= 1, story);
        }
        assertGateHeld({ entries, steps });
        const live = await stack.cluster.kube.list({
            apiVersion: "v1",
            kind: "Pod",
            namespace: stack.namespace,
        });
        const images = live.map(({ spec }) => spec.containers[0].image);
        assert.ok(images.length > 0 && images.every((image) => image.endsWith(":9.9.1")), `${images}`);
    });
});

/** The Services of the load balancer came after the line called the new object done. */
function assertGateHeld({ entries, steps }: Pick<Change, "entries" | "steps">): void {
    const story = storyOf(entries, steps);
    const sent = steps.find(({ type }) => type.endsWith(":EMQX"))?.until ?? Number.POSITIVE_INFINITY;
    const done = entries.find(({ t, emqx }) => t > sent && emqx?.conditions.includes("Settled"));
    const services = steps.filter(({ type }) => type === "kubernetes:core/v1:Service");
    assert.ok(done !== undefined && services.length > 0, story);
    assert.ok(
        services.every(({ at }) => at > done.t),
        story,
    );
}
