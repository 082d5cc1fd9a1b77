import type { HoconValue } from "../../hocon/tree";
import { integer } from "./numbers";
import { type Leaf, parsed, plainReading, type Reading, Refused, textOf, UNKNOWN } from "./reading";

/** A text; a whole number becomes one. */
const TEXT = 'write a text, e.g. "..."';

/** Passwords may be lists of texts, which nobody writes on purpose. Source: emqx_schema.erl, password_converter. */
export const text: Leaf = {
    reads: (value) =>
        textOf(value) ?? new Refused(TEXT, value.kind === "list" ? "list for a text" : undefined),
};

/** A name in EMQX; `true` is one too. */
export const atom: Leaf = {
    reads(value) {
        const written = value.kind === "flag" || value.kind === "null" ? value.text : textOf(value);
        return written === undefined || [...written].length > 255
            ? new Refused("write a name, e.g. default")
            : written;
    },
};

/** One word of several. Source: emqx/hocon, hocon_schema_builtin.erl, and the spelling of hocon_tconf.erl, check_enum_symbol. */
export function oneOf(words: readonly string[]): Leaf {
    return {
        reads(value) {
            const written =
                value.kind === "flag" ? value.text : value.kind === "text" ? value.text : undefined;
            return written !== undefined && words.includes(written)
                ? written
                : new Refused(`write ${words.length === 1 ? "" : "one of "}${words.join(", ")}`);
        },
    };
}

/** Anything, as it is written. */
export const term: Leaf = { reads: plainReading };

export const map: Leaf = {
    reads: (value) =>
        value.kind === "object" ? plainReading(value) : new Refused("write a block, e.g. {...}"),
};

/** A block of texts. Source: emqx_prometheus_schema.erl, headers. */
export const textMap = map;

/** Texts between commas, or a list of them. Source: emqx_schema.erl, to_comma_separated_list: blanks part them too. */
function commas(value: HoconValue, item: Leaf): Reading | Refused {
    if (value.kind === "list") {
        const items = value.items.map((one) => (one.kind === "computed" ? UNKNOWN : item.reads(one)));
        return items.find((one) => one instanceof Refused) ?? (items as Reading[]);
    }
    const written = textOf(value);
    return written === undefined
        ? new Refused('write a list of texts, e.g. ["a", "b"]')
        : written.split(/[, ]+/).filter((part) => part !== "");
}

export const commaTexts: Leaf = { reads: (value) => commas(value, text) };

/** Names between commas; a list of texts is none of them, where a list of names is not a type of its own. */
export const commaAtoms: Leaf = {
    reads: (value) =>
        value.kind === "list" && value.items.some(({ kind }) => kind !== "flag")
            ? new Refused('write names between commas, e.g. "a,b"')
            : commas(value, atom),
};

/** Parts of a topic by their positions. Source: emqx_retainer_schema.erl, index_specs. */
export const indexSpec: Leaf = {
    reads(value) {
        const items = value.kind === "list" ? value.items.map((item) => integer.reads(item)) : [];
        const positions = items.every((item) => typeof item === "bigint" && item > 0n);
        return items.length > 0 && positions
            ? (items as bigint[])
            : new Refused("write positions in a topic, e.g. [1, 2]");
    },
};

export const qos = parsed(
    (written) => (/^[012]$/.test(written) ? BigInt(written) : undefined),
    "write a whole number from 0 to 2",
);
