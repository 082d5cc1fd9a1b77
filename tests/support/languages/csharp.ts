import type { TypeSpec } from "../../../provider/schema/packageSpec";
import { schema, typeName, typeOf } from "./packageSchema";

/** A C# expression, as far as the arguments of a component need them. */
type Expression =
    | { kind: "object"; type: string; members: Record<string, Expression> }
    | { kind: "list"; items: Expression[] }
    | { kind: "value"; value: string | number | boolean }
    | { kind: "name"; name: string };

const TOKEN = /\s+|\/\/.*|"(?:[^"\\]|\\.)*"|\d[\d_]*|\w+(?:\.\w+)*|[{}()=,;]/y;

/**
 * The inputs that a C# program gives to a component, in the schema's names, read from the program's text: what
 * `new <Component>("name", new <Component>Args { ... })` says. Throws where the text does not fit the schema's classes.
 */
export function inputsInCSharp(
    text: string,
    component: string,
    names: Readonly<Record<string, unknown>>,
): unknown {
    const start = text.indexOf(`new ${component}Args`);
    if (start < 0) throw new Error(`no "new ${component}Args" in the program`);
    const args = new Parser(tokens(text.slice(start))).expression();
    const { inputProperties } = schema.resources[
        `emqx-ack:index:${component}`
    ] as (typeof schema.resources)[string];
    return objectOf(args, `${component}Args`, inputProperties, names);
}

/** Tokens up to the end of the statement. */
function tokens(text: string): string[] {
    const found: string[] = [];
    TOKEN.lastIndex = 0;
    for (let match = TOKEN.exec(text); match !== null && match[0] !== ";"; match = TOKEN.exec(text)) {
        if (!/^(\s|\/\/)/.test(match[0])) found.push(match[0]);
    }
    return found;
}

class Parser {
    private at = 0;

    constructor(private readonly tokens: readonly string[]) {}

    public expression(): Expression {
        const token = this.next();
        if (token === "new") return this.object();
        if (token === "{") return { kind: "list", items: this.list(() => this.expression()) };
        if (token.startsWith('"')) return { kind: "value", value: JSON.parse(token) };
        if (/^\d/.test(token)) return { kind: "value", value: Number(token.replaceAll("_", "")) };
        if (token === "true" || token === "false") return { kind: "value", value: token === "true" };
        if (this.tokens[this.at] !== "(") return { kind: "name", name: token };
        this.expect("(");
        const argument = this.next();
        this.expect(")");
        return { kind: "name", name: `${token}(${argument})` };
    }

    private object(): Expression {
        const type = this.next();
        this.expect("{");
        const members = this.list((): [string, Expression] => {
            const name = this.next();
            this.expect("=");
            return [name, this.expression()];
        });
        return { kind: "object", type, members: Object.fromEntries(members) };
    }

    /** Items up to the closing brace; the comma behind the last one is optional. */
    private list<T>(item: () => T): T[] {
        const items: T[] = [];
        while (this.tokens[this.at] !== "}") {
            items.push(item());
            if (this.tokens[this.at] !== "}") this.expect(",");
        }
        this.expect("}");
        return items;
    }

    private expect(token: string): void {
        const found = this.next();
        if (found !== token) throw new Error(`expected ${token} and found ${found}`);
    }

    private next(): string {
        const token = this.tokens[this.at++];
        if (token === undefined) throw new Error("the program's text ends within the arguments");
        return token;
    }
}

function objectOf(
    expression: Expression,
    type: string,
    properties: Readonly<Record<string, TypeSpec>>,
    names: Readonly<Record<string, unknown>>,
): object {
    if (expression.kind !== "object" || expression.type !== type) throw new Error(`expected new ${type}`);
    const byName = new Map(
        Object.entries(properties).map(([name, spec]) => [
            name[0]?.toUpperCase() + name.slice(1),
            { name, spec },
        ]),
    );
    return Object.fromEntries(
        Object.entries(expression.members).map(([name, member]) => {
            const property = byName.get(name);
            if (property === undefined) throw new Error(`${type} has no ${name}`);
            return [property.name, inputOf(member, property.spec, names)];
        }),
    );
}

function inputOf(expression: Expression, spec: TypeSpec, names: Readonly<Record<string, unknown>>): unknown {
    if (expression.kind === "value") return expression.value;
    if (expression.kind === "list") {
        return expression.items.map((item) => inputOf(item, spec.items as TypeSpec, names));
    }
    const type = typeOf(spec);
    if (expression.kind === "object") {
        if (type === undefined || "enum" in type)
            throw new Error(`${expression.type} is given for a plain value`);
        return objectOf(expression, `${typeName(spec)}Args`, type.properties, names);
    }
    if (expression.name in names) return names[expression.name];
    const members = type !== undefined && "enum" in type ? type.enum : [];
    const member = members.find(({ name }) => `${typeName(spec)}.${name}` === expression.name);
    if (member === undefined) throw new Error(`${expression.name} is not known`);
    return member.value;
}
