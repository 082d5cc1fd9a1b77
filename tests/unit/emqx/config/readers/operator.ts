import { GoScanner, type GoToken } from "./goScanner";

export type OperatorValue =
    | null
    | boolean
    | number
    | bigint
    | string
    | OperatorValue[]
    | Map<string, OperatorValue>;

/**
 * What the operator's reader makes of a text: rory-z/go-hocon v1.2.15-1, which emqx-operator 2.2.29 calls before anything else
 * (emqx_controller.go). Names and texts keep their backslashes and lose the quotes at their ends; a negative number is a
 * word to it. Refuses as that does; references, joined values and `+=` are not here, and refused.
 */
export function readAsOperator(text: string): Map<string, OperatorValue> {
    return new Reader(text).whole();
}

/** parser.go, `forbiddenCharacters`. */
const FORBIDDEN = [...'$"{}[]:=,+#`^?!@*&\\()'];

class Reader {
    private readonly scanner: GoScanner;
    private token: GoToken;

    constructor(text: string) {
        this.scanner = new GoScanner(text);
        this.token = this.scanner.scan();
    }

    public whole(): Map<string, OperatorValue> {
        const object = this.object(false);
        if (this.token.text !== "") throw new Error(`invalid token ${this.token.text}`);
        return object;
    }

    /** parser.go, `extractObject`; `sub` for what a key leads to without `=`. */
    private object(sub: boolean): Map<string, OperatorValue> {
        const object = new Map<string, OperatorValue>();
        let open = false;
        if (this.token.text === "{") {
            open = true;
            this.advance();
        }
        while (this.scanner.peek() !== undefined) {
            if (open && this.token.text === "}") {
                this.advance();
                return object;
            }
            const line = this.field(object);
            if (!open && sub) return object;
            if (this.token.line === line && ![",", "}"].includes(this.token.text) && this.scanner.peek())
                throw new Error(`missing comma before ${this.token.text}`);
            if (this.token.text === ",") {
                this.advance();
                if (this.token.text === ",") throw new Error("two commas");
            }
            if (open && this.token.text === "}") {
                this.advance();
                return object;
            }
        }
        if (open) throw new Error("parenthesis do not match");
        return object;
    }

    /** A field, and the line on which its value begins. */
    private field(object: Map<string, OperatorValue>): number {
        const key = this.token.text.replace(/^"+|"+$/g, "");
        if (FORBIDDEN.includes(key) || key === "." || this.token.text === "include")
            throw new Error(`invalid key ${key}`);
        this.advance();
        const { line } = this.token;
        if (this.token.text === "." || this.token.text === "{") {
            if (this.token.text === ".") this.advance();
            merge(object, key, this.object(true));
            return line;
        }
        if (this.token.text !== "=") throw new Error(`not here: ${this.token.text} behind a key`);
        this.advance();
        const from = this.token.line;
        object.set(key, this.value());
        return from;
    }

    /** parser.go, `extractArray`. */
    private array(): OperatorValue[] {
        this.advance();
        const items: OperatorValue[] = [];
        if (this.token.text === ",") throw new Error("leading comma");
        if (this.token.text === "]") {
            this.advance();
            return items;
        }
        while (this.scanner.peek() !== undefined) {
            const { line } = this.token;
            items.push(this.value());
            if (this.token.line === line && ![",", "]"].includes(this.token.text))
                throw new Error("missing comma");
            if (this.token.text === ",") {
                this.advance();
                if (this.token.text === ",") throw new Error("two commas");
            }
            if (this.token.text === "]") {
                this.advance();
                return items;
            }
        }
        throw new Error("parenthesis do not match");
    }

    /** parser.go, `extractValue`; a unit behind a number would make a duration of it. */
    private value(): OperatorValue {
        const { kind, text } = this.token;
        if (text === "{") return this.object(false);
        if (text === "[") return this.array();
        if (text.startsWith('""') && this.scanner.peek() === '"') throw new Error("not here: triple quotes");
        this.advance();
        switch (kind) {
            case "Int": {
                const value = BigInt(text);
                if (value > 2n ** 63n - 1n) throw new Error("value out of range");
                return value;
            }
            case "Float":
                return Number(text);
            case "String":
                return text.replace(/^"+|"+$/g, "");
            case "Ident":
                return this.word(text);
            default:
                throw new Error(`unknown value ${text}`);
        }
    }

    private word(text: string): OperatorValue {
        if (text === "null") return null;
        if (["true", "yes", "on"].includes(text)) return true;
        if (["false", "no", "off"].includes(text)) return false;
        // The fraction of a negative number is a word of its own, joined to the first.
        if (this.token.kind !== "Float" || !/^-\d+$/.test(text)) return text;
        if (/[+]/.test(this.token.text)) throw new Error("missing comma");
        const joined = `${text}${this.token.text}`;
        this.advance();
        return joined;
    }

    private advance(): void {
        this.token = this.scanner.scan();
    }
}

/** parser.go, `mergeObjects`: here no value stands twice. */
function merge(object: Map<string, OperatorValue>, key: string, value: Map<string, OperatorValue>): void {
    const old = object.get(key);
    if (old === undefined) object.set(key, value);
    else if (!(old instanceof Map)) throw new Error(`twice: ${key}`);
    else
        for (const [name, inner] of value)
            inner instanceof Map ? merge(old, name, inner) : old.set(name, inner);
}
