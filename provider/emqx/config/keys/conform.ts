import { quoted } from "../../../validation/quoted";
import type { HoconField, HoconObject, HoconValue } from "../hocon/tree";
import type { Finding, Wrong } from "./finding";
import { converted, refusedBy } from "./functions";
import { leafNamed } from "./leaves";
import { type Reading, Refused, UNKNOWN } from "./leaves/reading";
import { oneOf } from "./leaves/texts";
import { insteadOfLegacy } from "./legacy";
import type { Key, KeyType, Struct } from "./lists";
import { stricter } from "./stricter";
import { keyNamed, keysAt } from "./table";
import { unknownKey } from "./unknown";

/** Where a value stands. */
interface At {
    readonly path: readonly string[];
    readonly line: number;
}

/** What a value is checked against, and as whose. */
interface Context {
    /** How a table names its release, e.g. `EMQX Enterprise 5.8`. */
    readonly of: string;
    /** How many names lead to the value of a variable: what else stands on the way comes from other variables. */
    readonly given: number;
}

/** What came of a value as one member of a union. */
interface Tried {
    readonly member: KeyType;
    readonly reading: Reading | undefined;
    readonly findings: readonly Finding[];
}

const SENSITIVE = "not what it can be";

/**
 * Reads a value as EMQX does, and finds what it would not take. Source: emqx/hocon, hocon_tconf.erl (do_map, map_one_field,
 * map_field), 0.43.1 and 0.44.0.
 */
export class Conform {
    public readonly findings: Finding[] = [];

    constructor(private readonly context: Context) {}

    /** The keys of a block; `undefined` stands for a block that is not there. */
    public struct(type: Struct, value: HoconValue, at: At): Reading | undefined {
        if (value.kind !== "object") return this.refuse(at, value, "write a block, e.g. {...}");
        const read: { [name: string]: Reading } = {};
        const present = value.fields.filter((field) => field.value.kind !== "null");
        for (const field of present) {
            const name = nameOf(field);
            const key = keyNamed(type.keys, name);
            const inside = { path: [...at.path, name], line: field.line || at.line };
            if (key === undefined) this.findings.push(...unknownKey(type, field, inside, this.context.of));
            else {
                const reading = this.key(key, field.value, inside);
                if (reading !== undefined) read[name] = reading;
            }
        }
        if (at.path.length >= this.context.given && !this.isGiven(at.path))
            this.required(type, present.map(nameOf), at);
        return read;
    }

    /** Roots need nothing beside each other, and what these need the operator or the package writes. */
    private isGiven([root, ...rest]: readonly string[]): boolean {
        return root === undefined || (rest.length === 0 && ["node", "dashboard", "license"].includes(root));
    }

    private required(type: Struct, present: readonly string[], at: At): void {
        for (const [name, key] of type.keys) {
            if (present.includes(name) || key.aliases.some((alias) => present.includes(alias))) continue;
            if (key.required && key.default === undefined && !key.dropped)
                this.add(at, { kind: "missing", name });
        }
    }

    public key(key: Key, value: HoconValue, at: At): Reading | undefined {
        if (key.dropped) {
            const instead = insteadOfLegacy(at.path.join("."));
            this.add(at, instead ? { kind: "legacy", instead } : { kind: "dropped", of: this.context.of });
            return undefined;
        }
        if (value.kind === "computed") return UNKNOWN;
        const before = this.findings.length;
        const given = key.converter === undefined ? value : converted(key.converter, value);
        if (given instanceof Refused) return this.refuse(at, value, given.remedy, key.sensitive);
        const reading = this.value(key.type, given, at, key.sensitive);
        if (this.findings.length > before || at.path.length < this.context.given) return reading;
        for (const validator of key.validators) {
            const refused = reading === undefined ? undefined : refusedBy(validator, reading);
            if (refused !== undefined) return this.refuse(at, value, refused.remedy, key.sensitive);
        }
        return reading;
    }

    private value(type: KeyType, value: HoconValue, at: At, sensitive: boolean): Reading | undefined {
        if (value.kind === "computed") return UNKNOWN;
        switch (type.kind) {
            case "struct":
                return this.struct(type, value, at);
            case "map":
                return this.map(type.of, value, at, sensitive);
            case "list":
                return this.list(type.of, value, at, sensitive);
            case "union":
                return this.union(type.of, value, at, sensitive);
            default: {
                const leaf = type.kind === "leaf" ? leafNamed(type.name) : oneOf(wordsOf(type));
                const read = leaf.reads(value);
                const remedy = read instanceof Refused ? read.remedy : stricter(type, value, read);
                if (remedy === undefined) return read as Reading;
                if (value.kind === "object" && type.kind !== "leaf") return this.tooDeep(value, at);
                return this.refuse(at, value, remedy, sensitive || secret(type));
            }
        }
    }

