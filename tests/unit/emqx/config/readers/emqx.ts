import type { Json } from "../hoconJson";

/**
 * A reader of the plain part of HOCON, by the rules of emqx/hocon 0.43.1 and 0.44.0 and independent of ours: a text goes on to the
 * first quote of its line without a backslash before it (src/hocon_scanner.xrl, `String`), these escapes and no others (`unesc`), no
 * comma before a closing bracket (src/hocon_parser.yrl; src/hocon.erl, `files`), and a path of names is in one word. What it does not know
 * it refuses: two values side by side, a value twice, a reference, a comment.
 */
export function readAsEmqx(text: string): Json {
    return new Reader(text).whole();
}

const TEXT = /"(?:[^"\n\r\u2028\u2029]|(?<=\\)")*"/y;
const WORD = /[A-Za-z][A-Za-z0-9_.@%|-]*/y;
const NUMBER = /[+-]?[0-9]+(?:\.[0-9]+(?:[eE][+-]?[0-9]+)?)?(?![\w.%])/y;
const BLANK = /[\t\v\f \u00a0\n\r\u2028\u2029]*/y;
const LETTERS: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "\\": "\\", '"': '"' };

class Reader {
    private at = 0;

    constructor(private readonly text: string) {}

    public whole(): Json {
        const root = this.fields();
        if (this.at < this.text.length) throw this.unknown();
        return root;
    }

    private fields(): Block {
        const fields: Block = {};
        for (;;) {
            this.take(BLANK);
            if (this.at >= this.text.length || this.text[this.at] === "}") return fields;
            const path = this.path();
            this.take(BLANK);
            if (this.text[this.at] !== "{") this.sign("=");
            this.take(BLANK);
            put(fields, path, this.value());
            // The end of the line, without which the next one would be joined.
            if (this.at < this.text.length && this.text[this.at] !== "\n") throw this.unknown();
        }
    }

    private path(): string[] {
        const quoted = this.take(TEXT);
        if (quoted !== undefined) return [unescaped(quoted)];
        const word = this.take(WORD);
        if (word === undefined || /^(true|false|null|include)$/.test(word)) throw this.unknown();
        return word.split(".").filter((name) => name !== "");
    }

    private value(): Json {
        if (this.text[this.at] === "{") {
            this.sign("{");
            const fields = this.fields();
            this.sign("}");
            return fields;
        }
        if (this.text[this.at] === "[") return this.list();
        const quoted = this.take(TEXT);
        if (quoted !== undefined) return unescaped(quoted);
        const number = this.take(NUMBER);
        if (number !== undefined) return numberOf(number);
        const word = this.take(WORD);
        if (word === "true" || word === "false") return word === "true";
        if (word === "null") return null;
        throw this.unknown();
    }

    private list(): Json {
        this.sign("[");
        const items: Json[] = [];
        for (;;) {
            this.take(BLANK);
            if (items.length === 0 && this.text[this.at] === "]") break;
            items.push(this.value());
            this.take(BLANK);
            if (this.text[this.at] !== ",") break;
            this.sign(",");
        }
        this.sign("]");
        return items;
    }

    private sign(sign: string): void {
        if (this.text[this.at] !== sign) throw this.unknown();
        this.at++;
    }

    private take(rule: RegExp): string | undefined {
        rule.lastIndex = this.at;
        const found = rule.exec(this.text)?.[0];
        this.at += found?.length ?? 0;
        return found;
    }

    private unknown(): Error {
        return new Error(`not read: ${JSON.stringify(this.text.slice(this.at, this.at + 30))}`);
    }
}

type Block = { [name: string]: Json };

function put(block: Block, [name = "", ...further]: string[], value: Json): void {
    const old = Object.hasOwn(block, name) ? block[name] : undefined;
    const next = further.length > 0 ? (old ?? {}) : value;
    if (old !== undefined && (next !== old || !isBlock(old))) throw new Error(`twice: ${name}`);
    Object.defineProperty(block, name, { value: next, enumerable: true, writable: true });
    if (further.length > 0) put(next as Block, further, value);
}

function isBlock(value: Json): value is Block {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unescaped(quoted: string): string {
    return quoted.slice(1, -1).replace(/\\([ntrbf\\"])/g, (_, letter: string) => LETTERS[letter] as string);
}

function numberOf(text: string): Json {
    const number = Number(text);
    if (text.includes(".")) return number;
    return Number.isSafeInteger(number) ? number + 0 : { $int: BigInt(text).toString() };
}
