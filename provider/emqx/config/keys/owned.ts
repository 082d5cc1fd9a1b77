import type { OwnedKeys } from "../../lines/line/keys";
import { insteadOfKey } from "../../listeners/owner";

/** Keys that are set elsewhere, or that a change of `config` would not reach. */

interface Owner {
    /** The key, or the root, that has another place. */
    readonly key: string;
    /** What follows on the key in a sentence. */
    readonly sentence: string;
}

/** Roots whose secrets have an input of their own. */
export const SECRET_ROOTS: readonly string[] = ["license", "api_key", "dashboard", "node"];

/** Who sets a key instead; undefined for keys that belong into `config`. */
export function ownerOf({ keys, roots }: OwnedKeys, path: readonly string[]): Owner | undefined {
    const name = path.join(".");
    for (const [key, sentence] of keys) {
        if (name === key || name.startsWith(`${key}.`)) return { key, sentence };
    }
    const listener = insteadOfKey(path);
    // A list as a whole, not its first item.
    if (listener !== undefined) return { key: name.replace(/(\.\d+)+$/, ""), sentence: `which ${listener}` };
    const [root = ""] = path;
    const sentence = Object.hasOwn(roots, root) ? roots[root] : undefined;
    return sentence === undefined ? undefined : { key: root, sentence };
}
