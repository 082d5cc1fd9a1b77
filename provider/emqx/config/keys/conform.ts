import type { HoconObject, HoconValue } from "../hocon/tree";
import type { Finding, Wrong } from "./finding";
import { converted, refusedBy } from "./functions";
import { leafNamed } from "./leaves";
import { type Reading, Refused, UNKNOWN } from "./leaves/reading";
import { oneOf } from "./leaves/texts";
import { insteadOfLegacy } from "./legacy";
import type { Key, KeyType, Struct } from "./lists";
import { chosen, distance, isBlockType, strictest, type Tried } from "./members";
import { stricterThanEmqx } from "./stricter";
import { keyNamed } from "./table";
import { unknownKey } from "./unknown";
import { itemsOf, nameOf, written } from "./values";

/** Where a value stands. */
interface At {
    readonly path: readonly string[];
    readonly line: number;
}

interface Manner {
    /** The value is not repeated. */
    readonly sensitive?: boolean;
    /** What of the package's own makes it refuse what EMQX takes. */
    readonly stricter?: string | undefined;
}

const SENSITIVE = "not what it can be";

/**
 * Reads a value as EMQX does, and finds what it would not take. Source: emqx/hocon, hocon_tconf.erl (do_map, map_one_field,
 * map_field), 0.43.1 and 0.44.0.
 */
export class Conform {
    public readonly findings: Finding[] = [];

    /** `of` is how a sentence names the release, e.g. `EMQX Enterprise 5.8`. */
    constructor(private readonly of: string) {}

    /** The keys of a block; `undefined` stands for a block that is not there. */
    public struct(type: Struct, value: HoconValue, at: At): Reading | undefined {
        if (value.kind !== "object") {
            const filled = at.path.length === 1 && isGiven(at.path) ? "root as a single value" : undefined;
            return this.refuse(at, value, "write a block, e.g. {...}", { stricter: filled });
        }
        const read: { [name: string]: Reading } = {};
        const present = value.fields.filter((field) => field.value.kind !== "null");
        for (const field of present) {
            const name = nameOf(field);
            const key = keyNamed(type.keys, name);
            const inside = { path: [...at.path, name], line: field.line || at.line };
            if (key === undefined) this.findings.push(...unknownKey(type, field, inside, this.of));
            else {
                const reading = this.key(key, field.value, inside);
                if (reading !== undefined) read[name] = reading;
            }
        }
        this.required(type, value, at);
        return read;
    }

    private required(type: Struct, { fields }: HoconObject, at: At): void {
        const named = (name: string, key: Key) =>
            fields.find((field) => [name, ...key.aliases].includes(nameOf(field)));
        for (const [name, key] of type.keys) {
            if (key.dropped) continue;
            const field = named(name, key);
            if (field === undefined && !isGiven(at.path)) {
                for (const inside of neededInside(key))
                    this.add(at, { kind: "missing", name: `${name}.${inside}` });
            }
            if (!key.required || key.default !== undefined) continue;
            if (field === undefined ? !isGiven(at.path) : field.value.kind === "null")
                this.add(at, { kind: "missing", name });
        }
    }

