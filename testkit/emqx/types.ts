import { isList, isTree, type Value } from "./hocon";
import { isIndex } from "./hocon/merge";

/** What a type makes of a value, or why it does not take it. */
export type Converted = { readonly value: Value } | { readonly reason: string };

/**
 * EMQX's simple types, as far as the double knows them; another type takes everything. Source: emqx_schema.erl (to_duration,
 * to_bytesize, to_percent, to_ip_port) and hocon_schema_builtin.erl, 5.7.2 and 5.8.11: what has a unit, and every number, is also
 * taken as a text.
 */
export function convert(type: string, value: Value): Converted {
    if (type.startsWith("OneOf(")) return oneOf(membersOf(type), value);
    if (type.startsWith("Array(")) return listOf(type.slice("Array(".length, -1), value);
    const quoted = /^String\("(.*)"\)$/.exec(type)?.[1];
    if (quoted !== undefined) return value === quoted ? { value } : { reason: `not ${quoted}` };
    const [, name = "", inside = ""] = /^(\w+)(?:\((.*)\))?$/.exec(type) ?? [];
    switch (name) {
        case "Boolean":
            if (typeof value === "boolean") return { value };
            return value === "true" || value === "false"
                ? { value: value === "true" }
                : { reason: 'expected => "boolean()"' };
        case "Integer":
            return integer(value, inside);
        case "Enum":
            return enumerated(value, inside.split(","));
        case "Duration":
            return duration(value, inside === "s");
        case "Bytesize":
            return bytes(value);
        case "String":
        case "Secret":
            return typeof value === "object" ? { reason: 'expected => "string()"' } : { value };
        default:
            return { value };
    }
}

/** `1883` and `"1883"` are one bind and `0.0.0.0:1883` is another. Source: emqx_schema.erl, to_ip_port. */
export function convertBind(value: Value): Converted {
    const text = String(value).replaceAll(" ", "");
    const [, address = "", port = ""] = /^(?:(.*):)?(\d+)$/.exec(text) ?? [];
    if (port === "") return { reason: "bad_ip_port" };
    if (Number(port) > 65535) return { reason: "port_number_too_large" };
    return { value: address === "" ? Number(port) : `${address}:${Number(port)}` };
}

function oneOf(types: readonly string[], value: Value): Converted {
    for (const type of types) {
        const converted = convert(type, value);
        if ("value" in converted) return converted;
    }
    return { reason: "matched_no_union_member" };
}

/** `OneOf(String("infinity"),Integer(1..+inf))` has two. */
function membersOf(type: string): string[] {
    return type.slice("OneOf(".length, -1).match(/\w+\([^()]*(?:\([^()]*\)[^()]*)*\)|[^,()]+/g) ?? [];
}

export const NO_LIST = "#{expected_data_type => array}";

/** A list, or an object whose names count. Source: hocon_tconf.erl, check_indexed_array. */
export function itemsOf(value: Value): readonly Value[] | undefined {
    if (isList(value)) return value;
    return isTree(value) && [...value.keys()].every(isIndex) ? [...value.values()] : undefined;
}

function listOf(type: string, value: Value): Converted {
    // The key lists write a list of lists as a list.
    const converted = itemsOf(value)?.map((item) =>
        isList(item) ? listOf(type, item) : convert(type, item),
    );
    if (converted === undefined) return { reason: NO_LIST };
    const refused = converted.find((item) => "reason" in item);
    return refused ?? { value: converted.map((item) => ("value" in item ? item.value : null)) };
}

function integer(value: Value, range: string): Converted {
    const text = typeof value === "string" ? value.trim() : value;
    const isWhole = typeof text === "bigint" || Number.isInteger(text) || /^[+-]?\d+$/.test(String(text));
    if (!isWhole || typeof value === "boolean" || value === null)
        return { reason: 'expected => "integer()"' };
    const [, least, most] = /^(-?\d+)\.\.\+?(inf|-?\d+)$/.exec(range) ?? [];
    const number = Number(text);
    if (least !== undefined && number < Number(least)) return { reason: `expected => "${range}"` };
    if (most !== undefined && most !== "inf" && number > Number(most)) {
        return { reason: `expected => "${range}"` };
    }
    return { value: number };
}

function enumerated(value: Value, symbols: readonly string[]): Converted {
    const isSymbol = typeof value !== "object" && symbols.includes(String(value));
    return isSymbol ? { value: String(value) } : { reason: "unable_to_convert_to_enum_symbol" };
}

const SECONDS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** In milliseconds, or seconds where the type counts them. Source: hocon_postprocess.erl, duration. */
function duration(value: Value, inSeconds: boolean): Converted {
    if (typeof value === "number") return { value };
    const text = typeof value === "string" ? value : "";
    if (/^-?\d+$/.test(text)) return { value: Number(text) };
    const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/gi)];
    if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) {
        return { reason: "Not a valid duration" };
    }
    const unitOf = (unit: string | undefined) => SECONDS[unit?.toLowerCase() as keyof typeof SECONDS];
    const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * unitOf(unit), 0);
    return { value: inSeconds ? Math.ceil(sum / 1000) : Math.ceil(sum) };
}

const BYTES = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 } as const;

/** Source: hocon_postprocess.erl, bytesize: one case for both letters. */
function bytes(value: Value): Converted {
    if (typeof value === "number") return { value };
    const text = typeof value === "string" ? value : "";
    if (/^-?\d+$/.test(text)) return { value: Number(text) };
    const [, count, unit] = /^\s*(\d+)(b|B|kb|KB|mb|MB|gb|GB)$/.exec(text) ?? [];
    if (unit === undefined) return { reason: "Not a valid bytesize" };
    return { value: Number(count) * BYTES[unit.toLowerCase() as keyof typeof BYTES] };
}
