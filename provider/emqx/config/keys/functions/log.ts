import type { HoconField, HoconValue } from "../../hocon/tree";
import { Refused } from "../leaves/reading";
import { type Converter, fieldNamed, must, type Validator } from "./function";

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

/** A number, or the block that EMQX 5.0 had; a number in quotes is none. Source: emqx_conf_schema.erl, convert_rotation. */
export const rotationCount: Converter = (value) => {
    if (value.kind === "object") {
        return fieldNamed(value, "count")?.value ?? { kind: "number", text: "10", quoted: false };
    }
    return value.kind === "number" ? value : new Refused("write a whole number from 1 to 128 without quotes");
};

/** A path has to be a text, and no number. Source: emqx_schema.erl, ensure_unicode_path. */
export const pathText: Converter = (value) =>
    value.kind === "text" || value.kind === "list"
        ? value
        : new Refused('write a path in double quotes, e.g. "/opt/emqx/log/emqx.log"');

/** Source: emqx_conf_schema.erl, validate_time_offset. */
export const timeOffset: Validator = must(
    (reading) => typeof reading !== "string" || /^([-+][0-1][0-9]:[0-6][0-9]|system|utc)$/.test(reading),
    'write system, utc or an offset such as "+08:00"',
);
