import { Refused } from "../leaves/reading";
import type { Converter } from "./function";

/**
 * An expression such as `nth(1, tokens(clientid, '-'))`. Source: emqx_variform_scan.xrl and emqx_variform_parser.yrl of
 * emqx/emqx, tags v5.7.2 and e5.8.11.
 */
export const variform: Converter = (value) => {
    if (value.kind !== "text") return new Refused(REMEDY);
    return isExpression(value.text) ? value : new Refused(REMEDY);
};

export const variformOrDisabled: Converter = (value) =>
    value.kind === "text" && value.text === "disabled" ? value : variform(value);

const REMEDY = "write an expression such as \"nth(1, tokens(clientid, '-'))\" in double quotes";

const TOKEN = /[ \t\n]+|[a-zA-Z][-a-zA-Z0-9_.]*|'[^']*'|"[^"]*"|[+-]?\d+\.\d+|[+-]?\d+|[()[\],]/y;

export function isExpression(text: string): boolean {
    const tokens: string[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
        const found = TOKEN.exec(text)?.[0];
        if (found === undefined) return false;
        if (found.trim() !== "") tokens.push(found);
    }
    const end = expression(tokens, 0);
    return end !== undefined && end === tokens.length;
}

/** A call or a name; answers where it ends. */
function expression(tokens: readonly string[], at: number): number | undefined {
    if (!/^[a-zA-Z]/.test(tokens[at] ?? "")) return undefined;
    if (tokens[at + 1] !== "(") return at + 1;
    return tokens[at + 2] === ")" ? at + 3 : list(tokens, at + 2, ")");
}

/** What stands between commas up to a bracket. */
function list(tokens: readonly string[], from: number, close: string): number | undefined {
    for (let at = from; ; ) {
        const end = argument(tokens, at);
        if (end === undefined) return undefined;
        if (tokens[end] === close) return end + 1;
        if (tokens[end] !== ",") return undefined;
        at = end + 1;
    }
}

function argument(tokens: readonly string[], at: number): number | undefined {
    const token = tokens[at] ?? "";
    if (token === "[") return list(tokens, at + 1, "]");
    return /^['"+\-\d]/.test(token) ? at + 1 : expression(tokens, at);
}
