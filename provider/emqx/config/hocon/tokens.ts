/**
 * The words of a HOCON text, in the dialect that EMQX reads. It differs from Lightbend's: a word without quotes begins
 * with a letter, there is no `+=`, and numbers have units only of size, time and percent. Source: emqx/hocon,
 * src/hocon_scanner.xrl.
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
const REQUIRED = /required\(\s*"[^"\n\r]*"\s*\)/y;
const REFERENCE = /\$\{\??\s*[A-Za-z][A-Za-z0-9_.@%|-]*\s*\}/y;

/** Where two match, the longer counts, and of the same length the first. */
const RULES: readonly (readonly [TokenKind, RegExp])[] = [
    ["flag", /true|false/y],
    ["null", /null/y],
    ["include", /include/y],
    ["word", /[A-Za-z][A-Za-z0-9_.@%|-]*/y],
    ["number", /[+-]?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?)?|\.[0-9]+/y],
    ["unit", /[0-9]+(?:%|b|B|kb|KB|mb|MB|gb|GB|ms|MS|[dDhHmMsS])/y],
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
        if (reference !== undefined) {
            return this.take("reference", reference.length, reference.replace(/^\$\{|\}$/g, "").trim());
        }
        const [kind, found] = this.longest();
        if (kind === undefined) throw this.error(illegal(char, this.text[this.at + 1]));
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
        if (this.text.startsWith('"""', this.at)) {
            const end = this.text.indexOf('"""', this.at + 3);
            if (end >= 0) return this.take("text", end + 3 - this.at, this.text.slice(this.at + 3, end));
        }
        const end = this.closingQuote();
        if (end === undefined)
            throw this.error('a quote is opened and not closed on its line; write the closing "');
        return this.take("text", end + 1 - this.at, unescaped(this.text.slice(this.at + 1, end)));
    }

    /** An escaped quote closes where no other does. */
    private closingQuote(): number | undefined {
        let escaped: number | undefined;
        for (
            let i = this.at + 1;
            i < this.text.length && !/[\n\r\u2028\u2029]/.test(this.text[i] as string);
            i++
        ) {
            if (this.text[i] === '"') return i;
            if (this.text[i] !== "\\") continue;
            i++;
            if (this.text[i] === '"') escaped = i;
        }
        return escaped;
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

function matchAt(rule: RegExp, text: string, at: number): string | undefined {
    rule.lastIndex = at;
    return rule.exec(text)?.[0];
}

function unescaped(text: string): string {
    return text.replace(
        /\\(u[0-9A-Fa-f]{4}|["\\bfnrt])/g,
        (sequence) => JSON.parse(`"${sequence}"`) as string,
    );
}

function illegal(char: string, next: string | undefined): string {
    if (char === "+" && next === "=") return "EMQX's HOCON has no +=; write the whole list with =";
    if (char === "'") return 'EMQX\'s HOCON has no single quotes; write "..."';
    if (char === "$") return "this is no reference; write $" + "{path.of.a.key}";
    return `"${char}" cannot stand outside quotes; put the value between double quotes`;
}
