import { GoScanner } from "./scanner";
import { type GoObject, GoRefusal, type GoValue, isJoinable, mergeObjects } from "./value";

const FORBIDDEN = '$"{}[]:=,+#`^?!@*&\\()';

/**
 * The grammar of go-hocon 1.2.15-1 (parser.go), which operator 2.2.29 reads `spec.config.data` with: narrower than EMQX's in comments,
 * signs and unquoted texts. Files that are included are nothing. References are looked up in `references.ts`.
 */
export class GoParser {
    private readonly scanner: GoScanner;
    private blanks = "";

    constructor(text: string) {
        this.scanner = new GoScanner(text);
    }

    parse(): GoValue {
        this.advance();
        if (this.token === "[") return this.array();
        const object = this.object(false);
        if (this.token !== "") this.refuse(`invalid config object! invalid token ${this.token}`);
        return object;
    }

    private get token(): string {
        return this.scanner.text;
    }

    private is(token: string): boolean {
        return this.token === token;
    }

    private get isAtEnd(): boolean {
        return this.scanner.peek() === undefined;
    }

    private advance(): void {
        this.blanks = "";
        this.scanner.scan();
        while (this.token === " " || this.token === "\t") {
            this.blanks += this.token;
            this.scanner.scan();
        }
    }

    private refuse(reason: string): never {
        throw new GoRefusal(`${reason} at: ${this.scanner.line}:${this.scanner.column}`);
    }

    private object(isPath: boolean): GoObject {
        const object: GoObject = { kind: "object", fields: new Map() };
        let isBalanced = true;
        if (this.token === "{") {
            isBalanced = false;
            this.advance();
            if (this.is("}")) {
                this.advance();
                return object;
            }
        }
        let lastRow = 0;
        while (!this.isAtEnd) {
            this.comments();
            while (this.token === "include") this.include();
            if (!isBalanced && this.token === "}") {
                isBalanced = true;
                this.advance();
                break;
            }
            lastRow = this.field(object, lastRow);
            if (isBalanced && isPath) return object;
            this.comments();
            const isOnSameLine = this.scanner.line === lastRow;
            if (isOnSameLine && this.token !== "," && this.token !== "}" && !this.isAtEnd)
                this.refuse("missing comma!");
            if (this.token === ",") {
                this.advance();
                if (this.token === ",") this.refuse("two adjacent commas");
            }
            if (!isBalanced && this.token === "}") {
                isBalanced = true;
                this.advance();
                break;
            }
        }
        if (!isBalanced) this.refuse("invalid config object! parenthesis do not match");
        return object;
    }

    /** One key and its value; the line on which the last value began. */
    private field(object: GoObject, before: number): number {
        const key = this.token.replace(/^"+|"+$/g, "");
        if (key.length === 1 && FORBIDDEN.includes(key))
            this.refuse(`invalid key! "${key}" is a forbidden character in keys`);
        if (key === ".") this.refuse("leading period '.'");
        this.advance();
        const text = this.token;
        let lastRow = before;
        if (text === "." || text === "{") {
            if (text === ".") this.period();
            lastRow = this.scanner.line;
            const inside = this.object(true);
            const known = object.fields.get(key);
            if (known?.kind === "object") mergeObjects(known, inside);
            else object.fields.set(key, inside);
        }
        if (text === "=" || text === ":") {
            this.advance();
            lastRow = this.scanner.line;
            this.assign(object, key, this.value());
        } else if (text === "+" && this.scanner.peek() === "=") {
            this.advance();
            this.advance();
            this.append(object, key);
        }
        while (this.scanner.line === lastRow && this.token !== "" && this.joinNext(object, key));
        return lastRow;
    }

    private period(): void {
        this.advance();
        if (this.token === ".") this.refuse("two adjacent periods '.'");
        const isSeparator =
            this.token === "=" || this.token === ":" || (this.token === "+" && this.scanner.peek() === "=");
        if (isSeparator) this.refuse("trailing period '.'");
    }

    private assign(object: GoObject, key: string, value: GoValue): void {
        const known = object.fields.get(key);
        const kinds = [known?.kind, value.kind];
        if (known?.kind === "object" && value.kind === "object") mergeObjects(known, value);
        else if (
            known !== undefined &&
            kinds.includes("reference") &&
            kinds.every((kind) => kind === "object" || kind === "reference")
        ) {
            object.fields.set(key, { kind: "joined", parts: [known, value] });
        } else if (known !== undefined && value.kind === "reference") {
            object.fields.set(key, { ...value, otherwise: known });
        } else object.fields.set(key, value);
    }

    private append(object: GoObject, key: string): void {
        const known = object.fields.get(key);
        if (known !== undefined && known.kind !== "array") this.refuse("invalid value!");
        object.fields.set(key, { kind: "array", items: [...(known?.items ?? []), this.value()] });
    }

    private joinNext(object: GoObject, key: string): boolean {
        const last = object.fields.get(key);
        if (last === undefined || !isJoinable(last) || !this.continues()) return false;
        object.fields.set(key, this.joined(last));
        return true;
    }

    private joined(last: GoValue): GoValue {
        const blanks: GoValue = { kind: "simple", text: this.blanks, isJoinable: true };
        return {
            kind: "joined",
            parts: [...(last.kind === "joined" ? last.parts : [last]), blanks, this.value()],
        };
    }

