import { must, type Validator } from "./function";

/** The SQL of a rule. Source: emqx/rulesql 0.1 and 0.2, src/sql_lex.xrl and src/rulesql.yrl. */
export const ruleSql: Validator = must(
    (reading) => typeof reading !== "string" || isRuleSql(reading),
    'write a query such as SELECT * FROM "a/#" WHERE payload.x = 1',
);

export function isRuleSql(sql: string): boolean {
    const tokens = tokensOf(sql.trim());
    return tokens !== undefined && new Query(tokens).query();
}

const WORDS = ["AND", "AS", "CASE", "ELSE", "FROM", "IN", "NOT", "OR", "SELECT", "WHEN", "THEN"];
const KEYWORDS = new Set([...WORDS, "FOREACH", "INCASE", "END", "DO", "WHERE", "IF", "ELSIF"]);

/** Of what matches at one place the longest counts. */
const RULES: readonly (readonly [kind: string, rule: RegExp])[] = [
    ["blank", /[\s]+|--[^\n]*\n/y],
    ["TEXT", /'(?:[^']|'')*'/y],
    ["NAME", /"(?:[^"]|"")*"/y],
    ["COMPARISON", /=~|~=|!=|<>|<=|>=|=|<|>/y],
    ["RANGE", /\[[-+]?\d+\.\.[-+]?\d+\]/y],
    ["symbol", /[-+*/()[\],.]/y],
    ["word", /[A-Za-z][A-Za-z0-9_$@~]*/y],
    ["WHOLE", /\d+/y],
    // Two digits and a letter are a number too, which then is none.
    ["FRACTION", /\d+\.?\d+(?:[eE][+-]?\d+)?[fFdD]?/y],
];

function tokensOf(sql: string): string[] | undefined {
    const tokens: string[] = [];
    for (let at = 0; at < sql.length; ) {
        let [kind, found] = ["", ""];
        for (const [name, rule] of RULES) {
            rule.lastIndex = at;
            const match = rule.exec(sql)?.[0] ?? "";
            if (match.length > found.length) [kind, found] = [name, match];
        }
        if (found === "" || (kind === "FRACTION" && !/^\d+\.\d+([eE][+-]?\d+)?$/.test(found)))
            return undefined;
        at += found.length;
        if (kind === "word") tokens.push(wordKind(found));
        else if (kind !== "blank") tokens.push(kind === "symbol" ? found : kind);
    }
    return tokens;
}

function wordKind(word: string): string {
    const upper = word.toUpperCase();
    if (word === "div") return "div";
    return KEYWORDS.has(upper) ? upper : "NAME";
}

/** Where a part of a query that begins at a token can end. */
type Ends = ReadonlySet<number>;
type Part = (at: number) => Ends;

const NONE: Ends = new Set();

/** Answers to all ways in which tokens can be a query, as the grammar allows more than one. */
class Query {
    private readonly known = new Map<string, Ends>();

    constructor(private readonly tokens: readonly string[]) {}

    public query(): boolean {
        const from = this.all(this.word("FROM"), this.list(this.word("NAME")), this.maybe(this.where));
        const selection = this.list(this.field);
        const select = this.all(this.word("SELECT"), selection, from);
        const each = this.all(
            this.word("FOREACH"),
            selection,
            this.maybe(this.all(this.word("DO"), selection)),
            this.maybe(this.all(this.word("INCASE"), this.condition)),
            from,
        );
        return this.any(select, each)(0).has(this.tokens.length);
    }

    private readonly where: Part = (at) => this.all(this.word("WHERE"), this.condition)(at);

    private readonly field: Part = (at) =>
        this.any(this.all(this.cases, this.maybe(this.alias)), this.value, this.word("*"))(at);

    private readonly alias: Part = (at) => this.all(this.maybe(this.word("AS")), this.path)(at);

    private readonly cases: Part = (at) =>
        this.once("cases", at, () => {
            const branch = this.all(this.word("WHEN"), this.condition, this.word("THEN"), this.value);
            const otherwise = this.maybe(this.all(this.word("ELSE"), this.value));
            const whole = this.all(
                this.word("CASE"),
                this.maybe(this.value),
                this.many(branch),
                otherwise,
                this.word("END"),
            );
            return this.any(whole, this.all(this.word("("), this.cases, this.word(")")))(at);
        });

