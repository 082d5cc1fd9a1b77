import { type Joint, jointsOf } from "./joints";
import type { JoinedNode, MemberNode, Node, ObjectNode } from "./syntax";
import { HoconError, type Token, type TokenKind, tokens } from "./tokens";
import type { HoconScalar, Place } from "./tree";

/** Nesting that no configuration has. */
const DEEPEST = 500;

/** A text as it is written, and what it brings in. */
export interface Parsed {
    readonly root: ObjectNode;
    readonly includes: readonly Place[];
}

/**
 * The text as a node reads it when it boots; throws a {@link HoconError}. It is stricter than a push, which takes a comma
 * before a closing bracket. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon_parser.yrl; src/hocon.erl, `files`.
 */
export function parseHocon(text: string): Parsed {
    return new Parser(jointsOf(tokens(text.replace(/^\uFEFF/, "")))).parse();
}

class Parser {
    private at = 0;
    private readonly includes: Token[] = [];

    constructor(private readonly list: readonly Joint[]) {}

    public parse(): Parsed {
        const wrapped = this.current?.kind === "{";
        if (wrapped) this.at++;
        const members = this.members(wrapped ? "}" : undefined, 0);
        if (wrapped) this.at++;
        if (this.current !== undefined)
            throw wrong(this.current, "nothing can follow the closing brace of the whole text");
        return { root: { kind: "object", members }, includes: this.includes };
    }

    /** Fields up to a closing brace, or to the end of the text. */
    private members(end: "}" | undefined, depth: number): MemberNode[] {
        const members: MemberNode[] = [];
        for (;;) {
            const token = this.current;
            if (token === undefined) {
                if (end !== undefined) throw this.atEnd('a "{" is not closed; write "}"');
                return members;
            }
            if (token.kind === end) return members;
            if (token.kind === "include") this.include(token);
            else members.push(this.member(token, depth));
            this.comma(end);
        }
    }

    /** One comma between two, and none at an end. */
    private comma(end: TokenKind | undefined): void {
        const comma = this.current;
        if (comma?.kind !== ",") return;
        this.at++;
        const next = this.current;
        if (next?.kind === ",") throw wrong(next, "one comma is enough; leave it out");
        if (next === undefined && end === undefined)
            throw wrong(comma, "nothing follows this comma; leave it out");
        if (next !== undefined && next.kind === end)
            throw wrong(comma, `EMQX does not start with a comma before "${next.text}"; leave it out`);
    }

    private include(token: Joint): void {
        this.at++;
        if (this.current?.kind === "required") this.at++;
        else if (this.current?.kind === "text" || this.current?.kind === "word") this.at++;
        else throw wrong(token, 'a file\'s name has to follow include; write include "..."');
        this.includes.push(token);
    }

    private member(key: Joint, depth: number): MemberNode {
        if (!key.key) throw wrong(key, misplaced(key, this.list[this.at - 1]));
        this.at++;
        const value = this.value(key, depth);
        const quoted = key.kind !== "word";
        const names = quoted ? [key.text] : key.text.split(".").filter((name) => name !== "");
        const { line, column } = key;
        const nested = names.reduceRight<JoinedNode | MemberNode>(
            (inner, name): MemberNode => ({
                kind: "member",
                name,
                quoted,
                value: { kind: "joined", parts: [inner], line, column },
                line,
                column,
            }),
            value,
        );
        return nested as MemberNode;
    }

    private value(before: Token, depth: number): JoinedNode {
        const first = this.current;
        const { line, column } = first ?? before;
        if (first?.kind === "number" || first?.kind === "flag" || first?.kind === "null") {
            this.at++;
            const scalar = { kind: first.kind, text: first.text, quoted: false, place: { line, column } };
            return { kind: "joined", parts: [scalar], line, column };
        }
        const parts: Node[] = [];
        for (let last = false; !last; ) {
            const token = this.current;
            if (token === undefined || token.key || !BEGINS.has(token.kind))
                throw parts.length === 0 ? missing(token ?? before) : unjoinable(token ?? before);
            parts.push(this.part(token, depth));
            last = this.list[this.at - 1]?.last === true;
        }
        return { kind: "joined", parts, line, column };
    }

    private part(token: Joint, depth: number): Node {
        this.at++;
        if ((token.kind === "{" || token.kind === "[") && depth >= DEEPEST)
            throw wrong(token, `this is nested more than ${DEEPEST} levels deep; write less`);
        if (token.kind === "{") {
            const members = this.members("}", depth + 1);
            this.at++;
            return { kind: "object", members };
        }
        if (token.kind === "[") return { kind: "list", items: this.items(token, depth + 1) };
        const { line, column } = token;
        if (token.kind === "reference") {
            const optional = token.text.startsWith("?");
            return { kind: "reference", path: token.text.slice(optional ? 1 : 0), optional, line, column };
        }
        return textOf(token);
    }

    private items(open: Token, depth: number): Node[] {
        const items: Node[] = [];
        for (;;) {
            const token = this.current;
            if (token === undefined) throw this.atEnd('a "[" is not closed; write "]"');
            if (token.kind === "]") {
                this.at++;
                return items;
            }
            items.push(this.value(open, depth));
            this.comma("]");
        }
    }

    private get current(): Joint | undefined {
        return this.list[this.at];
    }

    private atEnd(reason: string): HoconError {
        const last = this.list.at(-1);
        return new HoconError(last?.line ?? 1, last?.column ?? 1, reason);
    }
}

const BEGINS: ReadonlySet<TokenKind> = new Set(["word", "text", "unit", "reference", "{", "["]);

function textOf({ kind, text, line, column }: Token): HoconScalar {
    return { kind: "text", text, quoted: kind === "text", place: { line, column } };
}

function wrong(token: Token, reason: string): HoconError {
    return new HoconError(token.line, token.column, reason);
}

function missing(token: Token): HoconError {
    return wrong(token, "a value is missing here; write one, in double quotes if in doubt");
}

function unjoinable(token: Token): HoconError {
    return wrong(token, "this cannot follow a text or a block; put the whole value between double quotes");
}

function misplaced(token: Token, before: Token | undefined): string {
    if (token.kind === "}" || token.kind === "]") return `"${token.kind}" closes nothing; leave it out`;
    const afterNumber = before?.kind === "number" && before.line === token.line;
    if (afterNumber) return "a number cannot go on like this; put the whole value between double quotes";
    return 'a key with "=" or "{" has to stand here; put values with more than one word between double quotes';
}
