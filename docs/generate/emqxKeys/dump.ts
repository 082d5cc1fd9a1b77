import { type TypeName, typeName } from "./typeName";

/** What a list of keys says of one key. */
export interface Listed {
    readonly type: TypeName;
    readonly default?: string;
    readonly aliases?: readonly string[];
    readonly required?: boolean;
    /** Since when the key does nothing; `true` where nobody wrote it down. */
    readonly deprecated?: string;
    readonly hidden?: boolean;
    readonly sensitive?: boolean;
    readonly readOnly?: boolean;
    readonly validated?: boolean;
    /** `ee`: the open-source build of the same sources has no such key. */
    readonly edition?: string;
    /** The older list that has no such key. */
    readonly notIn?: string;
}

/** A key of a list: its path, and of which members of unions it is, outermost first. */
export interface ListedKey {
    readonly path: readonly string[];
    /** E.g. `authn:jwt_hmac`. */
    readonly members: readonly string[];
    readonly is: Listed;
}

export type Dump = readonly ListedKey[];

/** A list from its JSON. */
export function readDump(text: string): Dump {
    const listed = JSON.parse(text) as {
        readonly [key: string]: Listed & { readonly type: string };
    };
    return Object.entries(listed).map(([key, is]) => {
        const [path = "", members] = key.split("  # ");
        return {
            path: path.split("."),
            members: members?.split(" / ") ?? [],
            is: { ...is, type: typeName(is.type) },
        };
    });
}

/** Name that a key has in its list. */
export function keyName({ path, members }: ListedKey): string {
    return members.length === 0 ? path.join(".") : `${path.join(".")}  # ${members.join(" / ")}`;
}
