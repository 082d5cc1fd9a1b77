import { isTree, readHocon, type Tree, type Value } from "./hocon";
import { fieldOf, type Key, UNKNOWN } from "./keys";
import { onLoopback, type SecurityProfile } from "./securityProfile";
import { convert, convertBind, itemsOf, NO_LIST } from "./types";

/** Why EMQX's schema does not take a configuration. */
export class SchemaRefusal extends Error {
    constructor(
        readonly path: string,
        readonly reason: string,
        detail = "",
    ) {
        super(`#{reason => ${reason},path => "${path}",kind => validation_error${detail}}`);
    }
}

const DELETED = "marked_for_deletion";

/** The names of the listeners that are there in every EMQX. Source: emqx_schema.erl, default_listener and ensure_default_listener. */
const LISTENERS_BY_DEFAULT: Readonly<Record<string, number>> = { tcp: 1883, ssl: 8883, ws: 8083, wss: 8084 };

/**
 * The root with every default in it, still as written: what EMQX keeps, pushes and saves. Source: emqx_config.erl, fill_defaults;
 * hocon_tconf.erl (`make_serializable`).
 */
export function filled(root: Key, value: Value | undefined): Value | undefined {
    return fill(root, value, [root.name]);
}

/** The same on a node of a security profile. */
export function filledFor(profile: SecurityProfile, root: Key, value: Value | undefined): Value | undefined {
    const whole = filled(root, value);
    return profile === "hardened" && root.name === "listeners" ? onLoopback(whole, value) : whole;
}

function fill(key: Key, given: Value | undefined, path: readonly string[]): Value | undefined {
    if (key.isDeprecated) return undefined;
    const value = given === undefined || given === null ? listenersOf(key, path, defaultOf(key)) : given;
    if (value === DELETED) return value;
    if (key.type.startsWith("Map(")) return fillMap(key, listenersOf(key, path, value), path);
    if (!key.type.startsWith("Struct")) return value;
    // Of `#{required => {false, recursively}}` nothing appears by itself.
    if (value === undefined && key.isOptional && path.at(-1) !== "ssl_options") return undefined;
    if (value !== undefined && !isTree(value)) return value;
    const names = new Set([...key.keys.keys(), ...(value?.keys() ?? [])]);
    const fields = [...names].flatMap((name) => {
        const field = key.keys.get(name);
        if (field === undefined) {
            const isAlias = fieldOf(key.keys, name) !== undefined;
            return isAlias ? [] : [[name, value?.get(name) as Value] as const];
        }
        const inside = fill(field, namedIn(value, field), [...path, name]);
        return inside === undefined ? [] : [[name, inside] as const];
    });
    return fields.length === 0 && value === undefined ? undefined : new Map(fields);
}

function fillMap(key: Key, value: Value | undefined, path: readonly string[]): Value | undefined {
    if (!isTree(value) || key.any === undefined) return value;
    const { any } = key;
    return new Map([...value].map(([name, inside]) => [name, fill(any, inside, [...path, name]) ?? inside]));
}

function listenersOf(key: Key, path: readonly string[], value: Value | undefined): Value | undefined {
    const port = LISTENERS_BY_DEFAULT[key.name];
    if (path.length !== 2 || path[0] !== "listeners" || port === undefined) return value;
    if (value !== undefined && !isTree(value)) return value;
    if (value?.has("default")) return value;
    return new Map([...(value ?? []), ["default", new Map<string, Value>([["bind", `0.0.0.0:${port}`]])]]);
}

function defaultOf({ default: text }: Key): Value | undefined {
    return text === undefined ? undefined : readHocon(`value = ${text}`, "binary").get("value");
}

/** A field by its name or an alias, the name first; null is nothing. Source: hocon_tconf.erl, drop_nulls, get_field_value. */
function namedIn(value: Tree | undefined, { name, aliases }: Key): Value | undefined {
    return (
        [name, ...aliases].map((each) => value?.get(each)).find((found) => found !== undefined) ?? undefined
    );
}

/** The filled root in the types that EMQX computes with. Throws a `SchemaRefusal`. */
export function checked(root: Key, value: Value | undefined): Value | undefined {
    return check(root, value, [root.name]);
}

function check(key: Key, value: Value | undefined, path: readonly string[]): Value | undefined {
    if (value === undefined || value === null || key.type === UNKNOWN) return value ?? undefined;
    if (value === DELETED && key.type === "Struct") return value;
    if (key.type.startsWith("Struct") || key.type.startsWith("Map(")) return checkObject(key, value, path);
    if (key.type.startsWith("Array(") && key.any !== undefined) return checkList(key.any, value, path);
    const isBind = key.name === "bind" && key.type === "String";
    const converted = isBind ? convertBind(value) : convert(key.type, value);
    if ("reason" in converted) throw new SchemaRefusal(path.join("."), converted.reason);
    return converted.value;
}

function checkObject(key: Key, value: Value, path: readonly string[]): Value {
    if (!isTree(value)) throw new SchemaRefusal(path.join("."), "bad_value_for_struct");
    const unknown = [...value.keys()].filter((name) => !key.any && fieldOf(key.keys, name) === undefined);
    const given = unknown.filter((name) => value.get(name) !== null);
    if (given.length > 0) {
        throw new SchemaRefusal(path.join("."), "unknown_fields", `,unknown => "${given.sort().join(",")}"`);
    }
    return new Map(
        [...value].flatMap(([name, inside]) => {
            const field = fieldOf(key.keys, name) ?? key.any;
            const made =
                field && check(field, inside, [...path, field.name === "<name>" ? name : field.name]);
            return made === undefined
                ? []
                : [[field?.name === "<name>" ? name : (field?.name ?? name), made]];
        }),
    );
}

function checkList(item: Key, value: Value, path: readonly string[]): Value {
    const items = itemsOf(value);
    if (items === undefined) throw new SchemaRefusal(path.join("."), NO_LIST);
    return items.map((each, i) => check(item, each, [...path, String(i + 1)]) ?? null);
}
