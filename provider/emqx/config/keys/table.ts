import { compareVersions, minorOf } from "../../../naming/versionNumbers";
import type { EmqxEdition } from "../../args/edition";
import { type EmqxVersion, emqxInWords, resolveVersion } from "../../lines/versions";
import { type Key, type KeyList, type KeyType, LISTS } from "./lists";

/** What EMQX's keys are at one release of one edition. */
export interface KeyTable {
    readonly edition: EmqxEdition;
    readonly version: string;
    /** Whether the list was made from this very release; otherwise what is found in it alone is told as a warning. */
    readonly exact: boolean;
    readonly list: KeyList;
    /** The list on the other side of the release: what both do not take, no release between them takes. */
    readonly other?: KeyList;
}

export function keyTable({ edition, version }: Pick<EmqxVersion, "edition" | "version">): KeyTable {
    const lists = LISTS.filter((list) => list.edition === edition);
    const before = lists.filter((list) => compareVersions(list.version, version) <= 0).at(-1);
    const after = lists.find((list) => compareVersions(list.version, version) >= 0);
    const own = [after, before].find((list) => list && minorOf(list.version) === minorOf(version));
    const list = own ?? after ?? (before as KeyList);
    const other = [after, before].find((one) => one !== list);
    return { edition, version, exact: list.version === version, list, ...(other && { other }) };
}

/** What is known of one key. */
export interface KeyAt {
    readonly type: KeyType;
    readonly default?: string;
    /** Whether its value is a secret. */
    readonly sensitive: boolean;
    /** Whether EMQX reads the value from a file where it is `file://...`. Source: emqx_schema_secret.erl. */
    readonly readsFiles: boolean;
    /** Whether EMQX drops it without a word. */
    readonly dropped: boolean;
}

/** The key that a path leads to, with names of the user's and positions of lists as they are; undefined where there is none. */
export function keyAt({ list }: KeyTable, path: readonly string[]): KeyAt | undefined {
    const [key] = keysAt(list.roots, path);
    if (key === undefined) return undefined;
    return {
        type: key.type,
        ...(key.default !== undefined && { default: key.default }),
        sensitive: key.sensitive || leaves(key.type).includes("secret"),
        readsFiles: leaves(key.type).includes("secret"),
        dropped: key.dropped,
    };
}

/**
 * What EMQX fills in for a key that a text leaves out of a root that it names: `null` for nothing, undefined for a key that there
 * is not. Hidden blocks are filled where the text names them. Source: emqx/hocon 0.43.1 and 0.44.0, hocon_tconf.erl
 * (map_one_field), run on keys of all roots.
 */
export function filledIn(
    { list }: KeyTable,
    path: readonly string[],
    isNamed: (block: readonly string[]) => boolean,
): string | null | undefined {
    const [key] = keysAt(list.roots, path);
    if (key === undefined) return undefined;
    const blocks = path.map((_, at) => path.slice(0, at + 1));
    const skipped = blocks.some((block) => keysAt(list.roots, block)[0]?.hidden === true && !isNamed(block));
    return skipped ? null : (key.default ?? null);
}

/** All keys that a path can mean: members of a union have theirs. */
export function keysAt(type: KeyType, path: readonly string[]): Key[] {
    return below(
        {
            type,
            required: false,
            dropped: false,
            sensitive: false,
            hidden: false,
            aliases: [],
            validators: [],
        },
        path,
    );
}

function below(key: Key, path: readonly string[]): Key[] {
    const [name, ...rest] = path;
    if (name === undefined) return [key];
    const { type } = key;
    switch (type.kind) {
        case "struct": {
            const next = keyNamed(type.keys, name);
            return next === undefined ? [] : below(next, rest);
        }
        case "map":
            return below({ ...key, type: type.of, validators: [] }, rest);
        case "list":
            return /^\+?0*[1-9]\d*$/.test(name) ? below({ ...key, type: type.of, validators: [] }, rest) : [];
        case "union":
            return type.of.flatMap((member) => below({ ...key, type: member }, path));
        default:
            return [];
    }
}

/** A key by its name or by a name that EMQX also has for it. */
export function keyNamed(keys: ReadonlyMap<string, Key>, name: string): Key | undefined {
    return keys.get(name) ?? [...keys.values()].find((key) => key.aliases.includes(name));
}

function leaves(type: KeyType): string[] {
    if (type.kind === "leaf") return [type.name];
    return type.kind === "union" ? type.of.flatMap(leaves) : [];
}

/** The minor that a table is of, as a sentence has it: `EMQX Enterprise 5.8`, `EMQX 6.3`. */
export function tableName({ edition, version }: Pick<KeyTable, "edition" | "version">): string {
    return emqxInWords(resolveVersion(edition, version), minorOf(version) ?? version);
}

/** Editions and minors that have a key which a table does not have. */
export function whereElse(table: KeyTable, path: readonly string[]): Pick<KeyTable, "edition" | "version">[] {
    return LISTS.filter((list) => list !== table.list && keysAt(list.roots, path).length > 0)
        .sort((a, b) => Number(b.edition === table.edition) - Number(a.edition === table.edition))
        .map((list) => ({ edition: list.edition as EmqxEdition, version: list.version }));
}
