import { HoconError, type Token, type TokenKind, tokens } from "./tokens";
import type { HoconField, HoconObject, HoconScalar, HoconValue } from "./tree";

/** Nesting that no configuration has. */
const DEEPEST = 100;

/** What a text refers to, and what it brings in. */
export interface Parsed {
    readonly root: HoconObject;
    /** Paths in `${...}` that have to exist. */
    readonly references: readonly Token[];
    readonly includes: readonly Token[];
}

/** The text as EMQX reads it; throws a {@link HoconError}. Source: emqx/hocon, src/hocon_parser.yrl and hocon_token.erl. */
export function parseHocon(text: string): Parsed {
    return new Parser(tokens(text.replace(/^\uFEFF/, ""))).parse();
}

class Parser {
    private at = 0;
    private readonly references: Token[] = [];
    private readonly includes: Token[] = [];

    constructor(private readonly list: readonly Token[]) {}

    public parse(): Parsed {
        const wrapped = this.is("{");
        if (wrapped) this.at++;
        const fields = this.fields(wrapped ? "}" : undefined, 0);
        const rest = this.list[this.at];
        if (rest !== undefined) throw wrong(rest, "nothing can follow the closing brace of the whole text");
        return { root: { kind: "object", fields }, references: this.references, includes: this.includes };
    }

    /** Fields up to a closing brace, which is passed, or to the end of the text. */
    private fields(end: "}" | undefined, depth: number): HoconField[] {
        const fields: HoconField[] = [];
        for (;;) {
            const token = this.list[this.at];
            if (token === undefined) {
                if (end !== undefined) throw this.atEnd('a "{" is not closed; write "}"');
                return fields;
            }
            if (token.kind === end) {
                this.at++;
                return fields;
            }
            if (token.kind === "include") this.include(token);
            else fields.push(this.field(token, depth));
            this.comma(end);
        }
    }

    /** One comma between two, and one before a closing bracket; none at the end of the text. */
    private comma(end: TokenKind | undefined): void {
        const comma = this.list[this.at];
        if (comma?.kind !== ",") return;
        this.at++;
        const next = this.list[this.at];
        if (next === undefined && end === undefined)
            throw wrong(comma, "nothing follows this comma; leave it out");
        if (next?.kind === ",") throw wrong(next, "one comma is enough; leave it out");
    }

    private include(token: Token): void {
        const file = this.list[this.at + 1];
        if (!file || !["text", "word", "required"].includes(file.kind)) {
            throw wrong(token, 'a file\'s name has to follow include; write include "..."');
        }
        this.includes.push(token);
        this.at += 2;
    }

    private field(key: Token, depth: number): HoconField {
        if (!this.isKey(this.at)) throw wrong(key, misplaced(key, this.list[this.at - 1]));
        const path = key.kind === "text" ? [key.text] : key.text.split(".").filter((part) => part !== "");
        this.at++;
        if (this.is("=") || this.is(":")) this.at++;
        return { path, value: this.value(key, depth), line: key.line };
    }

    private isKey(at: number): boolean {
        const kind = this.list[at]?.kind;
        return (kind === "word" || kind === "text") && this.is(["=", ":", "{"], at + 1);
    }

    private value(before: Token, depth: number): HoconValue {
        const first = this.list[this.at];
        if (first?.kind === "number" || first?.kind === "flag" || first?.kind === "null") {
            this.at++;
            return { kind: first.kind, text: first.text, quoted: false };
        }
        const parts: HoconValue[] = [];
        while (this.isPart(parts.length)) parts.push(this.part(depth));
        if (parts.length === 0)
            throw wrong(first ?? before, "a value is missing here; write one, in double quotes if in doubt");
        return joined(parts);
    }

    /** Parts follow each other over line ends, but a brace on a new line begins something else. */
    private isPart(count: number): boolean {
        const token = this.list[this.at];
        if (token === undefined || this.isKey(this.at)) return false;
        const before = this.list[this.at - 1];
        if (token.kind === "{" && count > 0 && before?.kind === "}" && before.line !== token.line)
            return false;
        return ["word", "text", "unit", "reference", "{", "["].includes(token.kind);
    }

    private part(depth: number): HoconValue {
        const token = this.list[this.at] as Token;
        this.at++;
        if ((token.kind === "{" || token.kind === "[") && depth >= DEEPEST) {
            throw wrong(token, `this is nested more than ${DEEPEST} levels deep; write less`);
        }
        if (token.kind === "{") return { kind: "object", fields: this.fields("}", depth + 1) };
        if (token.kind === "[") return { kind: "list", items: this.items(token, depth + 1) };
        if (token.kind === "reference") {
            if (!token.text.startsWith("?")) this.references.push(token);
            return { kind: "computed" };
        }
        return { kind: "text", text: token.text, quoted: token.kind === "text" };
    }

    private items(open: Token, depth: number): HoconValue[] {
        const items: HoconValue[] = [];
        for (;;) {
            const token = this.list[this.at];
            if (token === undefined) throw this.atEnd('a "[" is not closed; write "]"');
            if (token.kind === "]") {
                this.at++;
                return items;
            }
            items.push(this.value(open, depth));
            this.comma("]");
        }
    }

    private is(kinds: TokenKind | readonly TokenKind[], at = this.at): boolean {
        const kind = this.list[at]?.kind;
        return kind !== undefined && (typeof kinds === "string" ? kinds === kind : kinds.includes(kind));
    }

    private atEnd(reason: string): HoconError {
        const last = this.list.at(-1);
        return new HoconError(last?.line ?? 1, last?.column ?? 1, reason);
    }
}

function wrong(token: Token, reason: string): HoconError {
    return new HoconError(token.line, token.column, reason);
}

function misplaced(token: Token, before: Token | undefined): string {
    if (token.kind === "}" || token.kind === "]") return `"${token.kind}" closes nothing; leave it out`;
    const afterNumber = before?.kind === "number" && before.line === token.line;
    if (afterNumber) return "a number cannot go on like this; put the whole value between double quotes";
    return 'a key with "=" or "{" has to stand here; put values with more than one word between double quotes';
}

function joined(parts: readonly HoconValue[]): HoconValue {
    const [first] = parts;
    if (parts.length === 1) return first as HoconValue;
    if (parts.every((part) => part.kind === "object")) {
        return { kind: "object", fields: parts.flatMap((part) => part.fields) };
    }
    if (parts.every((part) => part.kind === "list")) {
        return { kind: "list", items: parts.flatMap((part) => part.items) };
    }
    if (parts.every((part): part is HoconScalar => part.kind === "text")) {
        return { kind: "text", text: parts.map((part) => part.text).join(""), quoted: false };
    }
    return { kind: "computed" };
}
