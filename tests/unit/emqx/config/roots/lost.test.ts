import assert from "node:assert/strict";
import * as fc from "fast-check";
import { HoconError } from "../../../../../provider/emqx/config/hocon/tokens";
import type { HoconObject } from "../../../../../provider/emqx/config/hocon/tree";
import { rootsOf } from "../../../../../provider/emqx/config/roots/json";
import { lost } from "../../../../../provider/emqx/config/roots/lost";
import { isStartup, startupRoots } from "../../../../../provider/emqx/config/roots/startup";
import { textOfRoots } from "../../../../../provider/emqx/config/roots/text";
import {
    type Dialect,
    HOCON_45,
    HOCON_46,
    isList,
    isTree,
    readHocon,
    type Value,
} from "../../../../../testkit/emqx/hocon";
import { trees } from "../trees";
import { rootsIn, sentText } from "./readings";

const EMQX: readonly (readonly [version: string, dialect: Dialect])[] = [
    ["6.2.3", HOCON_45],
    ["6.3.1", HOCON_46],
];

/** The double's reading as JSON. */
function plain(value: Value): unknown {
    if (isTree(value)) return Object.fromEntries([...value].map(([name, inner]) => [name, plain(inner)]));
    if (isList(value)) return value.map(plain);
    return typeof value === "bigint" ? Number(value) : value;
}

describe("what of a configuration is lost as JSON roots", () => {
    it("is all of it: what is let through, EMQX reads from the operator's text as it was meant", () => {
        let through = 0;
        fc.assert(
            fc.property(trees, (tree) => {
                for (const [version, dialect] of EMQX) {
                    if (lost(tree, version).length > 0) continue;
                    through++;
                    const roots = JSON.parse(JSON.stringify(rootsOf(tree)));
                    const sent = sentText(roots);
                    assert.deepEqual(plain(readHocon(sent, "binary", dialect)), roots, sent);
                }
            }),
            { numRuns: 3000 },
        );
        assert.ok(through > 500, String(through));
    });

    it("is told with its place, what is wrong and what to write instead", () => {
        const reasons = (text: string, emqx = "6.3.1") => {
            const ours = rootsIn(text, emqx);
            return "refused" in ours ? ours.refused.map((error: HoconError) => error.message) : [];
        };
        const cases: [text: string, sentence: RegExp][] = [
            ["a {\n  b = null\n}", /^line 2, column 7: null does not arrive; leave the key out/],
            ["a = 1.0", /^line 1, column 5: this number arrives without its fraction.*between double quotes/],
            [
                "a = [1, 1.0e21]",
                /^line 1, column 9: this number arrives with an exponent that EMQX cannot read/,
            ],
            [
                "a = 9007199254740993",
                /^line 1, column 5: a whole number arrives exactly up to 9007199254740991/,
            ],
            ['a = "c:\\\\"', /^line 1, column 5: a text that ends in a backslash reads on to the next quote/],
            ['a { "b\\\\" = 1 }', /^line 1, column 5: a text that ends in a backslash/],
            ['a = """x\u2028y"""', /U\+2028/],
            ['a = "\\u0041"', /^line 1, column 5: \\u is the number of a character from EMQX 6\.3 on/],
            ['"__proto__" = 1', /^line 1, column 1: Pulumi keeps this name/],
        ];
        for (const [text, sentence] of cases) {
            const [first = "", ...others] = reasons(text);
            assert.match(first, sentence, text);
            assert.deepEqual(others, [], text);
        }
        assert.match(reasons('a = "\\b"', "6.2.3").join(), /control character.*from 6\.3 on only/);
        assert.deepEqual(reasons('a = "\\b\\t\\n<&>"'), []);
    });

    it("is nothing of roots that are read back and sent again", () => {
        fc.assert(
            fc.property(trees, (tree) => {
                if (lost(tree, "6.3.1").length > 0) return;
                const roots = rootsOf(tree);
                const again = rootsIn(textOfRoots(roots), "6.3.1");
                if ("refused" in again) {
                    // Signs that only an older operator's reader minds: these stay in the operator's own form.
                    assert.ok(again.refused.every((error) => error instanceof HoconError));
                    return;
                }
                assert.deepEqual(again.roots, roots);
            }),
            { numRuns: 1000 },
        );
    });
});

describe("roots that EMQX gets at its start", () => {
    const tree = (text: string): HoconObject["fields"][number]["path"] => text.split(".");

    it("are those whose change makes pods anew", () => {
        for (const key of [
            "node.max_ports",
            "rpc",
            "dashboard.listeners",
            "durable_sessions.enable",
            "cluster.name",
        ])
            assert.ok(isStartup(tree(key)), key);
        for (const key of ["cluster.links", "mqtt", "listeners.tcp.default.bind", "nodes"])
            assert.ok(!isStartup(tree(key)), key);
    });

    it("leave cluster links out, and cluster altogether where there is nothing else", () => {
        assert.deepEqual(
            startupRoots({ cluster: { links: [], name: "a" }, mqtt: { a: 1 }, rpc: { mode: "sync" } }),
            {
                cluster: { name: "a" },
                rpc: { mode: "sync" },
            },
        );
        assert.deepEqual(startupRoots({ cluster: { links: [] } }), {});
    });
});