    public key(key: Key, value: HoconValue, at: At): Reading | undefined {
        if (key.dropped) {
            const instead = insteadOfLegacy(at.path.join("."));
            this.add(
                at,
                instead ? { kind: "legacy", instead } : { kind: "dropped", of: this.of },
                "name of EMQX 4",
            );
            return undefined;
        }
        if (value.kind === "computed") return UNKNOWN;
        const before = this.findings.length;
        const given = key.converter === undefined ? value : converted(key.converter, value);
        if (given instanceof Refused) return this.refuseInside(at, value, given, key.sensitive);
        const reading = this.value(key.type, given, at, key.sensitive);
        if (this.findings.length > before) return reading;
        for (const validator of key.validators) {
            const refused = reading === undefined ? undefined : refusedBy(validator, reading);
            if (refused !== undefined) return this.refuseInside(at, value, refused, key.sensitive);
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
                const kind =
                    read instanceof Refused ? undefined : stricterThanEmqx({ type, value, reads: read });
                if (!(read instanceof Refused) && kind === undefined) return read;
                if (value.kind === "object" && type.kind !== "leaf") return this.tooDeep(value, at);
                const remedy = read instanceof Refused ? read.remedy : (kind?.remedy ?? "");
                return this.refuse(at, value, remedy, {
                    sensitive: sensitive || secret(type),
                    stricter: read instanceof Refused ? read.stricter : kind?.name,
                });
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
        const items = itemsOf(value);
        if (items === undefined) return this.refuse(at, value, "write a list, e.g. [...]");
        return items.flatMap(([name, item]) => {
            const reading = this.value(of, item, { ...at, path: [...at.path, name] }, sensitive);
            return reading === undefined ? [] : [reading];
        });
    }

    /** A value fits a union when it fits one member, of those that a word such as `mechanism` or `function` chooses. */
    private union(
        of: readonly KeyType[],
        value: HoconValue,
        at: At,
        sensitive: boolean,
    ): Reading | undefined {
        const tried = chosen(of, value).map((member): Tried => {
            const part = new Conform(this.of);
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
            return this.refuse(at, value, [...new Set(remedies)].filter(Boolean).join(", or "), {
                sensitive,
                stricter: strictest(near),
            });
        }
        this.findings.push(...(near[0] ?? tried[0] ?? { findings: [] }).findings);
        return undefined;
    }

    private tooDeep(value: HoconObject, at: At): undefined {
        const [field] = value.fields;
        if (field === undefined) return this.refuse(at, value, "write a single value");
        this.add({ path: [...at.path, nameOf(field)], line: field.line || at.line }, { kind: "tooDeep" });
        return undefined;
    }

    /** What a function of EMQX's refuses may be a key of the block that it looks at. */
    private refuseInside(at: At, value: HoconValue, refused: Refused, sensitive: boolean): undefined {
        const { remedy, stricter, key } = refused;
        const fields = key !== undefined && value.kind === "object" ? value.fields : [];
        const field = fields.find((one) => nameOf(one) === key);
        if (field === undefined) return this.refuse(at, value, remedy, { sensitive, stricter });
        const inside = { path: [...at.path, nameOf(field)], line: field.line || at.line };
        return this.refuse(inside, field.value, remedy, { sensitive, stricter });
    }

    private refuse(
        at: At,
        value: HoconValue,
        remedy: string,
        { sensitive, stricter }: Manner = {},
    ): undefined {
        const said = sensitive ? SENSITIVE : written(value);
        this.add(at, { kind: "value", written: said, remedy }, stricter);
        return undefined;
    }

    private add({ path, line }: At, wrong: Wrong, stricter?: string): void {
        const kind = stricter === undefined ? {} : { stricter };
        this.findings.push({ key: path.join("."), line, certain: true, ...wrong, ...kind });
    }
}

/** What a block has to have that EMQX puts empty where nobody names it. Source: emqx/hocon, hocon_tconf.erl (map_one_field). */
function neededInside({ default: filled, type }: Key): string[] {
    if (filled?.trim() !== "{}" || type.kind !== "struct") return [];
    return [...type.keys]
        .filter(([, { required, dropped, default: given }]) => required && !dropped && given === undefined)
        .map(([name]) => name);
}

/** Roots need nothing beside each other, and what these need the operator or the package writes. */
function isGiven([root, ...rest]: readonly string[]): boolean {
    return (
        root === undefined ||
        (rest.length === 0 && ["node", "rpc", "cluster", "dashboard", "license"].includes(root))
    );
}

function wordsOf(type: Extract<KeyType, { kind: "enum" | "word" }>): readonly string[] {
    return type.kind === "enum" ? type.words : [type.word];
}

function secret(type: KeyType): boolean {
    return type.kind === "leaf" && type.name === "secret";
}
