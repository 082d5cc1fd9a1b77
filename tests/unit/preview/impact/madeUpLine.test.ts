import assert from "node:assert";
import { reaches } from "../../../../preview/impact/facts/level";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import type { WireObject } from "../../../../preview/monitor/wire";
import { EmqxCluster, EmqxEdition } from "../../../../provider";
import { addLine, DEFAULT_LINE, objectType } from "../../../../provider/emqx/lines";
import { changesBetween } from "../../../support/changes";
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
        assert.match(effects[0]?.happens ?? "", /^Every pod is replaced, node by node, one after another\./);
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
            ["push", "turn", "turn", "turn"],
        );
        assert.deepStrictEqual(
            dangers.map(({ fact }) => fact.kind),
            ["unlicensed"],
            "its new pods boot with the new configuration",
        );
        assert.strictEqual(effects[0]?.back.sentence, "Revert the commit: node by node once more.");
    });

    it("reads listeners back from its objects", () => {
        const ws = (value: string) => [{ name: "EMQX_LISTENERS__WS__DEFAULT__ENABLE", value }];
        const { effects, rollouts } = updated(
            object(from, "", ws("true")),
            object(from, "", ws("false")),
            "spec.nodes.core.pods.env[0].value",
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

describe("the review of an object that another line takes over", () => {
    let remove = () => {};
    before(() => {
        remove = addLine({ ...madeUp, formerVersions: [DEFAULT_LINE.resource.version] }, MADE_UP_VERSIONS);
    });
    after(() => remove());

    const EMQX = objectType(madeUp);
    const former = `urn:pulumi:dev::mqtt::${objectType(DEFAULT_LINE)}::emqx`;
    const old = (image: string, data: string) => ({
        metadata: { name: "emqx", namespace: "mqtt" },
        spec: {
            image,
            config: { data },
            coreTemplate: { spec: { replicas: 3 } },
            replicantTemplate: { spec: { replicas: 5 } },
        },
    });
    const takenOver = (inputs: ReturnType<typeof old>, type = objectType(DEFAULT_LINE)) => {
        const urn = former.replace(objectType(DEFAULT_LINE), type);
        const changed = change({
            type: EMQX,
            name: "emqx",
            operation: "update",
            previousUrn: urn,
            before: side(inputs),
            after: object("emqx/emqx:5.8.0", "mqtt.max_inflight = 1"),
            properties: ["spec.image", "spec.coreTemplate", "spec.version", "spec.nodes"].map((path, i) => ({
                path,
                kind: i < 2 ? "delete" : "add",
                replaces: false,
                certainty: "certain",
            })),
        });
        const snapshot = { urn, type, name: "emqx", custom: true, side: side(inputs) };
        return reviewOf(changeSet([changed], { before: new Map([[urn, snapshot]]) }));
    };

    it("reads each side by its own line's fields, and says that every pod is looked at anew", () => {
        const { effects, level, rollouts } = takenOver(old("emqx/emqx:5.8.0", "mqtt.max_inflight = 1"));
        assert.deepStrictEqual(
            effects.map(({ fact }) => fact.kind),
            ["lineChanged"],
            "image, configuration and replicas are the same in other fields",
        );
        assert.strictEqual(
            effects[0]?.happens,
            "The object moves from operator line 2.2 to 9.1: every pod is looked at anew by another operator. The operator makes every pod anew.",
        );
        assert.deepStrictEqual(rollouts[0]?.facts.roles, ["core", "replicant"]);
        assert.ok(reaches(level, "rolling"));
        assert.ok(effects[0].certain, "the operator makes every pod anew");
        assert.ok(!effects[0].back.possible);
    });

    it("tells what differs besides, and of nothing that no pod restarts", () => {
        const { effects } = takenOver(old("emqx/emqx:5.7.2", "mqtt.max_inflight = 2"));
        assert.deepStrictEqual(
            effects.map(({ fact }) => fact.kind),
            ["lineChanged", "image", "configuration"],
        );
        const image = effects.find(({ fact }) => fact.kind === "image");
        assert.strictEqual(image?.what, "EMQX image emqx/emqx:5.7.2 to emqx/emqx:5.8.0");
        assert.ok(image.certain);
        for (const { happens } of effects) assert.doesNotMatch(happens, /no pod restarts/i);
    });

    it("says nothing of figures of an object whose line is not known", () => {
        const { effects, level } = takenOver(old("emqx/emqx:5.7.2", ""), "kubernetes:apps.emqx.io/v7:EMQX");
        assert.deepStrictEqual(
            effects.map(({ fact }) => fact),
            [{ kind: "lineChanged", thing: { name: "emqx" }, to: "9.1" }],
        );
        assert.strictEqual(level, "reconnect");
        assert.match(
            effects[0]?.happens ?? "",
            /^The object moves from a line that is not known here to 9\.1:/,
        );
    });

    it("is that of an update where EmqxCluster gets a version of the new line", async () => {
        const program = (version: string) => () => {
            new EmqxCluster("emqx", { edition: EmqxEdition.Enterprise, version, licenseKey: "key" });
        };
        const changes = await changesBetween(program("5.8.11"), program("9.9.0"));
        const { effects } = reviewOf(changes);
        const ofObject = effects.filter(({ urn }) => urn.includes(EMQX));
        assert.deepStrictEqual(
            ofObject.map(({ fact, operation }) => [fact.kind, operation]),
            [
                ["lineChanged", "update"],
                ["image", "update"],
            ],
        );
        for (const { happens } of ofObject) assert.doesNotMatch(happens, /no pod restarts/i);
    });
});