    private map(of: KeyType, value: HoconValue, at: At, sensitive: boolean): Reading | undefined {
        if (value.kind !== "object") return this.refuse(at, value, "write a block, e.g. {...}");
        const read: { [name: string]: Reading } = {};
        for (const field of value.fields) {
            const name = nameOf(field);
            const inside = { path: [...at.path, name], line: field.line || at.line };
            if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/.test(name)) {
                this.add(inside, {
                    kind: "value",
                    written: "a name that EMQX does not take",
                    remedy: "write letters, digits, - and _, a letter or digit first, 255 at the most",
                });
            } else if (field.value.kind !== "null") {
                const reading = this.value(of, field.value, inside, sensitive);
                if (reading !== undefined) read[name] = reading;
            }
        }
        return read;
    }

    /** A list may stand as a block with positions as keys, as variables make one. */
    private list(of: KeyType, value: HoconValue, at: At, sensitive: boolean): Reading | undefined {
        const items = itemsOf(value, at.path.length < this.context.given);
        if (items === undefined) return this.refuse(at, value, "write a list, e.g. [...]");
        return items.flatMap(([name, item]) => {
            const reading = this.value(of, item, { ...at, path: [...at.path, name] }, sensitive);
            return reading === undefined ? [] : [reading];
        });
    }

    /** A value fits a union when it fits one member: EMQX chooses by words such as `mechanism`, which the others refuse. */
    private union(
        of: readonly KeyType[],
        value: HoconValue,
        at: At,
        sensitive: boolean,
    ): Reading | undefined {
        const tried = this.possible(of, value, at).map((member): Tried => {
            const part = new Conform(this.context);
            return { member, reading: part.value(member, value, at, sensitive), findings: part.findings };
        });
        const fitting = tried.find(({ findings }) => findings.length === 0);
        if (fitting !== undefined) return fitting.reading;
        const near = tried
            .filter(({ member }) => (value.kind === "object") === isBlockType(member))
            .sort((a, b) => distance(a, value) - distance(b, value));
        if (near.length > 1 && value.kind !== "object") {
            const remedies = near.flatMap(({ findings }) =>
                findings.map((one) => ("remedy" in one ? one.remedy : "")),
            );
            return this.refuse(at, value, [...new Set(remedies)].filter(Boolean).join(", or "), sensitive);
        }
        this.findings.push(...(near[0] ?? tried[0] ?? { findings: [] }).findings);
        return undefined;
    }

    /** On the way to what a variable sets, the members that have such a key. */
    private possible(of: readonly KeyType[], value: HoconValue, at: At): readonly KeyType[] {
        if (at.path.length >= this.context.given || value.kind !== "object") return of;
        const [name] = value.fields.map(nameOf);
        const known = of.filter((member) => name !== undefined && keysAt(member, [name]).length > 0);
        return known.length > 0 ? known : of;
    }

    private tooDeep(value: HoconObject, at: At): undefined {
        const [field] = value.fields;
        if (field === undefined) return this.refuse(at, value, "write a single value");
        this.add({ path: [...at.path, nameOf(field)], line: field.line || at.line }, { kind: "tooDeep" });
        return undefined;
    }

    private refuse(at: At, value: HoconValue, remedy: string, sensitive = false): undefined {
        this.add(at, { kind: "value", written: sensitive ? SENSITIVE : written(value), remedy });
        return undefined;
    }

    private add({ path, line }: At, wrong: Wrong): void {
        this.findings.push({ key: path.join("."), line, certain: true, ...wrong });
    }
}

function nameOf(field: HoconField): string {
    return field.path.join(".");
}

function wordsOf(type: Extract<KeyType, { kind: "enum" | "word" }>): readonly string[] {
    return type.kind === "enum" ? type.words : [type.word];
}

function secret(type: KeyType): boolean {
    return type.kind === "leaf" && type.name === "secret";
}

function isBlockType(type: KeyType): boolean {
    return type.kind === "struct" || type.kind === "map" || (type.kind === "leaf" && /map/i.test(type.name));
}

/** How far a value is from a member of a union: first by the words that tell the members apart, then by what is wrong. */
function distance({ member, findings }: Tried, value: HoconValue): number {
    if (member.kind !== "struct" || value.kind !== "object") return member.kind === "word" ? 1 : 0;
    const wrongWords = value.fields.filter((field) => {
        const type = member.keys.get(nameOf(field))?.type;
        return (
            type === undefined ||
            (type.kind === "word" && !("text" in field.value && field.value.text === type.word))
        );
    });
    return wrongWords.length * 1000 + findings.length;
}

/** Items with their positions; of a block only where these follow each other from 1. */
function itemsOf(value: HoconValue, some: boolean): (readonly [string, HoconValue])[] | undefined {
    if (value.kind === "list") return value.items.map((item, i) => [`${i + 1}`, item] as const);
    if (value.kind !== "object") return undefined;
    const fields = value.fields.map((field) => [nameOf(field), field.value] as const);
    if (!fields.every(([name]) => /^\+?0*[1-9]\d*$/.test(name))) return undefined;
    const sorted = fields.sort(([a], [b]) => Number(a) - Number(b));
    return some || sorted.every(([name], i) => Number(name) === i + 1) ? sorted : undefined;
}

/** A value of HOCON as a sentence quotes it. */
function written(value: HoconValue): string {
    switch (value.kind) {
        case "object":
            return "a block";
        case "list":
            return "a list";
        case "text":
            return quoted(value.text);
        case "computed":
            return "computed";
        default:
            return value.text;
    }
}
