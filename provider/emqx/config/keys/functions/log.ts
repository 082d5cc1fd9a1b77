import type { HoconField, HoconValue } from "../../hocon/tree";

/** Keys of one file handler with the names that they also have. Source: emqx_conf_schema.erl, fields("log_file_handler"). */
const OF_ONE_HANDLER = new Set([
    ...["path", "file", "to", "rotation_count", "rotation", "rotation_size", "max_size", "level", "enable"],
    ...[
        "formatter",
        "format",
        "time_offset",
        "timestamp_format",
        "payload_encode",
        "chars_limit",
        "single_line",
    ],
    ...[
        "sync_mode_qlen",
        "drop_mode_qlen",
        "flush_qlen",
        "overload_kill",
        "burst_limit",
        "supervisor_reports",
    ],
    ...["max_depth", "with_mfa"],
]);

/** `log.file` is one handler, or several by their names: the one without a name is `default`. Source: ensure_file_handlers. */
export function fileHandlers(value: HoconValue): HoconValue {
    if (value.kind !== "object") return value;
    const own = value.fields.filter(isOfOne);
    const named = value.fields.filter((field) => !isOfOne(field));
    const [first] = own;
    if (first === undefined) return value;
    const given = named.find((field) => field.path[0] === "default");
    const inside = given?.value.kind === "object" ? given.value.fields : [];
    const names = new Set(inside.map((field) => field.path[0]));
    const fields = [...own.filter((field) => !names.has(field.path[0])), ...inside];
    return {
        kind: "object",
        fields: [
            { ...first, path: ["default"], value: { kind: "object", fields } },
            ...named.filter((field) => field !== given),
        ],
    };
}

function isOfOne({ path: [name = ""] }: HoconField): boolean {
    return OF_ONE_HANDLER.has(name);
}
