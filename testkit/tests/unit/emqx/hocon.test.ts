import * as assert from "node:assert/strict";
import { dataText } from "../../../data";
import { HoconRefusal, readHocon, type Value } from "../../../emqx";

interface Reading {
    readonly json?: unknown;
    readonly error?: object;
    /** How a file of the same text is read, where that differs. */
    readonly file?: Reading;
}

describe("the double of EMQX's reader", () => {
    const lines = dataText("oracle", "hocon-to-json.jsonl").trim().split("\n");

    it("makes of each text what EMQX's own library makes of it, as a file and in a call", () => {
        const wrong: object[] = [];
        for (const { id, text, versions } of lines.map((line) => JSON.parse(line))) {
            const of58: Reading = versions.all ?? versions["0.44.0"];
            for (const [reader, reading] of [
                ["binary", of58],
                ["file", of58.file ?? of58],
            ] as const) {
                const made = read(text, reader);
                if (reading.error ? made !== undefined : !isDeepSame(made, reading.json)) {
                    wrong.push({ id, reader, text, made, reading });
                }
            }
        }
        assert.deepEqual(wrong.slice(0, 3), []);
        assert.equal(lines.length, 2864);
    });

    it("says the line of what it refuses", () => {
        assert.throws(
            () => readHocon("a = 1\nb = k@", "file").get("b") && readHocon("a = 1\n\nb = 1 x", "file"),
            (error: HoconRefusal) => error.kind === "parse_error" && error.line === 3,
        );
    });
});

function read(text: string, reader: "file" | "binary"): unknown {
    try {
        return plain(readHocon(text, reader));
    } catch (error) {
        if (error instanceof HoconRefusal) return undefined;
        throw error;
    }
}

function isDeepSame(one: unknown, other: unknown): boolean {
    try {
        assert.deepEqual(one, other);
        return true;
    } catch {
        return false;
    }
}

function plain(value: Value): unknown {
    if (value instanceof Map)
        return Object.fromEntries([...value].map(([name, inside]) => [name, plain(inside)]));
    if (Array.isArray(value)) return value.map(plain);
    return typeof value === "bigint" ? { $int: String(value) } : value;
}
