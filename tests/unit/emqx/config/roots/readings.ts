import { evaluate } from "../../../../../provider/emqx/config/hocon/evaluate";
import { parseHocon } from "../../../../../provider/emqx/config/hocon/parse";
import { HoconError } from "../../../../../provider/emqx/config/hocon/tokens";
import { type Json, type Roots, rootsOf } from "../../../../../provider/emqx/config/roots/json";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { refusedConfig } from "../../../../../provider/emqx/plan/refusedConfig";
import { dataText } from "../../../../../testkit/data";

/** What EMQX's reader makes of a text, library version by library version. */
export interface OracleText {
    readonly kind: string;
    readonly text: string;
    readonly versions: Readonly<Record<string, Reading>>;
}

interface Reading {
    readonly json?: Json;
    readonly error?: unknown;
    readonly lossy?: readonly string[];
    readonly reread?: "same" | { readonly sent: string };
    /** The same text as a file, where that is read otherwise. */
    readonly file?: { readonly json?: Json; readonly error?: unknown };
}

export const ORACLE: readonly OracleText[] = dataText("oracle", "hocon-to-json.jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** An EMQX for each reader. */
export const READERS: Readonly<Record<string, string>> = {
    "0.44.0": "5.8.11",
    "0.45.9": "6.2.3",
    "0.46.1": "6.3.1",
};

/** The roots that go to the operator, or with what the text is refused. */
export function rootsIn(text: string, emqx: string): { roots: Roots } | { refused: readonly HoconError[] } {
    try {
        const parsed = parseHocon(text);
        const tree = evaluate(parsed);
        // A rule of its own refuses what would bring in a file.
        const includes = parsed.includes.map(({ line, column }) => new HoconError(line, column, "include"));
        const refused = [...includes, ...refusedConfig(v3beta1, emqx)(tree, text)];
        return refused.length > 0 ? { refused } : { roots: rootsOf(tree) };
    } catch (error) {
        if (error instanceof HoconError) return { refused: [error] };
        throw error;
    }
}

/** The operator's text: a line a root, in order, as Go prints JSON. Held against `sent` of the oracle. */
export function sentText(roots: Roots): string {
    return Object.keys(roots)
        .sort()
        .map((name) => `${goJson(name)} = ${goJson(roots[name] as Json)}\n`)
        .join("");
}

function goJson(value: Json): string {
    if (Array.isArray(value)) return `[${value.map(goJson).join(",")}]`;
    if (typeof value === "string") return JSON.stringify(value).replace(/\\([bf])/g, escaped);
    if (typeof value === "object" && value !== null) {
        const members = Object.entries(value as Roots).sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${members.map(([name, inner]) => `${goJson(name)}:${goJson(inner)}`).join(",")}}`;
    }
    return JSON.stringify(value);
}

/** Behind an even number of backslashes only, but for what ends in one, which is refused. */
function escaped(match: string, letter: string, at: number, text: string): string {
    const before = /\\*$/.exec(text.slice(0, at))?.[0].length ?? 0;
    if (before % 2 === 1) return match;
    return letter === "b" ? "\\u0008" : "\\u000c";
}
