/** How the lists of EMQX's keys stand in keys.json, where equal types and keys stand once. Written by `npm run data:keys`. */
export interface PackedLists {
    readonly lists: readonly PackedList[];
    readonly types: readonly PackedType[];
    readonly keys: readonly PackedKey[];
}

export interface PackedList {
    readonly edition: string;
    /** The release that the list is of. */
    readonly version: string;
    /** The struct of all roots, by its position in types. */
    readonly roots: number;
}

/** Numbers are positions in types, of a struct's keys in keys. */
export type PackedType =
    /** A leaf, e.g. `duration`, or `1..65535`. */
    | string
    | { readonly s: { readonly [name: string]: number } }
    /** A block with names of the user's. */
    | { readonly m: number }
    | { readonly l: number }
    | { readonly u: readonly number[] }
    | { readonly e: readonly string[] }
    /** One word. */
    | { readonly w: string };

export interface PackedKey {
    readonly t: number;
    /** Default, as HOCON. */
    readonly d?: string;
    readonly r?: 1;
    /** EMQX drops it without a word. */
    readonly x?: 1;
    readonly a?: readonly string[];
    readonly s?: 1;
    /** EMQX documents it nowhere. */
    readonly h?: 1;
    readonly c?: string;
    readonly v?: readonly string[];
}
