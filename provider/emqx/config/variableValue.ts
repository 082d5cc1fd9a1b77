import { evaluate } from "./hocon/evaluate";
import { parseHocon } from "./hocon/parse";
import { quotedAt } from "./hocon/quoted";
import { hoconText } from "./hocon/text";
import { HoconError, type Token, tokens } from "./hocon/tokens";
import type { HoconValue } from "./hocon/tree";

/**
 * How the value of a variable is written, so that EMQX reads back what was given. EMQX reads `key=` and the value as HOCON, and
 * where that is none the value itself, byte by byte. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon_tconf.erl (`parse_env`).
 */

/** What EMQX takes for a key, as far as that decides how a value is written. */
export interface Takes {
    /** Texts alone: where a number or `true` is given, it is a text. */
    readonly text: boolean;
    /** Lists or blocks. */
    readonly blocks: boolean;
}

/** A key of which nothing is known. */
export const ANYTHING: Takes = { text: false, blocks: true };

/** Texts, lists and blocks that are HOCON on purpose stay as they are, and so does what has only one meaning. */
export function variableValue(given: string, takes: Takes): string {
    return given === "" || asGiven(given, takes) !== undefined ? given : hoconText(given);
}

/** What EMQX reads of what is written. */
export function readVariable(given: string, takes: Takes): HoconValue {
    return asGiven(given, takes) ?? { kind: "text", text: given, quoted: true };
}

/**
 * What is wrong with a value that looks like a list or a block: it is none, or the key takes neither. Undefined for all others.
 */
export function misread(given: string, { text, blocks }: Takes): string | undefined {
    if (!/^\s*(\[.*\]|\{.*\})\s*$/s.test(given) || (text && blocks)) return undefined;
    const value = hoconOf(given);
    if (blocks) return value instanceof HoconError ? `cannot be read as one: ${value.reason}` : undefined;
    return value instanceof HoconError ? undefined : "EMQX takes a single value here";
}

/** What the value is without quotes of ours; undefined where it would be something else then. */
function asGiven(given: string, { text, blocks }: Takes): HoconValue | undefined {
    const quoted = given.startsWith('"') ? quotedAt(given, 0) : undefined;
    if (quoted?.length === given.length && quoted.text !== undefined) {
        return { kind: "text", text: quoted.text, quoted: true };
    }
    if (/^\s*[[{]/.test(given)) {
        const value = blocks ? hoconOf(given) : undefined;
        return value instanceof HoconError ? undefined : value;
    }
    const [token, ...more] = tokensOf(given);
    if (token === undefined || more.length > 0 || token.text !== given) return undefined;
    switch (token.kind) {
        case "word":
            return { kind: "text", text: given, quoted: false };
        case "unit":
            return text ? undefined : { kind: "text", text: given, quoted: false };
        case "flag":
        case "null":
            return text ? undefined : { kind: token.kind, text: given, quoted: false };
        case "number":
            return text || !CANONICAL.test(given)
                ? undefined
                : { kind: "number", text: given, quoted: false };
        default:
            return undefined;
    }
}

/** A number that comes back as it was written. */
const CANONICAL = /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.(0|\d*[1-9]))$/;

function tokensOf(text: string): Token[] {
    try {
        return tokens(text);
    } catch (error) {
        if (error instanceof HoconError) return [];
        throw error;
    }
}

const KEY = "value=";

/** The whole text as one value. */
function hoconOf(text: string): HoconValue | HoconError {
    try {
        const [field, ...more] = evaluate(parseHocon(KEY + text)).fields;
        if (field === undefined || more.length > 0)
            return new HoconError(1, 1, "more than one value stands here");
        return field.value;
    } catch (error) {
        if (error instanceof HoconError) return error;
        throw error;
    }
}
