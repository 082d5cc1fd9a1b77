/** A word of Go's text/scanner, as go-hocon sets it up (parser.go, `newScanner`). */
export interface GoToken {
    readonly kind: "EOF" | "Ident" | "Int" | "Float" | "String" | "char";
    readonly text: string;
    readonly line: number;
}

const IDENT = /[\p{L}_-][\p{L}\p{Nd}_-]*/uy;
const FLOAT = /(?:[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)/y;
const INT = /[0-9]+/y;
/** A line end ends it; a backslash takes whatever follows with it. */
const STRING = /"(?:\\[^\n]|[^"\\\n])*(?:"|(?=\n)|$)/y;
const COMMENT = /\/\/[^\n]*|\/\*.*?(?:\*\/|$)/sy;

/** Skips line ends and comments; blanks and tabs are tokens, and skipped by go-hocon (`advance`). */
export class GoScanner {
    private at = 0;
    private line = 1;

    constructor(private readonly text: string) {}

    public scan(): GoToken {
        for (;;) {
            const blank = this.match(/[\n\r\t ]+/y) ?? this.match(COMMENT);
            if (blank === undefined) break;
            this.pass(blank);
        }
        if (this.at >= this.text.length) return { kind: "EOF", text: "", line: this.line };
        const rules: [GoToken["kind"], RegExp][] = [
            ["Ident", IDENT],
            ["Float", FLOAT],
            ["Int", INT],
            ["String", STRING],
        ];
        for (const [kind, rule] of rules) {
            const found = this.match(rule);
            if (found !== undefined) return this.token(kind, found);
        }
        return this.token("char", String.fromCodePoint(this.text.codePointAt(this.at)!));
    }

    /** What follows the token, blanks too; undefined at the end. */
    public peek(): string | undefined {
        return this.text[this.at];
    }

    private token(kind: GoToken["kind"], text: string): GoToken {
        const { line } = this;
        this.pass(text);
        return { kind, text, line };
    }

    private match(rule: RegExp): string | undefined {
        rule.lastIndex = this.at;
        return rule.exec(this.text)?.[0];
    }

    private pass(text: string): void {
        this.at += text.length;
        this.line += text.split("\n").length - 1;
    }
}
