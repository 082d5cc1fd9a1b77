import type { Rule } from "./rules";

/** Control characters that HOCON has an escape for. Source: emqx/hocon, hocon_scanner.xrl (`unesc`). */
const ESCAPED = /[\b\t\n\f\r]/g;

/**
 * What does not reach EMQX as it is: a text with a character that Erlang does not count as printable keeps the form of a list
 * and is refused (hocon_schema_builtin.erl with io_lib:printable_unicode_list), the separators U+2028 and U+2029 end a quoted
 * text (hocon_scanner.xrl), and half a surrogate pair is no text. Source: emqx/hocon 0.43.1 and 0.44.0.
 */
const LOST = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u;

const CONTROL = "control characters and line separators";

/** A text that EMQX can read back from its environment. */
export const readable: Rule = (value) => {
    if (typeof value !== "string") return "write a text in quotes";
    if (!LOST.test(value.replace(ESCAPED, ""))) return undefined;
    return `write a text without ${CONTROL} (U+2028, U+2029), which EMQX would not get as they are`;
};

/** The same on one line: a name, a password. */
export const typed: Rule = (value) =>
    typeof value === "string" && !LOST.test(value)
        ? undefined
        : `write a text on one line, without ${CONTROL} (U+2028, U+2029)`;
