import * as assert from "node:assert/strict";
import { dataText } from "../../../data";
import {
    type Dialect,
    HOCON_44,
    HOCON_45,
    HOCON_46,
    HoconRefusal,
    readHocon,
    type Value,
} from "../../../emqx";

interface Reading {
    readonly json?: unknown;
    readonly error?: object;
    /** How a file of the same text is read, where that differs. */
    readonly file?: Reading;
}

describe("the double of EMQX's reader", () => {
    const lines = dataText("oracle", "hocon-to-json.jsonl").trim().split("\n");

    for (const [version, dialect] of [
        ["0.44.0", HOCON_44],
        ["0.45.9", HOCON_45],
        ["0.46.1", HOCON_46],
    ] as const) {
        it(`makes of each text what EMQX's own library ${version} makes of it, as a file and in a call`, () => {
            const wrong: object[] = [];
            for (const { id, text, versions } of lines.map((line) => JSON.parse(line))) {
                const inCalls: Reading = versions.all ?? versions[version];
                for (const [reader, reading] of [
                    ["binary", inCalls],
                    ["file", inCalls.file ?? inCalls],
                ] as const) {
                    const made = read(text, reader, dialect);
                    if (reading.error ? made !== undefined : !isDeepSame(made, reading.json)) {
                        wrong.push({ id, reader, text, made, reading });
                    }
                }
            }
            assert.deepEqual(wrong.slice(0, 3), []);
            assert.equal(lines.length, 2864);
        });
    }

    it("says the line of what it refuses", () => {
        assert.throws(
            () => readHocon("a = 1\nb = k@", "file").get("b") && readHocon("a = 1\n\nb = 1 x", "file"),
            (error: HoconRefusal) => error.kind === "parse_error" && error.line === 3,
        );
    });
});

function read(text: string, reader: "file" | "binary", dialect: Dialect): unknown {
    try {
        return plain(readHocon(text, reader, dialect));
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
