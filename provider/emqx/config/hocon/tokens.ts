import { matchAt } from "./match";
import { quotedAt, UNREADABLE_QUOTES } from "./quoted";

/**
 * The words of a HOCON text, in the dialect that EMQX reads. It differs from Lightbend's: a word without quotes begins
 * with a letter, there is no `+=`, and numbers have units only of size, time and percent. Source: emqx/hocon 0.43.1 and
 * 0.44.0, src/hocon_scanner.xrl.
 */

export type TokenKind =
    | "{"
    | "}"
    | "["
    | "]"
    | ","
    | "="
    | ":"
    | "word"
    | "text"
    | "unit"
    | "number"
    | "flag"
    | "null"
    | "reference"
    | "include"
    | "required";

export interface Token {
    readonly kind: TokenKind;
    /** Without quotes and escapes; of a reference the path. */
    readonly text: string;
    readonly line: number;
    readonly column: number;
}

/** A text that EMQX would not read. */
export class HoconError extends Error {
    constructor(
        public readonly line: number,
        public readonly column: number,
        /** What is wrong and what to write instead. Never holds a value, which may be a secret. */
        public readonly reason: string,
    ) {
        super(`line ${line}, column ${column}: ${reason}`);
    }
}

const IGNORED = /(?:[\t\v\f \u00a0\n\r\u2028\u2029]|(?:#|\/\/)[^\n\r\u2028\u2029]*)+/y;
const REQUIRED = /required\("[^"\n\r\u2028\u2029]*"\)/y;
const REFERENCE = /\$\{\??[A-Za-z][A-Za-z0-9_.@%|-]*\}/y;

/** Where two match, the longer counts, and of the same length the first. */
const RULES: readonly (readonly [TokenKind, RegExp])[] = [
    ["flag", /true|false/y],
    ["null", /null/y],
    ["include", /include/y],
    ["word", /[A-Za-z][A-Za-z0-9_.@%|-]*/y],
    ["number", /[+-]?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?)?|[+-]?\.[0-9]+/y],
    ["unit", /[0-9]+(?:%|kb|KB|mb|MB|gb|GB|ms|MS|[dDhHmMsS])/y],
];

export function tokens(text: string): Token[] {
    return [...new Scanner(text)];
}

class Scanner implements Iterable<Token> {
    private at = 0;
    private line = 1;
    private lineStart = 0;

    constructor(private readonly text: string) {}

    public *[Symbol.iterator](): Iterator<Token> {
        for (;;) {
            this.pass(matchAt(IGNORED, this.text, this.at)?.length ?? 0);
            if (this.at >= this.text.length) return;
            yield this.next();
        }
    }

    private next(): Token {
        const char = this.text[this.at] as string;
        if ("{}[],:=".includes(char)) return this.take(char as TokenKind, 1, char);
        if (char === '"') return this.quoted();
        const required = matchAt(REQUIRED, this.text, this.at);
        if (required !== undefined) return this.take("required", required.length, "");
        const reference = matchAt(REFERENCE, this.text, this.at);
        if (reference !== undefined)
            return this.take("reference", reference.length, reference.replace(/^\$\{|\}$/g, ""));
        const [kind, found] = this.longest();
        if (kind === undefined) throw this.error(illegal(this.text.slice(this.at)));
        if (kind === "number" && !isNumber(found))
            throw this.error(
                "EMQX does not start with a number like this; write it as 0.5 or -0.5, and below 1.0e308",
            );
        return this.take(kind, found.length, found);
    }

    private longest(): [TokenKind | undefined, string] {
        let best: [TokenKind | undefined, string] = [undefined, ""];
        for (const [kind, rule] of RULES) {
            const found = matchAt(rule, this.text, this.at) ?? "";
            if (found.length > best[1].length) best = [kind, found];
        }
        return best;
    }

    private quoted(): Token {
        const found = quotedAt(this.text, this.at);
        if (found === undefined)
            throw this.error('a quote is opened and not closed on its line; write the closing "');
        if (found.text === undefined) throw this.error(UNREADABLE_QUOTES);
        return this.take("text", found.length, found.text);
    }

    private take(kind: TokenKind, length: number, text: string): Token {
        const token = { kind, text, line: this.line, column: this.at - this.lineStart + 1 };
        this.pass(length);
        return token;
    }

    private pass(length: number): void {
        const end = this.at + length;
        for (; this.at < end; this.at++) {
            if (this.text[this.at] !== "\n") continue;
            this.line++;
            this.lineStart = this.at + 1;
        }
    }

    private error(reason: string): HoconError {
        return new HoconError(this.line, this.at - this.lineStart + 1, reason);
    }
}

/** Erlang's `list_to_float` wants a digit before the point, and has no infinity. */
function isNumber(text: string): boolean {
    return !/^[+-]\./.test(text) && (Number.isFinite(Number(text)) || !text.includes("."));
}

function illegal(rest: string): string {
    if (rest.startsWith("+=")) return "EMQX's HOCON has no +=; write the whole list with =";
    if (rest.startsWith("'")) return 'EMQX\'s HOCON has no single quotes; write "..."';
    if (rest.startsWith("$")) return "this is no reference; write $" + "{path.of.a.key}";
    const [char] = rest;
    return `"${char}" cannot stand outside quotes; put the value between double quotes`;
}
