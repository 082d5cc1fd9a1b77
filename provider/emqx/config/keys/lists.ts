import keysFile from "./keys.json";
import type { PackedKey, PackedLists, PackedType } from "./packed";

/** EMQX's keys by edition and release, unpacked. */

export type KeyType =
    | { readonly kind: "struct"; readonly keys: ReadonlyMap<string, Key> }
    /** A block with names of the user's. */
    | { readonly kind: "map"; readonly of: KeyType }
    | { readonly kind: "list"; readonly of: KeyType }
    | { readonly kind: "union"; readonly of: readonly KeyType[] }
    | { readonly kind: "enum"; readonly words: readonly string[] }
    | { readonly kind: "word"; readonly word: string }
    | { readonly kind: "leaf"; readonly name: string };

export type Struct = Extract<KeyType, { kind: "struct" }>;

export interface Key {
    readonly type: KeyType;
    /** As HOCON. */
    readonly default?: string;
    /** Whether it has to stand in a block that is there. */
    readonly required: boolean;
    /** EMQX drops it without a word. */
    readonly dropped: boolean;
    readonly sensitive: boolean;
    /** EMQX documents it nowhere, and fills in nothing of it where a text does not name it. */
    readonly hidden: boolean;
    readonly aliases: readonly string[];
    readonly converter?: string;
    readonly validators: readonly string[];
}

export interface KeyList {
    readonly edition: string;
    readonly version: string;
    readonly roots: Struct;
}

export const LISTS: readonly KeyList[] = unpacked(keysFile as unknown as PackedLists);

function unpacked({ lists, types, keys }: PackedLists): KeyList[] {
    const typeAt = once((at) => typeOf(types[at] as PackedType));
    const keyAt = once((at) => keyOf(keys[at] as PackedKey));

    function typeOf(packed: PackedType): KeyType {
        if (typeof packed === "string") return { kind: "leaf", name: packed };
        if ("s" in packed) {
            return {
                kind: "struct",
                keys: new Map(Object.entries(packed.s).map(([name, at]) => [name, keyAt(at)])),
            };
        }
        if ("m" in packed) return { kind: "map", of: typeAt(packed.m) };
        if ("l" in packed) return { kind: "list", of: typeAt(packed.l) };
        if ("e" in packed) return { kind: "enum", words: packed.e };
        if ("w" in packed) return { kind: "word", word: packed.w };
        return { kind: "union", of: packed.u.map(typeAt) };
    }

    function keyOf(packed: PackedKey): Key {
        return {
            type: typeAt(packed.t),
            ...(packed.d !== undefined && { default: packed.d }),
            required: packed.r === 1,
            dropped: packed.x === 1,
            sensitive: packed.s === 1,
            hidden: packed.h === 1,
            aliases: packed.a ?? [],
            ...(packed.c !== undefined && { converter: packed.c }),
            validators: packed.v ?? [],
        };
    }

    return lists.map(({ edition, version, roots }) => ({
        edition,
        version,
        roots: typeAt(roots) as Struct,
    }));
}

/** Makes what is at a position when it is first asked for: equal types are one object then. */
function once<T>(make: (at: number) => T): (at: number) => T {
    const made = new Map<number, T>();
    return (at) => {
        const known = made.get(at);
        if (known !== undefined) return known;
        const now = make(at);
        made.set(at, now);
        return now;
    };
}
