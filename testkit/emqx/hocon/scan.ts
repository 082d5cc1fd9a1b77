import type { Dialect } from "./dialect";
import { HoconRefusal } from "./value";

export type TokenKind =
    | "{"
    | "}"
    | "["
    | "]"
    | ","
    | ":"
    | "="
    | "bool"
    | "null"
    | "unquoted"
    | "include"
    | "required"
    | "integer"
    | "float"
    | "string"
    | "variable"
    | "maybe";

export interface Token {
    readonly kind: TokenKind;
    readonly text: string;
    readonly line: number;
}

const LINE_ENDS = "\\n\\r\\u2028\\u2029";

type Rule = (text: string, at: number, dialect: Dialect) => number;

/**
 * The rules of hocon_scanner.xrl (hocon 0.43.1 to 0.46.1), in its order: the longest match wins, of two that are
 * as long the earlier.
 */
const RULES: readonly (readonly [Rule, TokenKind | undefined])[] = [
    [pattern(`[\\t\\v\\f \\u00A0${LINE_ENDS}]|(?:#|//)[^${LINE_ENDS}]*`), undefined],
    [pattern("[{}[\\],:=]"), "{"],
    [pattern("true|false"), "bool"],
    [pattern("null"), "null"],
    [pattern("[A-Za-z][A-Za-z0-9_.@%|\\-]*"), "unquoted"],
    [pattern("[+\\-]?[0-9]+"), "integer"],
    [pattern("[+\\-]?[0-9]+\\.[0-9]+[eE][+\\-]?[0-9]+|[+\\-]?[0-9]*\\.[0-9]+"), "float"],
    [quotedLength, "string"],
    [tripleQuotedLength, "string"],
    [pattern("[0-9]+(?:kb|KB|mb|MB|gb|GB)"), "string"],
    [pattern("[0-9]+%"), "string"],
    [pattern("[0-9]+(?:ms|MS|[dDhHmMsS])"), "string"],
    [pattern("\\$\\{[A-Za-z][A-Za-z0-9_.@%|\\-]*\\}"), "variable"],
    [pattern("\\$\\{\\?[A-Za-z][A-Za-z0-9_.@%|\\-]*\\}"), "maybe"],
    [pattern('required(?=\\("[^"]*"\\))'), "required"],
];

/** The tokens of a text. Throws where none begins. */
export function scan(text: string, dialect: Dialect): Token[] {
    const tokens: Token[] = [];
    let at = 0;
    let line = 1;
    while (at < text.length) {
        let length = 0;
        let kind: TokenKind | undefined;
        for (const [rule, of] of RULES) {
            const found = rule(text, at, dialect);
            // `required` is as long as the word that it is; the bracket behind it decides.
            if (found > length || (of === "required" && found > 0 && found === length)) {
                [length, kind] = [found, of];
            }
        }
        const match = text.slice(at, at + length);
        if (length === 0) {
            throw new HoconRefusal("scan_error", `illegal characters ${JSON.stringify(text[at])}`, line);
        }
        if (kind !== undefined) tokens.push(token(kind, match, line, dialect));
        at += length;
        line += match.split("\n").length - 1;
    }
    return tokens;
}

function pattern(source: string): Rule {
    const rule = new RegExp(source, "uy");
    return (text, at) => {
        rule.lastIndex = at;
        return rule.exec(text)?.[0].length ?? 0;
    };
}

/**
 * A backslash is a character like any other and also begins an escape, so a quote behind one ends the text or does not: the
 * scanner takes the last quote of the line that it can reach so.
 */
function quotedLength(text: string, at: number): number {
    if (text[at] !== '"') return 0;
    let length = 0;
    for (let i = at + 1; i < text.length; i++) {
        const character = text[i] as string;
        if ("\n\r\u2028\u2029".includes(character)) break;
        if (character !== '"') continue;
        length = i + 1 - at;
        if (text[i - 1] !== "\\" || i - 1 === at) break;
    }
    return length;
}

