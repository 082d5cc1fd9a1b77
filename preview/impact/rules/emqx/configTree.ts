import { readHocon } from "../../../../provider/emqx/config/hocon/evaluate";
import { HoconError } from "../../../../provider/emqx/config/hocon/tokens";
import type { HoconObject, HoconValue } from "../../../../provider/emqx/config/hocon/tree";

/** A configuration as values, whatever its spelling: comments, order and braces make no difference. */

/** One value by the path of its key; a list is one value, but for those that EMQX merges item by item. */
export interface Setting {
    readonly path: readonly string[];
    readonly value: string;
}

/**
 * Lists whose items EMQX merges by what tells them apart, as it merges named blocks. Sources: emqx/emqx e5.8.11,
 * emqx_conf_cli.erl (update_config_cluster), emqx_authn_config.erl and emqx_authz.erl (merge_sources).
 */
const MERGED_LISTS: Readonly<Record<string, (item: ReadonlyMap<string, string>) => string>> = {
    authentication: (item) => [item.get("mechanism"), item.get("backend")].filter(Boolean).join(":"),
    "authorization.sources": (item) => item.get("type") ?? "",
    "schema_validation.validations": (item) => item.get("name") ?? "",
    "message_transformation.transformations": (item) => item.get("name") ?? "",
};

/** The settings of a text, undefined for one that EMQX could not read. */
export function settingsIn(text: string): Setting[] | undefined {
    try {
        return settingsOfObject(readHocon(text), []);
    } catch (error) {
        if (error instanceof HoconError) return undefined;
        throw error;
    }
}

/** `a.b`, with quotes around a name that has dots. */
export function keyOf(path: readonly string[]): string {
    return path.map((name) => (name.includes(".") ? JSON.stringify(name) : name)).join(".");
}

function settingsOfObject(object: HoconObject, above: readonly string[]): Setting[] {
    return object.fields.flatMap(({ path, value }) => settingsOfValue(value, [...above, ...path]));
}

function settingsOfValue(value: HoconValue, path: readonly string[]): Setting[] {
    if (value.kind === "object") return settingsOfObject(value, path);
    const named = MERGED_LISTS[path.join(".")];
    if (value.kind === "list" && named !== undefined) {
        return value.items.flatMap((item) => {
            if (item.kind !== "object") return [];
            const own = new Map(settingsOfObject(item, []).map((s) => [s.path.join("."), s.value]));
            return settingsOfObject(item, [...path, named(own)]);
        });
    }
    return [{ path, value: written(value) }];
}

function written(value: HoconValue): string {
    switch (value.kind) {
        case "object":
            return `{${settingsOfObject(value, [])
                .map((s) => `${keyOf(s.path)} = ${s.value}`)
                .join(", ")}}`;
        case "list":
            return `[${value.items.map(written).join(", ")}]`;
        case "computed":
            return "";
        default:
            return value.text;
    }
}
