import assert from "node:assert";
import type { PropertyChange } from "../../../../preview/changes/change";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import { changeBlock } from "../../../../preview/review/changeBlock";
import { fenced, prose } from "../../../../preview/review/escape";
import { renderMarkdown } from "../../../../preview/review/markdown";
import { gantt } from "../../../../preview/review/mermaid";
import { shownLines } from "../../../../preview/review/shown";
import { change, changeSet, emqxChange, side } from "../changeSets";

describe("text of a program in a comment", () => {
    it("is no Markdown, no HTML, no mention and no reference", () => {
        assert.strictEqual(prose("<b>*a*</b> | `x`"), "&lt;b&gt;\\*a\\*&lt;/b&gt; \\| \\`x\\`");
        assert.ok(!prose("@octocat").includes("@o"));
        assert.ok(!prose("see #12").includes("#1"));
        assert.strictEqual(prose("a\nb"), "a b");
        assert.strictEqual(prose("spec.max_ports"), "spec.max_ports");
    });

    it("cannot end the block it stands in", () => {
        assert.strictEqual(fenced("a\n```\nb", "diff"), "````diff\na\n```\nb\n````");
        const hostile = emqxChange({ config: { data: "a" } }, { config: { data: "b" } }, [
            { path: "spec.config.data", before: "a", after: "x\n```\n</details>\n# heading" },
        ]);
        const markdown = renderMarkdown(reviewOf(changeSet([hostile])));
        assert.match(markdown, /````diff\n(.*\n)*?\+ {3}```\n/);
    });
});

describe("the chart of a rollout", () => {
    const step = (
        title: string,
        seconds: number | undefined,
        level: "rolling" | "reconnect" = "rolling",
    ) => ({
        part: "EMQX",
        title,
        detail: "",
        ...(seconds === undefined ? {} : { seconds }),
        level,
    });

    it("is a gantt of one bar after another", () => {
        const chart = gantt([
            step("New cores start", 300),
            step("a: b; c # d", 10, "reconnect"),
            step("no time", undefined),
        ]);
        assert.deepStrictEqual(chart?.split("\n").slice(1), [
            "gantt",
            "    dateFormat HH:mm:ss",
            "    axisFormat %H:%M",
            "    tickInterval 1minute",
            "    todayMarker off",
            "    section EMQX",
            "    1. New cores start :s1, 00:00:00, 300s",
            "    2. a b c d :crit, s2, after s1, 10s",
        ]);
    });

    it("is not drawn for one bar", () => assert.strictEqual(gantt([step("a", 300)]), undefined));

    it("has a mark every five minutes when it is long", () => {
        assert.match(gantt([step("a", 1800), step("b", 1800)]) ?? "", /tickInterval 5minute/);
    });
});

describe("values in a review", () => {
    const shown = (type: string, path: string, after: unknown) =>
        shownLines(change({ type, operation: "update", after: side({}) }), {
            path,
            kind: "update",
            before: "old",
            after: after as never,
            replaces: false,
            certainty: "certain",
        }).map(({ sign, text }) => `${sign}${text}`);

    it("of Secrets and of what is named like one are hidden", () => {
        assert.deepStrictEqual(shown("kubernetes:core/v1:Secret", "data.a", "x"), ["-[secret]", "+[secret]"]);
        assert.deepStrictEqual(shown("a:b:C", "spec.password", "x"), ["-[secret]", "+[secret]"]);
        assert.deepStrictEqual(
            shown("a:b:C", "spec", { token: "x", a: 1 }).at(-1),
            "+{ token: [secret], a: 1 }",
        );
        assert.deepStrictEqual(
            shown("a:b:C", "env[0]", { name: "DB_PASSWORD", value: "x" }).at(-1),
            "+{ name: DB_PASSWORD, value: [secret] }",
        );
        assert.deepStrictEqual(
            shown("a:b:C", "volumes[0]", { secret: { secretName: "tls" } }).at(-1),
            "+{ secret: { secretName: tls } }",
        );
    });

    it("of several lines are shown by the lines that differ", () => {
        assert.deepStrictEqual(shown("a:b:C", "spec.config.data", "old\nnew"), ["+new"]);
    });

    it("of lists are shown by the names of their members", () => {
        const env = (...names: string[]) => names.map((name) => ({ name, value: "1" }));
        const lines = (property: Partial<PropertyChange>) =>
            changeBlock(
                emqxChange(
                    { coreTemplate: { spec: { env: env("OLD", "A", "B") } } },
                    { coreTemplate: { spec: { env: env("B", "A") } } },
                    [property],
                ),
            ).map(({ text }) => text.trim());
        assert.deepStrictEqual(lines({ path: "spec.coreTemplate.spec.env[0]", kind: "delete" }).slice(0, 1), [
            "spec.coreTemplate.spec.env[OLD]",
        ]);
        assert.deepStrictEqual(lines({ path: "spec.coreTemplate.spec.env[0].value" }).slice(0, 1), [
            "spec.coreTemplate.spec.env[B].value",
        ]);
        assert.deepStrictEqual(
            lines({
                path: "spec.coreTemplate.spec.env",
                order: true,
                before: env("A", "B"),
                after: env("B", "A"),
            }),
            ["spec.coreTemplate.spec.env (order)", "[A, B]", "[B, A]"],
        );
    });

    it("of node pools' scripts are read out of their base64", () => {
        const script = Buffer.from("#!/bin/bash\nsysctl -w a=1\n").toString("base64");
        assert.ok(shown("a:b:C", "userData", script).includes("+sysctl -w a=1"));
    });
});