    private readonly condition: Part = (at) =>
        this.once("condition", at, () =>
            this.chain(this.one, this.any(this.word("AND"), this.word("OR")))(at),
        );

    private readonly one: Part = (at) =>
        this.once("one", at, () => {
            const inside = this.all(this.word("("), this.condition, this.word(")"));
            const among = this.all(
                this.maybe(this.word("NOT")),
                this.word("IN"),
                this.word("("),
                this.list(this.value),
                this.word(")"),
            );
            const negated = this.all(this.word("NOT"), this.one);
            return this.any(negated, inside, this.all(this.sum, among), this.value)(at);
        });

    /** A calculation, compared with another or not, with a name or without. */
    private readonly value: Part = (at) =>
        this.once("value", at, () => {
            const compared = this.all(this.sum, this.maybe(this.all(this.word("COMPARISON"), this.sum)));
            const named = this.all(compared, this.word("AS"), this.path);
            return this.any(compared, named, this.all(this.sum, this.path))(at);
        });

    private readonly sum: Part = (at) => this.once("sum", at, () => this.chain(this.term, this.operator)(at));

    private readonly operator: Part = (at) =>
        this.any(...["+", "-", "*", "/", "div"].map((one) => this.word(one)))(at);

    private readonly sign: Part = (at) => this.any(this.word("+"), this.word("-"))(at);

    private readonly term: Part = (at) =>
        this.once("term", at, () => {
            const inside = this.all(this.word("("), this.sum, this.word(")"));
            return this.any(
                this.all(this.sign, this.term),
                this.literal,
                this.variable,
                this.call,
                inside,
            )(at);
        });

    private readonly literal: Part = (at) =>
        this.any(...["TEXT", "WHOLE", "FRACTION", "RANGE"].map((one) => this.word(one)))(at);

    private readonly variable: Part = (at) => {
        const items = this.list(this.any(this.variable, this.literal));
        const list = this.all(this.word("["), this.maybe(items), this.word("]"));
        return this.any(this.all(this.path, this.maybe(this.word("RANGE"))), list)(at);
    };

    private readonly path: Part = (at) =>
        this.once("path", at, () => {
            const position = this.all(this.maybe(this.sign), this.word("WHOLE"));
            const index = this.all(this.word("["), this.any(this.path, position), this.word("]"));
            const name = this.any(this.word("NAME"), this.word("WHOLE"), this.word("TEXT"));
            const further = this.any(this.all(this.word("."), name), index);
            return this.all(this.word("NAME"), this.maybe(this.many(further)))(at);
        });

    private readonly call: Part = (at) =>
        this.once("call", at, () =>
            this.all(this.path, this.word("("), this.maybe(this.list(this.argument)), this.word(")"))(at),
        );

    private readonly argument: Part = (at) =>
        this.once("argument", at, () =>
            this.chain(this.operand, this.any(this.operator, this.word("COMPARISON")))(at),
        );

    private readonly operand: Part = (at) =>
        this.once("operand", at, () => {
            const inside = this.all(this.word("("), this.argument, this.word(")"));
            const signed = this.all(this.sign, this.operand);
            return this.any(inside, this.literal, this.cases, this.variable, this.call, signed)(at);
        });

    private word(kind: string): Part {
        return (at) => (this.tokens[at] === kind ? new Set([at + 1]) : NONE);
    }

    private any(...parts: readonly Part[]): Part {
        return (at) => new Set(parts.flatMap((part) => [...part(at)]));
    }

    private all(...parts: readonly Part[]): Part {
        return (at) => {
            let ends: Ends = new Set([at]);
            for (const part of parts) ends = new Set([...ends].flatMap((end) => [...part(end)]));
            return ends;
        };
    }

    private maybe(part: Part): Part {
        return (at) => new Set([at, ...part(at)]);
    }

    /** One or more of them. */
    private many(part: Part): Part {
        return (at) => {
            const ends = new Set(part(at));
            for (const end of ends) for (const further of part(end)) ends.add(further);
            return ends;
        };
    }

    private chain(part: Part, between: Part): Part {
        return this.all(part, this.maybe(this.many(this.all(between, part))));
    }

    private list(part: Part): Part {
        return this.chain(part, this.word(","));
    }

    private once(name: string, at: number, find: () => Ends): Ends {
        const key = `${name} ${at}`;
        const known = this.known.get(key);
        if (known !== undefined) return known;
        const found = find();
        this.known.set(key, found);
        return found;
    }
}
