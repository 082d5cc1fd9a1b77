import type { OwnedKeys } from "../../lines/line/keys";

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
    const [root = ""] = path;
    const sentence = Object.hasOwn(roots, root) ? roots[root] : undefined;
    return sentence === undefined ? undefined : { key: root, sentence };
}

const SECRET_NAMES = [
    "access_key_secret",
    "client_secret",
    "password",
    "private_key",
    "sas_token",
    "secret",
    "secret_access_key",
    "secret_key",
    "token",
];

/** What kind of secret a value is, by its key or its look. A file that is mounted from a Secret is none. */
export function secretIn(key: string, value: string): string | undefined {
    if (["", "null", "true", "false"].includes(value) || value.startsWith("file://")) return undefined;
    if (SECRET_NAMES.includes(key)) return `a ${key}`;
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return "a private key";
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s@]+@/i.test(value)) return "a password in an address";
    if (key.toLowerCase() === "authorization" && /^(Bearer|Basic) \S/i.test(value))
        return "credentials in a header";
    return undefined;
}
