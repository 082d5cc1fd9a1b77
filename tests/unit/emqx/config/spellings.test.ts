import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { type Json, jsonOf } from "./hoconJson";

type Block = { [name: string]: Json };

const name = fc
    .stringMatching(/^[a-z][a-z_]{0,5}$/)
    .filter((word) => !/^(true|false|null|include)$/.test(word));
const { block } = fc.letrec<{ value: Json; block: Block }>((tie) => ({
    value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Json>(
            "15s",
            "1MB",
            "80%",
            "infinity",
            "a b",
            "",
            "http://x#y",
            true,
            false,
            null,
            0,
            42,
            -7,
            1.5,
        ),
        tie("block"),
        fc.array(tie("value"), { maxLength: 3 }),
    ),
    block: fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

/** Writes a tree as people do, in one of very many ways. */
class Spelling {
    private at = 0;

    constructor(private readonly choices: readonly number[]) {}

    public text(root: Block): string {
        const lines = this.shuffled(Object.entries(root).flatMap(([key, value]) => this.fields(key, value)));
        const separated = lines.map(
            (line) => line + this.pick(["\n", " # as agreed\n", "\r\n", "\n\n// http://x {\n"]),
        );
        return this.pick(["", "\uFEFF", "# all of it\n"]) + separated.join("");
    }

    /** One or several fields that say it: a block goes apart into dotted ones, or stands twice, or is said wrongly first. */
    private fields(path: string, value: Json): string[] {
        if (isBlock(value) && Object.keys(value).length > 0) {
            const inner = Object.entries(value);
            const way = this.pick(["dotted", "block", "halves"]);
            if (way === "dotted") return inner.flatMap(([key, one]) => this.fields(`${path}.${key}`, one));
            if (way === "halves") {
                const half = Math.ceil(inner.length / 2);
                return [inner.slice(0, half), inner.slice(half)]
                    .filter((part) => part.length > 0)
                    .map((part) => `${path} ${this.value(Object.fromEntries(part))}`);
            }
            return [`${path}${this.pick([" ", " = ", ": ", "="])}${this.value(value)}`];
        }
        const right = `${path}${this.pick([" = ", ": ", "=", " =\n  "])}${this.value(value)}`;
        return [this.pick([right, right, `${path} = 1, ${right}`])];
    }

    private value(value: Json): string {
        if (isBlock(value)) {
            const fields = Object.entries(value).flatMap(([key, one]) => this.fields(key, one));
            const [open, between, close] = this.pick([
                ["{", "\n", "}"],
                ["{ ", ", ", " }"],
                ["{\n  ", ",\n  ", "\n}"],
            ]);
            return `${open}${fields.join(between)}${close}`;
        }
        if (Array.isArray(value)) {
            return `[${value.map((item) => this.value(item)).join(this.pick([", ", ",\n", " , # next\n"]))}]`;
        }
        if (typeof value !== "string") return String(value);
        const quoted = this.pick([JSON.stringify(value), `"""${value}"""`]);
        return /^([a-z]+|\d+(s|MB|%))$/.test(value) ? this.pick([value, quoted]) : quoted;
    }

    /** Roots in any order; what belongs to one root stays in its own. */
    private shuffled(lines: string[]): string[] {
        const start = this.pick([0, 1, 2]) % Math.max(lines.length, 1);
        return [...lines.slice(start), ...lines.slice(0, start)];
    }

    private pick<T>(from: readonly T[]): T {
        const choice = this.choices[this.at++ % this.choices.length]!;
        return from[choice % from.length]!;
    }
}

function isBlock(value: Json): value is Block {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("a configuration text in all the ways in which people write one", () => {
    it("says the same: dotted or in blocks, in parts, with separators, comments and quotes of every kind", () => {
        fc.assert(
            fc.property(block, fc.array(fc.nat(97), { minLength: 40, maxLength: 60 }), (tree, choices) => {
                const text = new Spelling(choices).text(tree);
                assert.deepEqual(jsonOf(readHocon(text)), tree, text);
            }),
            { numRuns: 2000 },
        );
    });
});
