/** What a token is; a character by itself is "other". */
export type Kind = "ident" | "int" | "float" | "string" | "other" | "end";

/**
 * Go's text/scanner (1.26) as go-hocon 1.2.15-1 sets it up: blanks and tabs are tokens, line ends and comments of Go are nothing, so
 * that `//` ends a line wherever it stands and a slash and a star hide what follows.
 */
export class GoScanner {
    kind: Kind = "end";
    text = "";
    /** Of the token, from 1. */
    line = 1;
    column = 1;
    private at = 0;

    constructor(private readonly source: string) {
        if (source.startsWith("\uFEFF")) this.at = 1;
    }

    /** The next character; undefined at the end. */
    peek(): string | undefined {
        return this.source[this.at];
    }

    /** Takes one character that is part of no token. */
    next(): string | undefined {
        const character = this.source[this.at];
        if (character !== undefined) this.at++;
        return character;
    }

    /** The line of what follows the token. */
    get lineAfter(): number {
        return this.lineOf(this.at);
    }

    scan(): void {
        for (;;) {
            while (this.peek() === "\n" || this.peek() === "\r") this.at++;
            const begin = this.at;
            const end = this.commentEnd(begin);
            if (end === undefined) break;
            this.at = end;
        }
        const begin = this.at;
        [this.line, this.column] = [this.lineOf(begin), begin - this.source.lastIndexOf("\n", begin - 1)];
        this.kind = this.token();
        this.text = this.source.slice(begin, this.at);
    }

    private lineOf(at: number): number {
        return this.source.slice(0, at).split("\n").length;
    }

    private commentEnd(at: number): number | undefined {
        if (this.source.startsWith("//", at)) {
            const end = this.source.indexOf("\n", at);
            return end < 0 ? this.source.length : end;
        }
        if (!this.source.startsWith("/*", at)) return undefined;
        const end = this.source.indexOf("*/", at + 2);
        return end < 0 ? this.source.length : end + 2;
    }

    private token(): Kind {
        const first = this.next();
        if (first === undefined) return "end";
        if (/[\p{L}_-]/u.test(first)) {
            this.skip(/[\p{L}\p{Nd}_-]*/uy);
            return "ident";
        }
        if (/\d/.test(first)) return this.number();
        if (first === "." && /\d/.test(this.peek() ?? "")) {
            this.skip(/[\d_]*(?:[eE][+-]?[\d_]*)?/y);
            return "float";
        }
        if (first === '"' || first === "'") {
            this.quoted(first);
            return first === '"' ? "string" : "other";
        }
        if (first === "`") {
            const end = this.source.indexOf("`", this.at);
            this.at = end < 0 ? this.source.length : end + 1;
        }
        return "other";
    }

    private number(): Kind {
        this.at--;
        if (this.skip(/0[xX][\da-fA-F_]*|0[oObB][\d_]*/y) > 0) return "int";
        this.skip(/[\d_]+/y);
        return this.skip(/\.[\d_]*/y) + this.skip(/[eE][+-]?[\d_]*/y) > 0 ? "float" : "int";
    }

    /** To the same quote, or to the end of the line, which is then part of it. */
    private quoted(quote: string): void {
        for (
            let character = this.peek();
            character !== undefined && character !== "\n";
            character = this.peek()
        ) {
            this.at++;
            if (character === quote) return;
            if (character === "\\" && this.peek() !== "\n") this.at++;
        }
        this.next();
    }

    private skip(pattern: RegExp): number {
        pattern.lastIndex = this.at;
        const length = pattern.exec(this.source)?.[0].length ?? 0;
        this.at += length;
        return length;
    }
}
