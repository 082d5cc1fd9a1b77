import assert from "node:assert/strict";
import { evaluate } from "../../../../provider/emqx/config/hocon/evaluate";
import { parseHocon } from "../../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import { type Json, jsonOf } from "./hoconJson";
import { READINGS } from "./readings";

/** What we make of a text, in the form of EMQX's readings; undefined for what is refused. */
function read(text: string): Json | "includes" | undefined {
    try {
        const parsed = parseHocon(text);
        // A rule of its own refuses these, whether EMQX would find the file or not.
        return parsed.includes.length > 0 ? "includes" : jsonOf(evaluate(parsed));
    } catch (error) {
        assert.ok(error instanceof HoconError, String(error));
        return undefined;
    }
}

describe("what EMQX's own reader makes of a text when a node boots", () => {
    for (const [kind, readings] of READINGS) {
        it(`is what we make of it: ${kind}, ${readings.length} texts`, () => {
            for (const { text, reads } of readings) {
                const ours = read(text);
                if (ours === "includes") assert.match(text, /\binclude\b/);
                else assert.deepEqual(ours, reads, JSON.stringify(text));
            }
        });
    }

    it("is known for texts of every kind, read ones and refused ones", () => {
        const all = [...READINGS.values()].flat();
        assert.ok(all.filter(({ reads }) => reads !== undefined).length > 1900);
        assert.ok(all.filter(({ reads }) => reads === undefined).length > 800);
    });
});
