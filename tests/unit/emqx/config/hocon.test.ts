import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { parseHocon } from "../../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import { type HoconLeaf, leavesOf } from "../../../../provider/emqx/config/hocon/tree";

/** Every single value with its line: `mqtt.max_packet_size (1): 1MB`. */
function read(text: string): string[] {
    return leavesOf(readHocon(text)).map(inWords);
}

function inWords({ path, value, line }: HoconLeaf): string {
    const shown =
        value.kind === "computed" ? "computed" : value.quoted ? JSON.stringify(value.text) : value.text;
    return `${path.join(".")} (${line}): ${shown}`;
}

function errorOf(text: string): string {
    try {
        readHocon(text);
    } catch (error) {
        assert.ok(error instanceof HoconError, String(error));
        return error.message;
    }
    throw new Error(`was read: ${text}`);
}

describe("a HOCON text as EMQX reads it", () => {
    const cases: [what: string, text: string, values: string[]][] = [
        ["nothing", "", []],
        ["comments alone", "# a = 1\n// b = 2\n", []],
        ["dotted keys", "mqtt.a = 1MB\nmqtt.b = true", ["mqtt.a (1): 1MB", "mqtt.b (2): true"]],
        ["blocks", "mqtt {\n  a = 15s\n}\nretainer {}", ["mqtt.a (2): 15s"]],
        ["blocks with an equals sign or a colon", "a = {\nb: 1\n}\nc: {d = 2}", ["a.b (2): 1", "c.d (4): 2"]],
        [
            "JSON",
            '{\n "a": { "b": 1 },\n "c": [true, null]\n}',
            ["a.b (2): 1", "c.1 (3): true", "c.2 (3): null"],
        ],
        ["a quoted key as one name", '"a.b" = 1', ["a.b (1): 1"]],
        ["lists of blocks", "a = [\n {b = 1}\n {b = x}\n]", ["a.1.b (2): 1", "a.2.b (3): x"]],
        ["lists without commas", "a = [1 2\n3]", ["a.1 (1): 1", "a.2 (1): 2", "a.3 (2): 3"]],
        ["several on a line", "a = 1, b = 2\nc = 3", ["a (1): 1", "b (1): 2", "c (2): 3"]],
        [
            "percent, size and time",
            "a = 80%, b = 2gb, c = 500ms",
            ["a (1): 80%", "b (1): 2gb", "c (1): 500ms"],
        ],
        ["times that are put together", "a = 1h30m", ["a (1): 1h30m"]],
        ["a unit with more letters as a text", "a = 15sec", ["a (1): 15sec"]],
        [
            "numbers",
            "a = -1, b = 1.5, c = 1.5e3, d = +2",
            ["a (1): -1", "b (1): 1.5", "c (1): 1.5e3", "d (1): +2"],
        ],
        ["words that begin like others", "a = truely, b = nullable", ["a (1): truely", "b (1): nullable"]],
        ["words one after another as one text", "a = x y\nz", ["a (1): xyz"]],
        ["a comma between blocks", "a {b = 1}, c {d = 2}", ["a.b (1): 1", "c.d (1): 2"]],
        ["strings with escapes", 'a = "x\\n\\"y\\" \\/ \\u0041"', ['a (1): "x\\n\\"y\\" \\\\/ \\\\u0041"']],
        ["a backslash before the last quote", 'a = "c:\\"\nb = 1', ['a (1): "c:\\\\"', "b (2): 1"]],
        ["strings that look like comments", 'a = "http://b#c" # d', ['a (1): "http://b#c"']],
        [
            "triple quotes over lines",
            'a = """x\n"y" {\n"""\nb = 1',
            ['a (1): "x\\n\\"y\\" {\\n"', "b (4): 1"],
        ],
        ["Windows line ends", "a {\r\nb = 1\r\n}\r\nc = 2", ["a.b (2): 1", "c (4): 2"]],
        ["a byte order mark", "\uFEFFa = 1", ["a (1): 1"]],
        ["references with what they refer to", `a = 1\nb = $${"{a}"}`, ["a (1): 1", "b (2): 1"]],
        ["optional references to nothing not at all", `a = 1\na = $${"{?b}"}`, ["a (1): 1"]],
        ["the same key again", "a = 1\na = 2", ["a (2): 2"]],
        ["the same block again", "a {b = 1}\na.c = 2", ["a.b (1): 1", "a.c (2): 2"]],
        [
            "an item changed by its number",
            'a = [x, y]\na {"2" = z}\na {"3" = v}',
            ["a.1 (1): x", "a.2 (2): z", "a.3 (3): v"],
        ],
        ["blocks next to each other as one", "a = {b = 1} {c = 2}", ["a.b (1): 1", "a.c (1): 2"]],
    ];
    for (const [what, text, values] of cases) {
        it(`has ${what}`, () => assert.deepEqual(read(text), values));
    }

    it("tells what it includes", () => {
        const { includes } = parseHocon('a = 1\n include "a.conf"\ninclude required("b.conf")');
        assert.deepEqual(
            includes.map(({ line, column }) => [line, column]),
            [
                [2, 2],
                [3, 1],
            ],
        );
    });

    const errors: [what: string, text: string, error: string][] = [
        [
            "a key without a value",
            "a =",
            "line 1, column 1: a value is missing here; write one, in double quotes if in doubt",
        ],
        [
            "a value without a key",
            "a = 1\nb",
            'line 2, column 1: a key with "=" or "{" has to stand here; put values with more than one word between double quotes',
        ],
        ["a block that is not closed", "a {\n b = 1", 'line 2, column 6: a "{" is not closed; write "}"'],
        ["a list that is not closed", "a = [1, 2", 'line 1, column 9: a "[" is not closed; write "]"'],
        ["a brace too many", "a = 1\n}", 'line 2, column 1: "}" closes nothing; leave it out'],
        [
            "a bracket of the other kind",
            "a = [1}",
            "line 1, column 7: a value is missing here; write one, in double quotes if in doubt",
        ],
        [
            "a quote that is not closed",
            'a = "b\nc = 1',
            'line 1, column 5: a quote is opened and not closed on its line; write the closing "',
        ],
        ["single quotes", "a = 'b'", 'line 1, column 5: EMQX\'s HOCON has no single quotes; write "..."'],
        [
            "something added to a list",
            "a += 1",
            "line 1, column 3: EMQX's HOCON has no +=; write the whole list with =",
        ],
        [
            "a rate without quotes",
            "a = 1000/s",
            'line 1, column 9: "/" cannot stand outside quotes; put the value between double quotes',
        ],
        [
            "a path without quotes",
            "a = /etc/x",
            'line 1, column 5: "/" cannot stand outside quotes; put the value between double quotes',
        ],
        [
            "a number with a word behind it",
            "a = 1k",
            "line 1, column 6: a number cannot go on like this; put the whole value between double quotes",
        ],
        [
            "half a minute",
            "a = 2.5m",
            "line 1, column 8: a number cannot go on like this; put the whole value between double quotes",
        ],
        [
            "thousands apart",
            "a = 1_000",
            'line 1, column 6: "_" cannot stand outside quotes; put the value between double quotes',
        ],
        ["a comma at the end", "a = 1,\n", "line 1, column 6: nothing follows this comma; leave it out"],
        [
            "a comma before a brace",
            "a {\n b = 1,\n # nothing more\n}",
            'line 2, column 7: EMQX does not start with a comma before "}"; leave it out',
        ],
        [
            "a comma before a bracket",
            "a = [1,\n]",
            'line 1, column 7: EMQX does not start with a comma before "]"; leave it out',
        ],
        [
            "a block behind the line of the one before it",
            "a = {b = 1}\n{c = 2}",
            'line 2, column 1: a key with "=" or "{" has to stand here; put values with more than one word between double quotes',
        ],
        [
            "a size in bytes",
            "a = 10B",
            "line 1, column 7: a number cannot go on like this; put the whole value between double quotes",
        ],
        [
            "a number with nothing before its point",
            "a = -.5",
            "line 1, column 5: EMQX does not start with a number like this; write it as 0.5 or -0.5, and below 1.0e308",
        ],
        [
            "a number beside a text",
            "a = x 1",
            "line 1, column 7: this cannot follow a text or a block; put the whole value between double quotes",
        ],
        [
            "a text beside a block",
            `a {b = 1}\nc = x $${"{a}"}`,
            "line 2, column 5: only texts, only lists or only blocks can stand side by side; write one value, or the text between double quotes",
        ],
        [
            "references to nothing",
            `a = $${"{b.c}"}\nd = [$${"{e}"}]`,
            "line 1, column 5: refers to b.c, which this text does not set, or only by itself; so does e (line 2); write the value itself",
        ],
        [
            "references in a circle",
            `a = $${"{b}"}\nb = $${"{a}"}`,
            "line 1, column 5: refers to b, which this text does not set, or only by itself; so does a (line 2); write the value itself",
        ],
        [
            "references that grow without end",
            `a = [1, 2]\n${Array.from({ length: 30 }, () => `a = $${"{a}"} $${"{a}"}`).join("\n")}`,
            "line 1, column 9: references make more of this text than EMQX can hold; write less",
        ],
        [
            "an item that is not there",
            'a = [x]\na {"3" = y}',
            "line 2, column 4: there is no item 3 in a list of 1; write a number from 1 to 2",
        ],
        ["two commas", "a = [1,, 2]", "line 1, column 8: one comma is enough; leave it out"],
        [
            "an empty reference",
            `a = $${"{}"}`,
            `line 1, column 5: this is no reference; write $${"{path.of.a.key}"}`,
        ],
        [
            "something after the closing brace",
            "{a = 1}\nb = 2",
            "line 2, column 1: nothing can follow the closing brace of the whole text",
        ],
        [
            "an include of nothing",
            "include = 1",
            'line 1, column 1: a file\'s name has to follow include; write include "..."',
        ],
        [
            "very deep nesting",
            `a = ${"[".repeat(5000)}`,
            "line 1, column 505: this is nested more than 500 levels deep; write less",
        ],
    ];
    for (const [what, text, error] of errors) {
        it(`is refused with ${what}, at its place`, () => assert.equal(errorOf(text), error));
    }

    it("never shows a value in what is wrong with it", () => {
        for (const text of [
            "a.password = hunter2 {",
            'a.password = "hunter2',
            "a.password = hunter2 = 1",
            "a = [hunter2}",
        ]) {
            assert.doesNotMatch(errorOf(text), /hunter2/);
        }
    });

    it("is read or refused with a place, whatever it is, and in no time", () => {
        const piece = fc.constantFrom(
            ..."{}[]=:,.\"'\\#/\n $?+-%aZ09_",
            `$${"{a}"}`,
            '"""',
            "include ",
            "\\u00",
            "1MB",
        );
        fc.assert(
            fc.property(
                fc.oneof(
                    fc.string(),
                    fc.array(piece, { maxLength: 60 }).map((p) => p.join("")),
                ),
                (text) => {
                    try {
                        readHocon(text);
                    } catch (error) {
                        assert.ok(error instanceof HoconError, String(error));
                        assert.match(error.message, /^line \d+, column \d+: /);
                    }
                },
            ),
            { numRuns: 5000 },
        );
        const before = Date.now();
        errorOf(`a = "${"\\n".repeat(100_000)}`);
        assert.ok(Date.now() - before < 2000);
    });
});
