import assert from "node:assert";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { secret, UNKNOWN } from "../../../preview/monitor/wire";
import { highlights, showValue } from "../../../preview/render/highlights";
import { COLOUR, PLAIN, styleFor } from "../../../preview/render/style";
import { renderText, shortType } from "../../../preview/render/text";
import { addLine } from "../../../provider/emqx/lines";
import { MADE_UP_VERSIONS, madeUp } from "../../support/madeUpLine";
import { graphOf, resource } from "./graphs";

const page = { style: PLAIN, width: 90, stackReason: "", undecrypted: [] };

describe("the page", () => {
    it("never shows a resource on more than a line of its width, whatever its name", () => {
        const name = fc.stringMatching(/^[a-z-]{1,80}$/);
        fc.assert(
            fc.property(
                fc.uniqueArray(name, { minLength: 1, maxLength: 12 }),
                fc.integer({ min: 90, max: 120 }),
                (names, width) => {
                    const graph = graphOf(
                        names.map((n) =>
                            resource({ name: n, urn: n, inputs: { metadata: { name: n.repeat(3) } } }),
                        ),
                    );
                    const lines = renderText(graph, { ...page, width }).split("\n");
                    const order = lines.findIndex((line) => line.startsWith("order"));
                    for (const line of lines.slice(0, order)) {
                        assert.ok(line.length <= width, `${line.length} > ${width}: ${line}`);
                    }
                },
            ),
        );
    });

    it("is the same with and without colour", () => {
        const graph = graphOf([resource({ name: "a", urn: "a" })], {
            outputs: { password: secret("x"), id: UNKNOWN },
            diagnostics: [{ severity: "warning", message: "old", ephemeral: false }],
        });
        const coloured = renderText(graph, { ...page, style: COLOUR });
        assert.notStrictEqual(coloured, renderText(graph, page));
        assert.strictEqual(stripVTControlCharacters(coloured), renderText(graph, page));
    });

    it("draws children beneath their component, first to start on top", () => {
        const graph = graphOf([
            resource({ name: "pool", urn: "pool", type: "emqx-ack:index:TunedNodePool", custom: false }),
            resource({
                name: "late",
                urn: "late",
                parent: "pool",
                type: "alicloud:cs/nodePool:NodePool",
                dependencies: ["early"],
            }),
            resource({ name: "early", urn: "early", parent: "pool", type: "alicloud:cs/nodePool:NodePool" }),
        ]);
        assert.match(
            renderText(graph, page),
            /nodes\n {4}pool +TunedNodePool\n {2}1 ├─ early +alicloud:cs:NodePool\n {2}2 └─ late +alicloud:cs:NodePool\n/,
        );
    });

    it("says warnings before what is only said", () => {
        const diagnostics = [
            { severity: "info", message: "first", ephemeral: false },
            { severity: "warning", message: "careful", ephemeral: false },
            { severity: "info", message: "second", source: "stdout", ephemeral: false },
        ] as const;
        const text = renderText(graphOf([], { diagnostics: [...diagnostics] }), page);
        assert.match(text, /messages\n {2}warning: careful\n {2}first\n {2}second\n/);
    });

    it("breaks long messages between words", () => {
        const message = "word ".repeat(60).trim();
        const graph = graphOf([], { diagnostics: [{ severity: "warning", message, ephemeral: false }] });
        const lines = renderText(graph, page).split("\n");
        assert.ok(lines.every((line) => line.length <= 90));
        assert.strictEqual(lines.filter((line) => line.includes("word")).length, 4);
    });

    it("leaves live status out", () => {
        const graph = graphOf([], {
            diagnostics: [{ severity: "info", message: "6s cores 2/3", ephemeral: true }],
        });
        assert.ok(!renderText(graph, page).includes("cores 2/3"));
    });

    it("shows types as Pulumi's own display does, and of our components the class", () => {
        assert.strictEqual(shortType("alicloud:vpc/network:Network"), "alicloud:vpc:Network");
        assert.strictEqual(shortType("random:index/randomPet:RandomPet"), "random:index:RandomPet");
        assert.strictEqual(shortType("kubernetes:core/v1:Service"), "core/v1:Service");
        assert.strictEqual(shortType("emqx-ack:index:EmqxOnAck"), "EmqxOnAck");
    });

    it("says what matters about a resource", () => {
        const emqx = resource({
            type: "kubernetes:apps.emqx.io/v2beta1:EMQX",
            inputs: {
                spec: {
                    image: "emqx/emqx:5.7.2",
                    coreTemplate: { spec: { replicas: 3 } },
                    replicantTemplate: { spec: { replicas: 5 } },
                },
            },
        });
        assert.strictEqual(highlights(emqx), "3 cores, 5 replicants, emqx/emqx:5.7.2");
        const computed = resource({
            type: "kubernetes:apps.emqx.io/v2beta1:EMQX",
            inputs: { spec: { image: UNKNOWN, coreTemplate: { spec: { replicas: secret(3) } } } },
        });
        assert.strictEqual(highlights(computed), "[secret] cores, <computed>");
        const service = resource({
            type: "kubernetes:core/v1:Service",
            inputs: { spec: { type: "LoadBalancer", ports: [{ port: 1883 }, { port: 8883 }] } },
            options: { protect: true },
        });
        assert.strictEqual(highlights(service), "LoadBalancer, 1883 8883, protected");
    });

    it("says the same of an EMQX object of another line, by that line's fields", () => {
        const made = (version: string) =>
            resource({
                type: `kubernetes:apps.emqx.io/${version}:EMQX`,
                name: "emqx",
                inputs: {
                    metadata: { name: "broker" },
                    spec: {
                        version: { image: "emqx/emqx:9.9.0" },
                        nodes: { core: { count: 3 }, replicant: { count: 5 } },
                    },
                },
            });
        const remove = addLine(madeUp, MADE_UP_VERSIONS);
        try {
            assert.strictEqual(highlights(made("v9")), "3 cores, 5 replicants, emqx/emqx:9.9.0");
            assert.strictEqual(highlights(made("v8")), "3 cores, 5 replicants, emqx/emqx:9.9.0");
            assert.strictEqual(highlights(made("v7")), "broker", "of a line that is not known");
        } finally {
            remove();
        }
    });

    it("shows secrets and unknowns as such inside of values", () => {
        assert.strictEqual(
            showValue({ a: [secret("x"), UNKNOWN], b: 1 }),
            "{ a: [[secret], <computed>], b: 1 }",
        );
    });

    it("takes colour from the terminal unless the environment says otherwise", () => {
        const [terminal, pipe] = [{ isTTY: true }, {}];
        assert.strictEqual(styleFor(terminal, {}), COLOUR);
        assert.strictEqual(styleFor(pipe, {}), PLAIN);
        assert.strictEqual(styleFor(terminal, { NO_COLOR: "1" }), PLAIN);
        assert.strictEqual(styleFor(terminal, { TERM: "dumb" }), PLAIN);
        assert.strictEqual(styleFor(pipe, { FORCE_COLOR: "1" }), COLOUR);
        assert.strictEqual(styleFor(terminal, { FORCE_COLOR: "0" }), PLAIN);
    });
});