    private continues(): boolean {
        const { kind } = this.scanner;
        const isTripled = this.token === '""' && this.scanner.peek() === '"';
        return this.isReference() || isUnquoted(this.token) || (kind === "string" && !isTripled);
    }

    private isReference(): boolean {
        return this.token === "$" && this.scanner.peek() === "{";
    }

    private array(): GoValue {
        const items: GoValue[] = [];
        this.advance();
        if (this.token === ",") this.refuse("leading comma");
        if (this.token === "]") {
            this.advance();
            return { kind: "array", items };
        }
        while (!this.isAtEnd) {
            const lastRow = this.scanner.line;
            let value = this.value();
            if (this.scanner.line === lastRow && this.token !== "," && this.token !== "]") {
                if (!isJoinable(value) || !this.continues()) this.refuse("missing comma!");
                do {
                    // An empty text joins as well: the real one goes on for ever, until its memory is full.
                    if (this.token === "") this.refuse("invalid config array! parenthesis do not match");
                    value = this.joined(value);
                } while (this.token !== "," && this.token !== "]" && this.continues());
            }
            items.push(value);
            if (this.token === ",") {
                this.advance();
                if (this.token === ",") this.refuse("two adjacent commas");
            }
            if (this.token === "]") {
                this.advance();
                return { kind: "array", items };
            }
        }
        return this.refuse("invalid config array! parenthesis do not match");
    }

    private value(): GoValue {
        if (this.token === "#") this.comment();
        const { kind, text } = this.scanner;
        if (kind === "int" || kind === "float") return this.number(kind, text);
        if (kind === "string") return this.text(text);
        if (kind !== "ident" && text === "{") return this.object(false);
        if (kind !== "ident" && text === "[") return this.array();
        if (kind !== "ident" && this.isReference()) return this.reference();
        if (!isUnquoted(text)) this.refuse(`invalid value! unknown value: "${text}"`);
        this.advance();
        return { kind: "simple", text, isJoinable: true };
    }

    private number(kind: "int" | "float", text: string): GoValue {
        // Source: strconv.Atoi and ParseFloat; a float that is none is a text.
        const isTooMuch = kind === "int" && !/^\d+$/.test(text);
        if (isTooMuch || (kind === "int" && BigInt(text) > 2n ** 63n - 1n))
            this.refuse(`strconv.Atoi: parsing "${text}"`);
        const isNumber = kind === "int" || /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
        if (!isNumber && !isUnquoted(text)) this.refuse(`strconv.ParseFloat: parsing "${text}"`);
        const next = this.scanner.peek();
        this.advance();
        if (!isNumber) return { kind: "simple", text, isJoinable: true };
        const isUnit = next !== "\n" && this.scanner.line === this.scanner.lineAfter && UNITS.has(this.token);
        if (!isUnit) return { kind: "simple", text, isJoinable: kind === "int" };
        const unit = this.token;
        this.advance();
        return { kind: "simple", text: text + unit, isJoinable: false };
    }

    private text(text: string): GoValue {
        if (text === '""' && this.scanner.peek() === '"') return this.tripleQuoted();
        this.advance();
        return { kind: "simple", text: text.replace(/^"+|"+$/g, ""), isJoinable: true };
    }

    private tripleQuoted(): GoValue {
        this.scanner.next();
        let text = "";
        let quotes = 0;
        for (let next = this.scanner.next(); next !== undefined; next = this.scanner.next()) {
            text += next;
            quotes = next === '"' ? quotes + 1 : 0;
            if (quotes >= 3 && this.scanner.peek() !== '"') break;
        }
        if (quotes < 3) this.refuse("unclosed multi-line string!");
        // Characters were taken and no token: whoever goes on sees an empty one that is on no line.
        Object.assign(this.scanner, { text: "", line: 0 });
        return { kind: "simple", text: text.slice(0, -3), isJoinable: true };
    }

    private reference(): GoValue {
        this.advance();
        this.advance();
        const isOptional = this.token === "?";
        if (isOptional) this.advance();
        if (this.token === "}" || this.token === ".") this.refuse("invalid substitution!");
        let path = "";
        while (this.token !== "}") {
            if (this.token === "#" || this.isAtEnd) this.refuse("invalid substitution!");
            const isForbidden = this.token.length === 1 && FORBIDDEN.includes(this.token);
            if (isForbidden && path !== "") this.refuse("invalid key!");
            path += this.token;
            this.advance();
        }
        this.advance();
        return { kind: "reference", path, isOptional };
    }

    private include(): void {
        this.advance();
        const file =
            this.token === "required" || this.token === "file" || this.token === "classpath"
                ? ""
                : this.token;
        if (!/^".*"$/.test(file)) this.refuse("invalid value! expected quoted string");
        this.advance();
    }

    private comments(): void {
        while (this.token === "#") this.comment();
    }

    /** Token by token to the end of the line: `//` in it takes the line's end along. */
    private comment(): void {
        for (let next = this.scanner.peek(); next !== "\n" && next !== undefined; next = this.scanner.peek())
            this.advance();
        this.advance();
    }
}

const UNITS = new Set(
    "ns nano nanos nanosecond nanoseconds us micro micros microsecond microseconds ms milli millis millisecond milliseconds s second seconds m minute minutes h hour hours d day days".split(
        " ",
    ),
);

function isUnquoted(token: string): boolean {
    return ![...FORBIDDEN].some((character) => token.includes(character));
}
