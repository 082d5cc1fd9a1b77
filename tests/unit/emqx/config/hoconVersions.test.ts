import assert from "node:assert/strict";
import * as fc from "fast-check";
import { evaluate } from "../../../../provider/emqx/config/hocon/evaluate";
import { parseHocon } from "../../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import type { HoconObject } from "../../../../provider/emqx/config/hocon/tree";
import { readOtherwise } from "../../../../provider/emqx/config/hocon/versions";
import { writeHocon } from "../../../../provider/emqx/config/hocon/write";
import { dataText } from "../../../../testkit/data";
import { type Json, jsonOf } from "./hoconJson";
import { readAsEmqx } from "./readers/emqx";
import { trees } from "./trees";

interface Read {
    readonly json?: Json;
    readonly error?: object;
    /** The same text as a file of a node that boots, where that differs. */
    readonly file?: Omit<Read, "file">;
}

interface OracleText {
    readonly text: string;
    readonly versions: Readonly<Record<string, Read>>;
}

const TEXTS = dataText("oracle", "hocon-to-json.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OracleText);

/** Versions of EMQX by the reader that they have; the newest reader comes with a later 6.3. */
const READERS: readonly (readonly [reader: string, emqx: string, before?: string])[] = [
    ["0.44.0", "5.8.11"],
    ["0.45.9", "6.1.4"],
    ["0.46.1", "6.3.1"],
    ["0.46.5", "6.3.1", "0.46.1"],
];

function tree(text: string): HoconObject | undefined {
    try {
        const parsed = parseHocon(text);
        return parsed.includes.length > 0 ? undefined : evaluate(parsed);
    } catch (error) {
        assert.ok(error instanceof HoconError, String(error));
        return undefined;
    }
}

/** What a node that boots makes of a text. */
function booted({ versions }: OracleText, reader: string, before?: string): Json | undefined {
    const read = versions.all ?? versions[reader] ?? (before === undefined ? undefined : versions[before]);
    return (read?.file ?? read)?.json;
}

describe("what the readers of EMQX's versions make of a text", () => {
    for (const [reader, emqx, before] of READERS) {
        it(`is what we make of it, or it is refused with its place: ${reader}, EMQX ${emqx}`, () => {
            let taken = 0;
            for (const one of TEXTS) {
                const ours = tree(one.text);
                if (ours === undefined) continue;
                const otherwise = readOtherwise(one.text, emqx);
                if (otherwise.length > 0) {
                    assert.match(otherwise[0]?.message ?? "", /^line \d+, column \d+: /);
                    continue;
                }
                taken++;
                assert.deepEqual(jsonOf(ours), booted(one, reader, before), JSON.stringify(one.text));
            }
            assert.ok(taken > 1_900, `${taken} were taken`);
        });
    }

    it("is the same for what is written anew, by every version", () => {
        const assertAlike = (text: string) => {
            for (const [, emqx] of READERS) assert.deepEqual(readOtherwise(text, emqx), [], text);
        };
        for (const { text } of TEXTS) {
            const root = tree(text);
            if (root !== undefined) writtenAlike(root, assertAlike);
        }
        fc.assert(
            fc.property(trees, (root) => writtenAlike(root, assertAlike)),
            { numRuns: 1_000 },
        );
    });

    it("tells the line and the column of what differs, and nothing of what does not", () => {
        const places = (text: string, emqx: string) =>
            readOtherwise(text, emqx).map(({ line, column }) => [line, column]);
        assert.deepEqual(places('a = 1\nb = "x\\u0041"', "6.3.1"), [[2, 5]]);
        assert.deepEqual(places('a = 1\nb = "x\\u0041"', "6.2.3"), []);
        assert.deepEqual(places('b = "x\\\\u0041"', "6.3.1"), []);
        assert.deepEqual(places('a = """x\\"""y"""', "6.0.3"), [[1, 5]]);
        assert.deepEqual(places("a = [100B]", "6.3.1"), [[1, 6]]);
        assert.deepEqual(places("a = [100, B]", "6.3.1"), []);
        assert.deepEqual(places('a = "\\u0041"', "5.8.11"), []);
    });
});

function writtenAlike(root: HoconObject, alike: (text: string) => void): void {
    let text: string;
    try {
        text = writeHocon(root);
    } catch (error) {
        assert.ok(error instanceof HoconError, String(error));
        return;
    }
    alike(text);
    assert.deepEqual(readAsEmqx(text), jsonOf(root));
}
