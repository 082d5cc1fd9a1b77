import { hoconText } from "./text";
import { HoconError } from "./tokens";
import type { HoconField, HoconObject, HoconScalar, HoconValue, Place } from "./tree";

/**
 * The plainest text of a tree: one value a line behind its whole path, texts between quotes, no comments, no comma at an end,
 * nothing joined, no references. Operator 2.2.29, a booting node and a push read it alike; throws a {@link HoconError}
 * for what no such text says. Sources: rory-z/go-hocon v1.2.15-1, parser.go; emqx/hocon 0.43.1 and 0.44.0,
 * src/hocon_scanner.xrl and hocon_parser.yrl; emqx-operator 2.2.29, controllers/apps/v2beta1/sync_emqx_config.go.
 */
export function writeHocon(object: HoconObject): string {
    return lines(object, "")
        .map((line) => `${line}\n`)
        .join("");
}

/** All that has no such text; empty for what {@link writeHocon} writes. */
export function unwritable(object: HoconObject): HoconError[] {
    return object.fields.flatMap((field) => [
        ...failing(() => nameOf(field)),
        ...unwritableIn(field.value, field),
    ]);
}

function unwritableIn(value: HoconValue, place: Place): HoconError[] {
    if (value.kind === "object") return unwritable(value);
    if (value.kind === "list") return value.items.flatMap((item) => unwritableIn(item, place));
    return failing(() => valueLines(value, place, ""));
}

function failing(write: () => unknown): HoconError[] {
    try {
        write();
        return [];
    } catch (error) {
        if (error instanceof HoconError) return [error];
        throw error;
    }
}

function lines({ fields }: HoconObject, indent: string): string[] {
    return fields.flatMap((field) => fieldLines(nameOf(field), field, indent));
}

/** `path` is written; only plain names make one together. */
function fieldLines(path: string, field: HoconField, indent: string): string[] {
    const { value } = field;
    if (value.kind === "object" && value.fields.length > 0 && isPlain(path)) {
        const names = value.fields.map(nameOf);
        if (names.every(isPlain))
            return value.fields.flatMap((inner, i) => fieldLines(`${path}.${names[i]}`, inner, indent));
    }
    const [first = "", ...others] = valueLines(value, field, indent);
    // Behind a backslash and a quote EMQX would read on to the next quote of the line.
    if (path.endsWith('\\"') && value.kind !== "object")
        return [`${indent}${path} =`, `${indent}${first}`, ...others];
    return [`${indent}${path}${first.startsWith("{") ? " " : " = "}${first}`, ...others];
}

function isPlain(path: string): boolean {
    return !path.startsWith('"');
}

function valueLines(value: HoconValue, place: Place, indent: string): string[] {
    switch (value.kind) {
        case "object":
            if (value.fields.length === 0) return ["{}"];
            return ["{", ...lines(value, `${indent}  `), `${indent}}`];
        case "list":
            return listLines(value.items, place, indent);
        case "computed":
            throw new HoconError(place.line, place.column, "this value is not known");
        default:
            return [scalar(value, value.place ?? place)];
    }
}

function listLines(items: readonly HoconValue[], place: Place, indent: string): string[] {
    const inner = `${indent}  `;
    const parts = items.map((item) => valueLines(item, place, inner));
    const short = items.every(({ kind }) => kind !== "object" && kind !== "list");
    if (short && !parts.some(([line = ""]) => line.endsWith('\\"')))
        return [`[${parts.map(([line]) => line).join(", ")}]`];
    return [
        "[",
        ...parts.flatMap(([first, ...others], i) => {
            const part = [`${inner}${first}`, ...others];
            if (i < parts.length - 1) part.push(`${part.pop()},`);
            return part;
        }),
        `${indent}]`,
    ];
}

/** Words that mean something else without quotes. */
const TAKEN: ReadonlySet<string> = new Set(["true", "false", "null", "include"]);

/** What both readers take for one name without quotes. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Signs that the operator's reader refuses as a name even between quotes; go-hocon, parser.go (`forbiddenCharacters`). */
const REFUSED = /^["$"{}[\]:=,+#`^?!@*&\\().]$/;

function nameOf({ path, line, column }: HoconField): string {
    const [name, ...more] = path;
    if (name === undefined || more.length > 0) throw new Error("a field of an evaluated text has one name");
    if (PLAIN.test(name) && !TAKEN.has(name)) return name;
    if (REFUSED.test(name))
        throw new HoconError(
            line,
            column,
            "the operator takes no name of this one sign; give it another name",
        );
    return quotedText(name, { line, column });
}

function scalar({ kind, text }: HoconScalar, place: Place): string {
    if (kind === "text") return quotedText(text, place);
    return kind === "number" ? number(text, place) : text;
}

function quotedText(text: string, { line, column }: Place): string {
    if (/[\u2028\u2029]/.test(text))
        throw new HoconError(
            line,
            column,
            "a line separator or paragraph separator (U+2028, U+2029) stands in this text; leave it out",
        );
    if (/\p{Surrogate}/u.test(text))
        throw new HoconError(line, column, "half a character stands here, which is no Unicode; leave it out");
    return hoconText(text);
}

const [LOWEST, HIGHEST] = [-(2n ** 63n), 2n ** 63n - 1n];

function number(written: string, { line, column }: Place): string {
    const [, sign = "", digits = "", rest = ""] = /^([+-]?)0*(\d*)(.*)$/.exec(written) ?? [];
    const text = `${sign === "-" ? "-" : ""}${digits === "" ? "0" : digits}${rest}`;
    // A plus in it ends a negative number for the operator's reader.
    if (rest !== "") return text.replace("+", "");
    const value = BigInt(text);
    if (value < LOWEST || value > HIGHEST)
        throw new HoconError(
            line,
            column,
            `the operator takes whole numbers from ${LOWEST} to ${HIGHEST}; write one`,
        );
    return String(value);
}
