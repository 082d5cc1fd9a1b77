import { HoconError } from "../hocon/tokens";
import type { HoconObject, HoconScalar, HoconValue, Place } from "../hocon/tree";

/**
 * What of a configuration does not arrive at EMQX as it is written, when it goes as JSON through the API server and an operator that
 * writes a text of it: `"root" = JSON`, one line for each root, as Go's encoding/json prints it. Sources: what EMQX's reader makes
 * of such texts (emqx/hocon 0.44.0, 0.45.9, 0.46.1; tests/data/oracle); ConfigMap of an operator 3.0 that was recorded.
 */
export function lost(object: HoconObject, version: string): HoconError[] {
    return object.fields.flatMap((field) => [
        ...wrongName(field.path[0] ?? "", field, version),
        ...lostIn(field.value, field, version),
    ]);
}

function lostIn(value: HoconValue, place: Place, version: string): HoconError[] {
    if (value.kind === "object") return lost(value, version);
    if (value.kind === "list") return value.items.flatMap((item) => lostIn(item, place, version));
    if (value.kind === "computed") return [error(place, "this value is not known")];
    const at = value.place ?? place;
    const reason = reasonOf(value, version);
    return reason === undefined ? [] : [error(at, reason)];
}

function error({ line, column }: Place, reason: string): HoconError {
    return new HoconError(line, column, reason);
}

/** Pulumi's SDK takes objects with such a member for values of its own; sdk/nodejs, runtime/rpc.ts. */
const TAKEN_BY_PULUMI = /^(__pulumi|__proto__$)/;

function wrongName(name: string, place: Place, version: string): HoconError[] {
    if (TAKEN_BY_PULUMI.test(name)) return [error(place, "Pulumi keeps this name for itself; write another")];
    const reason = reasonOfText(name, version);
    return reason === undefined ? [] : [error(place, reason)];
}

function reasonOf({ kind, text }: HoconScalar, version: string): string | undefined {
    switch (kind) {
        case "text":
            return reasonOfText(text, version);
        case "number":
            return reasonOfNumber(text);
        case "null":
            return "null does not arrive; leave the key out, which is the same for EMQX";
        default:
            return undefined;
    }
}

/** The first minor of EMQX that reads JSON's escapes of single characters (emqx/hocon 0.46). */
const READS_ESCAPES_FROM = [6, 3] as const;

function readsEscapes(version: string): boolean {
    const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
    const [first, second] = READS_ESCAPES_FROM;
    return major > first || (major === first && minor >= second);
}

/** What Go escapes in a way of its own: all others stand for themselves, or are escapes of EMQX's own. */
const ESCAPED_BY_GO = /[^\P{Cc}\n\r\t\u007f-\u009f]/u;

function reasonOfText(text: string, version: string): string | undefined {
    if (/[\u2028\u2029]/.test(text))
        return "a line separator or paragraph separator (U+2028, U+2029) stands in this text; leave it out";
    if (/\p{Surrogate}/u.test(text)) return "half a character stands here, which is no Unicode; leave it out";
    if (text.endsWith("\\"))
        return "a text that ends in a backslash reads on to the next quote for EMQX; write another character behind it, or keep it in secretFiles";
    if (!readsEscapes(version) && ESCAPED_BY_GO.test(text))
        return `a control character stands in this text, which EMQX reads from ${READS_ESCAPES_FROM.join(".")} on only; leave it out, or keep the text in secretFiles`;
    return undefined;
}

function reasonOfNumber(text: string): string | undefined {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text))
        return Number.isSafeInteger(value)
            ? undefined
            : `a whole number arrives exactly up to ${Number.MAX_SAFE_INTEGER} only; write a smaller one, or put it between double quotes`;
    const printed = String(value);
    if (/^-?\d+$/.test(printed))
        return `this number arrives without its fraction, as a whole one; write it without the fraction, or between double quotes where the key takes no whole number`;
    // Whatever Go prints so, JavaScript does too: the shortest that reads back, with an exponent below 1e-6 and from 1e21 on.
    if (!printed.includes("."))
        return "this number arrives with an exponent that EMQX cannot read; put it between double quotes";
    return undefined;
}
