import type { HoconField, HoconObject, HoconScalar } from "./tree";

/** A key of ours with its value. */
export interface Made {
    readonly path: readonly string[];
    readonly value: string | number | boolean;
}

/** The tree of keys of ours, in their order; it stands in no text. */
export function madeObject(all: readonly Made[]): HoconObject {
    const names = [...new Set(all.map(({ path }) => path[0] as string))];
    return {
        kind: "object",
        fields: names.map((name): HoconField => {
            const own = all.filter(({ path }) => path[0] === name);
            const [first] = own;
            const value =
                first?.path.length === 1
                    ? scalar(first.value)
                    : madeObject(
                          own.map(({ path, value: inner }) => ({ path: path.slice(1), value: inner })),
                      );
            return { path: [name], value, line: 0, column: 0 };
        }),
    };
}

function scalar(value: string | number | boolean): HoconScalar {
    const kind = typeof value === "string" ? "text" : typeof value === "number" ? "number" : "flag";
    return { kind, text: String(value), quoted: kind === "text" };
}
