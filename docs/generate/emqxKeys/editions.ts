import { type Dump, keyName, type Listed, type ListedKey, readDump } from "./dump";
import type { TypeName } from "./typeName";

/** The keys of one edition at one release. */
export interface EditionKeys {
    readonly edition: "OpenSource" | "Enterprise";
    readonly version: string;
    readonly dump: Dump;
    /** Roots whose keys are put together of other lists. */
    readonly composed: readonly string[];
}

/**
 * The four lists. Complete are open source 5.7.2 and Enterprise 5.8.11. The other two are complete but for data integration,
 * which is put together: open-source 5.8.11 of the same sources as Enterprise's, so that only what is marked as Enterprise's
 * goes; Enterprise 5.7.2 of open-source 5.7.2 and of what is Enterprise's alone in 5.8.11.
 */
export function editionKeys(folder: string): EditionKeys[] {
    const read = (name: string) => readDump(`${folder}/emqx-${name}.json`);
    const open57 = read("ce-5.7.2-all");
    const enterprise58 = read("ee-5.8.11-all");
    const open58 = over(
        enterprise58.filter(({ is }) => is.edition !== "ee"),
        read("ce-5.8.11"),
    );
    const bothOf57 = joined(
        open57,
        enterprise58.filter(({ is }) => is.edition === "ee" && is.notIn === undefined),
        enterprise58,
    );
    const own57 = read("ee-5.7.2");
    return [
        { edition: "OpenSource", version: "5.7.2", dump: open57, composed: [] },
        {
            edition: "Enterprise",
            version: "5.7.2",
            dump: over(bothOf57, own57),
            composed: rootsOf(bothOf57).filter((root) => !rootsOf(own57).includes(root)),
        },
        { edition: "OpenSource", version: "5.8.11", dump: open58, composed: [] },
        { edition: "Enterprise", version: "5.8.11", dump: enterprise58, composed: [] },
    ];
}

/** A list with the roots of another, which leaves out the authentication of listeners. */
function over(dump: Dump, roots: Dump): Dump {
    const names = new Set(rootsOf(roots));
    const kept = dump.filter(
        ({ path }) =>
            !names.has(path[0] as string) || (path[0] === "listeners" && path[3] === "authentication"),
    );
    return [...kept, ...roots];
}

function rootsOf(dump: Dump): string[] {
    return [...new Set(dump.map(({ path }) => path[0] as string))];
}

/** Keys of one list and more of another; a union has the members of both. */
function joined(dump: Dump, more: Dump, types: Dump): Dump {
    const known = new Map(dump.map((key) => [keyName(key), key]));
    const later = new Map(types.map((key) => [keyName(key), key]));
    const widened = dump.map((key): ListedKey => {
        const type = later.get(keyName(key))?.is.type;
        const is: Listed = { ...key.is, type: type === undefined ? key.is.type : wider(key.is.type, type) };
        return { ...key, is };
    });
    return [...widened, ...more.filter((key) => !known.has(keyName(key)))];
}

function wider(type: TypeName, other: TypeName): TypeName {
    if (type.kind === "list" && other.kind === "list") return { ...type, of: wider(type.of, other.of) };
    if (type.kind === "map" && other.kind === "map") return { ...type, of: wider(type.of, other.of) };
    if (type.kind !== "union" || other.kind !== "union") return type;
    const names = new Set(type.of.map((member) => JSON.stringify(member)));
    const more = other.of.filter((member) => member.kind === "struct" && !names.has(JSON.stringify(member)));
    return { ...type, of: [...type.of, ...more] };
}
