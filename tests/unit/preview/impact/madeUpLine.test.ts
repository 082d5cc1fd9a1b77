import assert from "node:assert";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import type { WireObject } from "../../../../preview/monitor/wire";
import { addLine } from "../../../../provider/emqx/lines";
import { MADE_UP_VERSIONS, madeUp } from "../../../support/madeUpLine";
import { change, changeSet, side } from "../changeSets";

const object = (image: string, text: string, env: WireObject[] = []) =>
    side({
        metadata: { name: "emqx", namespace: "mqtt" },
        spec: {
            version: { image },
            settings: { text },
            leaving: { connections: 2000 },
            nodes: { core: { count: 3, pods: { env: [...env] } }, replicant: { count: 5, pods: {} } },
        },
    });

const updated = (before: ReturnType<typeof object>, after: ReturnType<typeof object>, ...paths: string[]) =>
    reviewOf(
        changeSet([
            change({
                type: "kubernetes:apps.emqx.io/v9:EMQX",
                name: "emqx",
                operation: "update",
                before,
                after,
                properties: paths.map((path) => ({
                    path,
                    kind: "update",
                    replaces: false,
                    certainty: "certain",
                })),
            }),
        ]),
    );

describe("the review of a line that is made up", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(madeUp, MADE_UP_VERSIONS);
    });
    after(() => remove());

    const [from, to] = ["emqx/emqx:9.9.0", "emqx/emqx:9.9.1"];

    it("goes by its fields, its pace and its words", () => {
        const { effects, rollouts, steps, dangers } = updated(
            object(from, "mqtt.max_inflight = 1"),
            object(to, "mqtt.max_inflight = 2"),
            "spec.version.image",
            "spec.settings.text",
        );
        assert.deepStrictEqual(
            effects.map(({ fact }) => fact.kind),
            ["image", "configuration"],
        );
        assert.match(
            effects[0]?.happens ?? "",
            /^Every pod is made anew, node by node, one after another: cores/,
        );
        const [rollout] = rollouts;
        assert.deepStrictEqual(rollout?.facts.roles, ["core", "replicant"]);
        assert.deepStrictEqual(
            rollout.facts.surge.map(({ count }) => count),
            [0, 0],
            "no pod beside the running ones",
        );
        assert.ok(rollout.facts.clients.clients === "moved");
        assert.strictEqual(rollout.facts.clients.perSecond, 2000);
        // Eight nodes boot, one after another.
        assert.strictEqual(rollout.duration.seconds, 8 * 60);
        assert.match(rollout.duration.arithmetic, /^8 x 1 min to boot/);
        assert.deepStrictEqual(
            steps.map(({ fact }) => (fact.kind === "rollout" ? fact.step.step : fact.kind)),
            ["push", "oneByOne"],
        );
        assert.deepStrictEqual(
            dangers.map(({ fact }) => fact.kind),
            ["unlicensed"],
            "its new pods boot with the new configuration",
        );
        assert.strictEqual(effects[0]?.back.sentence, "Revert the commit: node by node once more.");
    });

    it("reads listeners back from its objects", () => {
        const listener = (kind: string) => ({
            name: `EMQX_LISTENERS__${kind}__DEFAULT__ENABLE`,
            value: "true",
        });
        const { effects, rollouts } = updated(
            object(from, "", [listener("TCP"), listener("WS")]),
            object(from, "", [listener("TCP")]),
            "spec.nodes.core.pods.env[1]",
        );
        const [effect] = effects;
        assert.ok(effect?.fact.kind === "listeners");
        assert.deepStrictEqual(
            effect.fact.removed.map(({ listener }) => listener),
            ["ws"],
        );
        assert.deepStrictEqual(rollouts[0]?.facts.roles, ["core"]);
    });
});
