import type { Dialect } from "./dialect";
import { scan, type Token, type TokenKind } from "./scan";
import { HoconRefusal } from "./value";

/** A text as it stands, before references and joined values mean anything. */
export type Node =
    | { readonly kind: "object" | "array" | "concat"; readonly items: readonly Item[] }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "scalar"; readonly value: null | boolean | number | bigint }
    | { readonly kind: "reference"; readonly path: readonly string[]; readonly isOptional: boolean };

/** A field of an object; in a joined value, one of an object that a dotted key stands for. */
export interface Field {
    readonly kind: "field";
    readonly name: string;
    /** No reference finds it. Source: trans_key_lb/1 leaves the name a list of characters, references look for binaries. */
    readonly isQuoted: boolean;
    readonly value: Node;
}

/** What an optional reference to nothing leaves behind. */
export const NOTHING = { kind: "nothing" } as const;
export type Item = Node | Field | typeof NOTHING;

/** Whether a text comes as a file (a node that boots) or in a call of the API. */
export type Reader = "file" | "binary";

/**
 * The grammar of hocon_parser.yrl on the tokens as hocon_token.erl prepares them (trans_key, trans_splice_end; a comma before a
 * bracket is dropped for `hocon:binary` and not for an included file, which is how `hocon:files` reads): hocon 0.43.1 and 0.44.0.
 */
export function parse(text: string, reader: Reader, dialect: Dialect): Node {
    // Source: hocon_token:read/1 drops a byte order mark of a file.
    const tokens = scan(reader === "file" ? text.replace(/^\uFEFF/, "") : text, dialect);
    return new Parser(prepare(reader === "binary" ? withoutTrailingCommas(tokens) : tokens)).root();
}

interface Prepared {
    readonly kind: TokenKind | "key";
    readonly text: string;
    readonly line: number;
    readonly path: readonly string[];
    readonly isQuoted: boolean;
    /** The last of a joined value. */
    isLast: boolean;
}

const NO_KEY = { path: [], isQuoted: false, isLast: false };
const SPLICED = ["unquoted", "string", "variable", "maybe", "}", "]"];
const ENDS_VALUE = ["key", "include", ",", "}", "]"];

function withoutTrailingCommas(tokens: readonly Token[]): Token[] {
    return tokens.filter(({ kind }, i) => kind !== "," || !["}", "]"].includes(tokens[i + 1]?.kind ?? ""));
}

/** Words and texts before `:`, `=` and `{` are keys; the signs themselves go. Objects on lines of their own are two. */
function prepare(tokens: readonly Token[]): Prepared[] {
    const prepared: Prepared[] = [];
    const makeKey = () => {
        const last = prepared.at(-1);
        if (last?.kind !== "unquoted" && last?.kind !== "string") return;
        const isQuoted = last.kind === "string";
        const path = isQuoted ? [last.text] : namesOf(last.text);
        prepared[prepared.length - 1] = { ...last, kind: "key", path, isQuoted };
    };
    for (const { kind, text, line } of tokens) {
        const last = prepared.at(-1);
        if (kind === ":" || kind === "=" || kind === "{") makeKey();
        if (kind === ":" || kind === "=") continue;
        if (kind === "{" && last?.kind === "}" && last.line !== line) {
            prepared.push({ ...NO_KEY, kind: ",", text: ",", line: last.line });
        }
        prepared.push({ ...NO_KEY, kind, text, line });
    }
    for (const [i, token] of prepared.entries()) {
        const next = prepared[i + 1]?.kind;
        token.isLast = SPLICED.includes(token.kind) && (next === undefined || ENDS_VALUE.includes(next));
    }
    return prepared;
}

function namesOf(word: string): string[] {
    return word.split(".").filter((name) => name !== "");
}

class Parser {
    private at = 0;

    constructor(private readonly tokens: readonly Prepared[]) {}

    root(): Node {
        if (this.tokens.length === 0) return { kind: "object", items: [] };
        const isBraced = this.tokens[0]?.kind === "{";
        if (isBraced) this.at++;
        const items = isBraced && this.kind === "}" ? [] : this.fields();
        if (isBraced) this.close("}");
        if (this.at < this.tokens.length) this.refuse();
        return { kind: "object", items };
    }

    private get kind(): string | undefined {
        return this.tokens[this.at]?.kind;
    }

    private fields(): Item[] {
        const items: Item[] = [];
        for (;;) {
            if (this.kind === "include") this.include();
            else items.push(this.field());
            if (this.kind === ",") this.at++;
            else if (this.kind !== "key" && this.kind !== "include") return items;
        }
    }

    /** No file lies beside a pod's configuration: what is included is nothing. */
    private include(): void {
        this.at++;
        const file = this.tokens[this.at];
        if (file?.kind !== "unquoted" && file?.kind !== "string" && file?.kind !== "required") this.refuse();
        // `required` of a file that is not there, and the folder itself.
        if (file.kind === "required" || file.text === "")
            throw new HoconRefusal("parse_error", "enoent", file.line);
        this.at++;
    }

    private field(): Field {
        const key = this.tokens[this.at];
        if (key?.kind !== "key") return this.refuse();
        this.at++;
        const value = this.value();
        const [first = "", ...rest] = key.path.length === 0 ? [""] : key.path;
        const nested = [...rest].reverse().reduce<Node>((inner, name) => {
            return { kind: "concat", items: [{ kind: "field", name, isQuoted: false, value: inner }] };
        }, value);
        return { kind: "field", name: first, isQuoted: key.isQuoted, value: nested };
    }

    private value(): Node {
        const token = this.tokens[this.at];
        switch (token?.kind) {
            case "null":
            case "bool":
                this.at++;
                return { kind: "scalar", value: token.kind === "null" ? null : token.text === "true" };
            case "integer":
                this.at++;
                return { kind: "scalar", value: integer(token.text) };
            case "float":
                this.at++;
                return { kind: "scalar", value: Number(token.text) };
            default:
                return this.joined();
        }
    }

    private joined(): Node {
        const items: Item[] = [];
        for (;;) {
            const token = this.tokens[this.at];
            let last = token;
            if (token?.kind === "unquoted" || token?.kind === "string") {
                items.push({ kind: "text", value: token.text });
                this.at++;
            } else if (token?.kind === "variable" || token?.kind === "maybe") {
                const isOptional = token.kind === "maybe";
                items.push({ kind: "reference", path: namesOf(token.text), isOptional });
                this.at++;
            } else if (token?.kind === "{") {
                this.at++;
                items.push({ kind: "object", items: this.kind === "}" ? [] : this.fields() });
                last = this.close("}");
            } else if (token?.kind === "[") {
                this.at++;
                items.push({ kind: "array", items: this.kind === "]" ? [] : this.elements() });
                last = this.close("]");
            } else this.refuse();
            if (last?.isLast) return { kind: "concat", items };
        }
    }

    private elements(): Item[] {
        const items: Item[] = [];
        for (;;) {
            items.push(this.value());
            if (this.kind === ",") this.at++;
            else if (this.kind === "]" || this.kind === undefined) return items;
        }
    }

    private close(kind: "}" | "]"): Prepared {
        const token = this.tokens[this.at];
        if (token?.kind !== kind) return this.refuse();
        this.at++;
        return token;
    }

    private refuse(): never {
        const token = this.tokens[this.at] ?? this.tokens.at(-1);
        throw new HoconRefusal("parse_error", `syntax error before: ${token?.text ?? ""}`, token?.line);
    }
}

function integer(text: string): number | bigint {
    const value = BigInt(text.replace(/^\+/, ""));
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
        ? Number(value)
        : value;
}
