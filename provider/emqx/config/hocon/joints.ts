import type { Token } from "./tokens";

/** A token that knows its part in the grammar. */
export interface Joint extends Token {
    /** What stands before `=`, `:` or `{`. */
    readonly key: boolean;
    /** Nothing is joined to it from behind. */
    readonly last: boolean;
}

/**
 * The tokens without `=` and `:`. What stands before one of these, or before `{`, is a key; the text, reference or bracket before a key, a
 * comma, a closing bracket or the end is the last part of its value. A brace on another line than the closing brace
 * before it begins a value of its own. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon_token.erl (`trans_key`, `trans_splice_end`).
 */
export function jointsOf(tokens: readonly Token[]): Joint[] {
    const kept = withKeys(tokens);
    return kept.map((token, i) => ({ ...token, last: isLast(token, kept[i + 1]) }));
}

type Keyed = Token & { readonly key: boolean };

function withKeys(tokens: readonly Token[]): Keyed[] {
    const kept: Keyed[] = [];
    for (const token of tokens) {
        if (token.kind === "=" || token.kind === ":" || token.kind === "{") {
            const before = kept.at(-1);
            if (before !== undefined && NAMES.has(before.kind))
                kept.push({ ...(kept.pop() as Keyed), key: true });
        }
        if (token.kind === "=" || token.kind === ":") continue;
        const before = kept.at(-1);
        if (token.kind === "{" && before?.kind === "}" && before.line !== token.line)
            kept.push({ ...before, kind: ",", text: ",", key: false });
        kept.push({ ...token, key: false });
    }
    return kept;
}

const NAMES: ReadonlySet<string> = new Set(["word", "text", "unit"]);
const ENDS: ReadonlySet<string> = new Set(["word", "text", "unit", "reference", "}", "]"]);
const BOUNDARIES: ReadonlySet<string> = new Set([",", "}", "]", "include"]);

function isLast(token: Keyed, next: Keyed | undefined): boolean {
    return (
        ENDS.has(token.kind) && !token.key && (next === undefined || next.key || BOUNDARIES.has(next.kind))
    );
}
