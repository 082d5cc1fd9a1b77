import type { KeyType } from "./keys/lists";
import { type KeyTable, keyAt } from "./keys/table";

/** Which values of a configuration are secrets, by their key or by their look. A placeholder for one is none. */

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

/** Blocks whose names are the user's: EMQX sends them on as they are. */
const OWN_NAMES = /^(headers?|body|form_data|parameters|user_properties|metadata)$/;

/** What kind of secret the value of a key is; undefined for none. A file that is mounted from a Secret is none. */
export function secretAt(table: KeyTable, path: readonly string[], value: string): string | undefined {
    const name = path.at(-1) ?? "";
    const key = keyAt(table, path);
    const own = key === undefined && path.slice(0, -1).some((above) => OWN_NAMES.test(above));
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value)) return "a private key";
    const [, inAddress] = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:([^/\s@]+)@/i.exec(value) ?? [];
    if (inAddress !== undefined && !isTemplate(inAddress)) return "a password in an address";
    if (["", "null", "true", "false"].includes(value) || value.startsWith("file://") || isTemplate(value))
        return undefined;
    if (SECRET_NAMES.includes(name)) return `a ${name}`;
    if (key?.sensitive && !isWordOf(key.type, value)) return "a secret";
    if (looksLikeToken(value)) return "a token";
    if (!own) return undefined;
    if (/^(Bearer|Basic|Digest|Token|ApiKey)\s+\S/i.test(value)) return "credentials in a header";
    if (speaksOfSecret(name)) return "a secret";
    return /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/=]{32,}$/.test(value) ? "what looks like a secret" : undefined;
}

/** One of EMQX's own words stands where a secret may: `authentication = none`. */
function isWordOf(type: KeyType, value: string): boolean {
    if (type.kind === "union") return type.of.some((member) => isWordOf(member, value));
    return type.kind === "word" && type.word === value;
}

/** Placeholders that EMQX fills in, and nothing else that says anything but a scheme in front: `${password}`, `Bearer ${token}`. */
export function isTemplate(value: string): boolean {
    const rest = value.replace(/^[A-Za-z][\w-]*\s+(?=\$\{)/, "");
    return rest.includes("${") && !/[A-Za-z0-9]/.test(rest.replace(/\$\{[^{}]*\}/g, ""));
}

/** Tokens that tell what they are: JSON Web Tokens, and keys of Amazon, Alibaba Cloud, Google, GitHub, GitLab, Slack, Stripe. */
export function looksLikeToken(value: string): boolean {
    return (
        /^(\w+\s+)?eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*$/.test(value) ||
        /^(AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,}|AIza[\w-]{35}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}|xox[abprs]-[\w-]{10,}|[sr]k_live_\w{10,})$/.test(
            value,
        )
    );
}

const SECRET_WORDS =
    /(^| )(password|passwd|passphrase|pwd|secret|token|credentials?|authorization|apikey|cookie|(api|access|private|secret|subscription|auth|account|shared|signing) key)( |$)/;

/** A name such as `X-Api-Key`, `clientSecret`, `auth_token`. */
function speaksOfSecret(name: string): boolean {
    const words = name
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/[^A-Za-z0-9]+/g, " ")
        .toLowerCase();
    return SECRET_WORDS.test(words);
}
