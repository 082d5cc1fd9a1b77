import { type Dump, keyName, type Listed, type ListedKey, readDump } from "./dump";
import type { TypeName } from "./typeName";

/** The keys of one edition at one release. */
export interface EditionKeys {
    readonly edition: "OpenSource" | "Enterprise";
    readonly version: string;
    readonly dump: Dump;
}

/**
 * The five lists. Complete are open source 5.7.2, Enterprise 5.8.11, and 6.3, which has no editions (walked from the schema modules of
 * branch release-63 on 2026-08-07 with the legacy profile; 6.3.1 came of it on 2026-09-17). The other two are complete but for data integration,
 * which is put together: open-source 5.8.11 of the same sources as Enterprise's, so that only what is marked as Enterprise's
 * goes; Enterprise 5.7.2 of open-source 5.7.2 and of what is Enterprise's alone in 5.8.11 and is marked as no later. Held against
 * EMQX's own schema at tag v5.7.2, Enterprise: no key is missing, and none is too much.
 */
export function editionKeys(textOf: (file: string) => string): EditionKeys[] {
    const read = (name: string) => readDump(textOf(`emqx-${name}.json`));
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
    return [
        { edition: "OpenSource", version: "5.7.2", dump: open57 },
        { edition: "Enterprise", version: "5.7.2", dump: over(bothOf57, read("ee-5.7.2")) },
        { edition: "OpenSource", version: "5.8.11", dump: open58 },
        { edition: "Enterprise", version: "5.8.11", dump: enterprise58 },
        { edition: "Enterprise", version: "6.3.1", dump: read("ee-6.3-all") },
    ];
}

/**
 * A list with what another says of the roots that this has. The other leaves out the authentication of listeners and what is
 * below members of unions: that stays where both have the same union.
 */
function over(dump: Dump, roots: Dump): Dump {
    const names = new Set(rootsOf(roots));
    const told = new Map(roots.map((key) => [key.path.join("."), key]));
    const here = new Map(
        dump.filter(({ members }) => members.length === 0).map((key) => [key.path.join("."), key]),
    );
    const unions = new Set(
        [...told]
            .filter(([path, { is }]) => isSameUnion(is.type, here.get(path)?.is.type))
            .map(([path]) => path),
    );
    const kept = dump.filter(({ path }) => {
        const above = path.map((_, i) => path.slice(0, i).join("."));
        const ofListener = path[0] === "listeners" && path[3] === "authentication";
        return !names.has(path[0] as string) || ofListener || above.some((one) => unions.has(one));
    });
    return [...kept, ...roots];
}

/** Whether both are a union with structs among its members, the same ones. */
function isSameUnion(type: TypeName, other: TypeName | undefined): boolean {
    const hasStructs = type.kind === "union" && type.of.some((member) => member.kind === "struct");
    return hasStructs && JSON.stringify(type) === JSON.stringify(other);
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