/** The same for three quotes, over line ends; one or two quotes are characters before one that is none. */
function tripleQuotedLength(text: string, at: number, { escapesTripleQuotes }: Dialect): number {
    if (!text.startsWith('"""', at)) return 0;
    let length = 0;
    const reachable = new Set([at + 3]);
    // A set is walked in the order of its making, and positions are only added further on: none is met twice.
    for (const position of reachable) {
        if (text.startsWith('"""', position)) length = Math.max(length, position + 3 - at);
        if (position >= text.length) continue;
        if (text[position] !== '"') reachable.add(position + 1);
        for (const quotes of ['"', '""']) {
            const next = text[position + quotes.length];
            if (text.startsWith(quotes, position) && next !== undefined && next !== '"') {
                reachable.add(position + quotes.length + 1);
            }
        }
        if (escapesTripleQuotes && text.startsWith('\\"', position)) reachable.add(position + 2);
    }
    return length;
}

function token(kind: TokenKind, text: string, line: number, dialect: Dialect): Token {
    switch (kind) {
        case "{":
            return { kind: text as TokenKind, text, line };
        case "unquoted":
            return { kind: text === "include" ? "include" : "unquoted", text, line };
        case "string":
            return { kind, text: stringOf(text, line, dialect), line };
        case "variable":
            return { kind, text: text.slice(2, -1), line };
        case "maybe":
            return { kind, text: text.slice(3, -1), line };
        case "float":
            // Source: to_float/1 calls list_to_float/1, which is a crash for these.
            if (/^[+-]\./.test(text) || !Number.isFinite(Number(text))) {
                throw new HoconRefusal("scan_error", "badarg", line);
            }
            return { kind, text, line };
        default:
            return { kind, text, line };
    }
}

/** A text in quotes without them; a unit is a text as it stands. */
function stringOf(text: string, line: number, dialect: Dialect): string {
    if (!text.startsWith('"')) return text;
    if (!text.startsWith('"""') || text.length < 6) return unescaped(text.slice(1, -1), line, dialect);
    const inside = text.slice(3, -3);
    if (dialect.escapesTripleQuotes && inside.endsWith('\\"'))
        throw new HoconRefusal("scan_error", "four_closing_quotes", line);
    return unindent(inside);
}

const ESCAPES: Readonly<Record<string, string>> = {
    "\\": "\\",
    '"': '"',
    n: "\n",
    t: "\t",
    r: "\r",
    b: "\b",
    f: "\f",
};

function unescaped(text: string, line: number, { escapesUnicode }: Dialect): string {
    if (!escapesUnicode) return text.replace(SIMPLE, (_, name: string) => ESCAPES[name] as string);
    return text.replace(UNICODE_TOO, (all, name?: string, ...codes: (string | undefined)[]) => {
        if (name !== undefined) return ESCAPES[name] as string;
        const given = codes
            .slice(0, 3)
            .flatMap((code) => (code === undefined ? [] : [Number.parseInt(code, 16)]));
        const character = String.fromCharCode(...given);
        // Half of a pair is no character.
        if (given.length > 0 && !/\p{Surrogate}/u.test(character)) return character;
        throw new HoconRefusal("scan_error", `{invalid_uescape,${JSON.stringify(all.slice(1))}}`, line);
    });
}

const SIMPLE = /\\([\\"ntrbf])/g;
/** A high half takes the escape behind it with it. Source: hocon_scanner.xrl, unescapeu, unescape_surrogate. */
const UNICODE_TOO =
    /\\(?:([\\"ntrbf])|u(?:([dD][89abAB][0-9A-Fa-f]{2})\\u([0-9A-Fa-f]{4})|([0-9A-Fa-f]{4}))?)/g;

/** `"""~` and a line end: the lines lose the blanks that all of them begin with, the last one its `~`. */
function unindent(text: string): string {
    const [, body] = /^~\r?\n([\s\S]*)$/.exec(text) ?? [];
    if (body === undefined) return text;
    const lines = body.split("\n");
    const last = (lines.pop() as string).replace(/~$/, "");
    const indentOf = (line: string) => /^ */.exec(line)?.[0].length ?? 0;
    const indents = lines.filter((line) => line !== "" && line !== "\r").map(indentOf);
    const least = indents.length === 0 ? 0 : Math.min(...indents);
    const ofLast = last === "" || last === "\r" ? Number.POSITIVE_INFINITY : indentOf(last);
    const isBlank = last !== "" && /^ *$/.test(last);
    const cut =
        lines.length === 0
            ? Number.isFinite(ofLast)
                ? ofLast
                : 0
            : isBlank
              ? least
              : Math.min(ofLast, least);
    return [...lines, last].map((line) => line.slice(Math.min(cut, indentOf(line)))).join("\n");
}
