import { looksLikeToken } from "../../provider/emqx/config/secretValues";

/**
 * What of a live object may be a secret, by its name or by its look. Rather one too many: what is left to the configuration is there
 * all the same, and what was printed is out.
 */

const WORD =
    "pass(word|wd|phrase)?|pwd|secret|token|cookie|credentials?|authorization|(api|access|private)[-_]?key";

/** `ADMIN_PASS`, `X-Api-Key`, `EMQX_LICENSE__KEY`. */
const SECRET_NAME = new RegExp(`${WORD}|private|(^|_)key$`, "i");

/** `password = "..."`, `--token=...`, `"secret": ...` somewhere in a text. */
const SAID_INSIDE = new RegExp(`(${WORD})["']?\\s*[=:]\\s*\\S`, "i");

const IN_ADDRESS = /:\/\/[^/\s:@]*:[^/\s@]+@/;
const IN_HEADER = /\b(bearer|basic|digest)\s+[\w+/=.-]{6,}/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Whether the value of a variable, a header or an annotation may be a secret; the place of a file with one is none. */
export function mayBeSecret(name: string, value: string): boolean {
    return !value.startsWith("file://") && (speaksOfSecret(name) || looksSecret(value));
}

/** Whether a name says that what follows it is a secret. */
export function speaksOfSecret(name: string): boolean {
    return SECRET_NAME.test(name);
}

/** Whether a text holds a secret, whatever it is the value of. */
export function looksSecret(text: string): boolean {
    return (
        [SAID_INSIDE, IN_ADDRESS, IN_HEADER, PRIVATE_KEY].some((look) => look.test(text)) ||
        looksLikeToken(text)
    );
}
