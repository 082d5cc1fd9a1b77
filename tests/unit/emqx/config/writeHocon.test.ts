import assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluate } from "../../../../provider/emqx/config/hocon/evaluate";
import { parseHocon } from "../../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import type { HoconObject, HoconValue } from "../../../../provider/emqx/config/hocon/tree";
import { unwritable, writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { jsonOf } from "./hoconJson";
import { readAsEmqx } from "./readers/emqx";
import { type OperatorValue, readAsOperator } from "./readers/operator";
import { READINGS } from "./readings";
import { trees } from "./trees";

/** What the operator puts in front. Source: sync_emqx_config.go, mergeDefaultConfig, at 2.2.29. */
const IN_FRONT = "listeners.tcp.default.bind = 1883\n\n";

function written(tree: HoconObject): string | HoconError {
    try {
        return writeHocon(tree);
    } catch (error) {
        assert.ok(error instanceof HoconError, String(error));
        return error;
    }
}

/** What the operator's reader makes of a tree: texts as they stand between the quotes, numbers below 0 as words. */
function forOperator(value: HoconObject | HoconValue): OperatorValue {
    switch (value.kind) {
        case "object":
            return new Map(
                value.fields.map(({ path: [name], value: inner }) => [raw(name!), forOperator(inner)]),
            );
        case "list":
            return value.items.map(forOperator);
        case "text":
            return raw(value.text);
        case "flag":
            return value.text === "true";
        case "null":
            return null;
        case "number":
            return numberForOperator(value.text);
        default:
            throw new Error("an evaluated text has no other values");
    }
}

function raw(text: string): string {
    const escaped = [...text].map((char) => RAW[char] ?? char).join("");
    return escaped.replace(/^"+|"+$/g, "");
}

const RAW: Record<string, string> = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
};

function numberForOperator(text: string): OperatorValue {
    if (!text.includes(".")) {
        const value = BigInt(text.replace("+", ""));
        return value < 0n ? String(value) : value;
    }
    return text.startsWith("-") ? text.replace("+", "") : Number(text);
}

/** A text is read as its tree by all of them, the operator's own lines in front. */
function assertRead(tree: HoconObject, text: string): void {
    assert.deepEqual(readAsEmqx(text), jsonOf(tree), JSON.stringify(text));
    const operator = readAsOperator(text);
    assert.deepEqual(operator, forOperator(tree), JSON.stringify(text));
    assert.deepEqual(jsonOf(evaluate(parseHocon(text))), jsonOf(tree), JSON.stringify(text));
}

describe("the text that is written of a tree", () => {
    it("is read as that tree by a node that boots, by a push and by the operator, or refused with its place", () => {
        let read = 0;
        fc.assert(
            fc.property(trees, (tree) => {
                const text = written(tree);
                const all = unwritable(tree).map(({ message }) => message);
                assert.equal(all.length > 0, text instanceof HoconError);
                if (text instanceof HoconError) {
                    assert.match(text.message, /^line \d+, column 1: /);
                    assert.ok(all.includes(text.message));
                    return;
                }
                read++;
                assertRead(tree, text);
                // The operator's lines in front belong to other keys and change nothing else.
                const rest = tree.fields.filter(({ path }) => path[0] !== "listeners");
                const both = evaluate(parseHocon(IN_FRONT + writeHocon({ kind: "object", fields: rest })));
                assert.deepEqual(
                    jsonOf({ kind: "object", fields: both.fields.slice(1) }),
                    jsonOf({ kind: "object", fields: rest }),
                );
            }),
            { numRuns: 3000 },
        );
        assert.ok(read > 1500, `${read} were written`);
    });

    it("is there for nearly all texts that EMQX reads, and says the same", () => {
        const refused = new Map<string, number>();
        for (const { text, reads } of [...READINGS.values()].flat()) {
            const { root, includes } = reads === undefined ? { root: undefined, includes: [] } : given(text);
            if (root === undefined || includes.length > 0) continue;
            const again = written(root);
            if (again instanceof HoconError) refused.set(again.reason, (refused.get(again.reason) ?? 0) + 1);
            else assertRead(root, again);
        }
        assert.deepEqual([...refused.keys()].sort(), [
            "the operator takes no name of this one sign; give it another name",
            "the operator takes whole numbers from -9223372036854775808 to 9223372036854775807; write one",
        ]);
    });

    it("is the plainest one: a value a line behind its path, texts quoted, numbers plain, no comments", () => {
        const { root } = given(
            'mqtt { max_packet_size = 1MB, idle_timeout : 15s } # limits\nmqtt.max_inflight = +064\n"a b" = [x y, {c = .5}]',
        );
        assert.equal(
            writeHocon(root),
            [
                'mqtt.max_packet_size = "1MB"',
                'mqtt.idle_timeout = "15s"',
                "mqtt.max_inflight = 64",
                '"a b" = [',
                '  "xy",',
                "  {",
                "    c = 0.5",
                "  }",
                "]",
                "",
            ].join("\n"),
        );
    });

    it("keeps a text that ends in a backslash away from the next quote", () => {
        const { root } = given('a = ["x\\\\"\n, "y"]\nb = "\\\\"\n"k\\\\" =\n"v"');
        assert.equal(writeHocon(root), 'a = [\n  "x\\\\",\n  "y"\n]\nb = "\\\\"\n"k\\\\" =\n"v"\n');
    });

    const refusals: [text: string, error: string][] = [
        [
            'a = 1\n  "$" = 2',
            "line 2, column 3: the operator takes no name of this one sign; give it another name",
        ],
        [
            "a {\n  b = [1, 18446744073709551615]\n}",
            "line 2, column 11: the operator takes whole numbers from -9223372036854775808 to 9223372036854775807; write one",
        ],
        ['a = "\ud800"', "line 1, column 5: half a character stands here, which is no Unicode; leave it out"],
    ];
    for (const [text, error] of refusals) {
        it(`is refused for ${JSON.stringify(text)}`, () => {
            const found = written(given(text).root);
            assert.equal(found instanceof HoconError ? found.message : found, error);
        });
    }

    it("is refused for a line separator, which only triple quotes can hold", () => {
        const found = written(given('a = """x\u2028y"""').root);
        assert.equal(
            found instanceof HoconError ? found.message : found,
            "line 1, column 5: a line separator or paragraph separator (U+2028, U+2029) stands in this text; leave it out",
        );
    });
});

function given(text: string): { root: HoconObject; includes: readonly unknown[] } {
    const parsed = parseHocon(text);
    return { root: evaluate(parsed), includes: parsed.includes };
}
