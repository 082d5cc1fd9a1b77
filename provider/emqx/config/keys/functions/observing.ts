import type { HoconField } from "../../hocon/tree";
import { type Reading, UNKNOWN } from "../leaves/reading";
import { type Converter, fieldNamed, isBlock, listOf, must, type Validator, withFields } from "./function";

/** What watches EMQX and what it does to topics: dashboard, Prometheus, OpenTelemetry, hooks, rewriting. */

/** Source: emqx_dashboard_schema.erl, validate_sample_interval. */
export const divisorOfMinute: Validator = must(
    (reading) => typeof reading !== "bigint" || (reading >= 1n && reading <= 60n && 60n % reading === 0n),
    'write a divisor of 60 seconds, e.g. "10s"',
);

/** Source: emqx_prometheus_schema.erl, validate_url. */
export const webAddress: Validator = must(
    (reading) => typeof reading !== "string" || (/^https?:/.test(reading) && !/[\s<>"{}|\\^`]/.test(reading)),
    'write an address that begins with http:// or https://, e.g. "http://pushgateway:9091"',
);

/** Source: emqx_otel_schema.erl, validate_sample_ratio. */
export const sampleRatio: Validator = must(
    (reading) => typeof reading !== "number" || (reading >= 0 && reading <= 1),
    'write a percentage from "0%" to "100%"',
);

/** Keys stood elsewhere in EMQX 5.0 to 5.3. Source: emqx_otel_schema.erl, legacy_metrics_converter. */
export const metricsLayout: Converter = (value) => {
    if (value.kind !== "object") return value;
    const exporter = fieldNamed(value, "exporter");
    const inside = exporter?.value.kind === "object" ? exporter.value : undefined;
    const interval = inside && fieldNamed(inside, "interval");
    const moved = [fieldNamed(value, "enable"), interval].filter((field) => field !== undefined);
    if (moved.length === 0) return value;
    const rest = value.fields.filter(
        (field) => field !== moved[0] && field !== exporter && field.path[0] !== "metrics",
    );
    const metrics = fieldNamed(value, "metrics");
    const given = metrics?.value.kind === "object" ? metrics.value.fields : [];
    const names = moved.map((field) => field.path[0]);
    const first = moved[0] as HoconField;
    return withFields(value, [
        ...rest,
        ...(exporter === undefined ? [] : [without(exporter, "interval")]),
        {
            ...first,
            path: ["metrics"],
            value: {
                kind: "object",
                fields: [...given.filter((field) => !names.includes(field.path[0])), ...moved],
            },
        },
    ]);
};

function without(field: HoconField, name: string): HoconField {
    if (field.value.kind !== "object") return field;
    return {
        ...field,
        value: withFields(
            field.value,
            field.value.fields.filter((one) => one.path[0] !== name),
        ),
    };
}

/** Source: emqx_exhook_schema.erl, validate_name. */
export const exhookName: Validator = must(
    (reading) => typeof reading !== "string" || /^[A-Za-z0-9][A-Za-z0-9_-]{0,255}$/.test(reading),
    "write letters, digits, - and _, a letter or digit first, 256 at the most",
);

/** Expressions of Erlang and of JavaScript are alike in what a rewrite needs. Source: emqx_modules_schema.erl, is_re. */
export const regularExpression: Validator = must((reading) => {
    if (typeof reading !== "string") return true;
    try {
        new RegExp(reading);
        return true;
    } catch {
        return false;
    }
}, 'write a regular expression, e.g. "^a/(.+)$"');

/** Source: emqx_modules_schema.erl, rewrite_validator; emqx_topic.erl, validate. */
export const rewriteTopics: Validator = must(
    (reading) =>
        listOf(reading).every(
            (rule) => !isBlock(rule) || rule.action === "subscribe" || isName(rule.dest_topic),
        ),
    "write dest_topic without + and #, or action = subscribe",
);

function isName(topic: Reading | undefined): boolean {
    if (topic === undefined || topic === UNKNOWN) return true;
    return (
        typeof topic === "string" && topic !== "" && !/[+#\0]/.test(topic) && Buffer.byteLength(topic) <= 4096
    );
}
