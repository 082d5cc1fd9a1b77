import { dataText } from "../data";
import { isAtLeast, type Release } from "./release";

/** A key as EMQX's schema has it. */
export interface Key {
    readonly name: string;
    /** `Struct(...)`, `Map(...)`, `Array(...)`, or of a value. */
    readonly type: string;
    /** As HOCON. */
    readonly default: string | undefined;
    readonly aliases: readonly string[];
    /** Dropped without a word. Source: hocon_tconf.erl, map_fields. */
    readonly isDeprecated: boolean;
    /** Stays absent where nothing of it is given. */
    readonly isOptional: boolean;
    readonly keys: ReadonlyMap<string, Key>;
    /** What stands under names of the user's own, or in a list. */
    readonly any: Key | undefined;
}

interface Entry {
    readonly type: string;
    readonly default?: string;
    readonly aliases?: readonly string[];
    readonly deprecated?: string;
    readonly required?: boolean;
}

/** Roots that the lists leave out, whose contents are not looked at. Source: emqx_conf_schema.erl, emqx_enterprise_schema.erl. */
const UNLISTED =
    "actions authentication authorization banned bridges connectors exhook gateway opentelemetry rewrite";
const UNLISTED_TOO = "rule_engine sources topic_metrics";
const ENTERPRISE_ALONE = "file_transfer message_transformation schema_registry schema_validation";
const SINCE_6 = "a2a_registry ai mq multi_tenancy streams";
/** Of data integration before 5.1, which 6.0 does not take any more. */
const UNTIL_6 = ["bridges"];

const known = new Map<string, ReadonlyMap<string, Key>>();

/** The roots of a release, from the lists of 5.7.2, 5.8.11 (also for 5.9 and 5.10) and 6.3 (for all of 6). */
export function rootsOf(release: Release): ReadonlyMap<string, Key> {
    const edition = release.edition === "Enterprise" ? "ee" : "ce";
    const is6 = isAtLeast(release, "6.0");
    const list = `${edition}-${is6 ? "6.3" : isAtLeast(release, "5.8") ? "5.8.11" : "5.7.2"}`;
    let roots = known.get(list);
    if (roots === undefined) {
        const entries: Record<string, Entry> = JSON.parse(dataText("emqx-schema", `${list}.json`));
        const ofEdition = edition === "ee" ? [ENTERPRISE_ALONE] : [];
        const unlisted = [UNLISTED, UNLISTED_TOO, ...ofEdition, ...(is6 ? [SINCE_6] : [])].join(" ");
        const names = unlisted.split(" ").filter((name) => !is6 || !UNTIL_6.includes(name));
        roots = new Map([...names.map((name) => [name, unlistedRoot(name)] as const), ...treeOf(entries)]);
        known.set(list, roots);
    }
    return roots;
}

/** The key of a path; undefined where EMQX knows none. */
export function keyAt(roots: ReadonlyMap<string, Key>, path: readonly string[]): Key | undefined {
    const [root, ...rest] = path;
    return rest.reduce<Key | undefined>(
        (key, name) =>
            key && (fieldOf(key.keys, name) ?? key.any ?? (key.type === UNKNOWN ? key : undefined)),
        fieldOf(roots, root as string),
    );
}

/** The field that a name or an alias means. */
export function fieldOf(keys: ReadonlyMap<string, Key>, name: string): Key | undefined {
    return keys.get(name) ?? [...keys.values()].find(({ aliases }) => aliases.includes(name));
}

/** Of what is not in the lists. */
export const UNKNOWN = "unknown";

function unlistedRoot(name: string): Key {
    return {
        ...{ name, type: UNKNOWN, default: undefined, aliases: [] },
        ...{ isDeprecated: false, isOptional: true, keys: new Map(), any: undefined },
    };
}

function treeOf(entries: Record<string, Entry>): Map<string, Key> {
    const below = new Map<string, string[]>();
    for (const path of Object.keys(entries)) {
        const parent = path.slice(0, Math.max(0, path.lastIndexOf(".")));
        below.set(parent, [...(below.get(parent) ?? []), path]);
    }
    const keyOf = (path: string): Key => {
        const entry = entries[path] as Entry;
        const children = (below.get(path) ?? []).map(keyOf);
        const name = path.slice(path.lastIndexOf(".") + 1);
        // What is under names of the user's own has no line of its own in the lists.
        const wildcard = ["<name>", "<n>"].find((each) => below.has(`${path}.${each}`));
        const inside =
            wildcard === undefined
                ? undefined
                : anyOf(wildcard, (below.get(`${path}.${wildcard}`) ?? []).map(keyOf));
        return {
            name,
            type: entry.type,
            default: entry.default,
            aliases: entry.aliases ?? [],
            isDeprecated: entry.deprecated !== undefined,
            isOptional: entry.required === false,
            keys: new Map(children.map((child) => [child.name, child])),
            any: inside,
        };
    };
    return new Map((below.get("") ?? []).map((path) => [path, keyOf(path)]));
}

function anyOf(name: string, children: readonly Key[]): Key {
    return {
        ...unlistedRoot(name),
        type: "Struct",
        keys: new Map(children.map((child) => [child.name, child])),
    };
}
