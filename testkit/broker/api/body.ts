/** A body that is not what the schema says; answered with 400. */
export class BadBody extends Error {}

/** A check of one field; undefined is a good one. */
type Check = (value: unknown) => string | undefined;

/** Fields of a body, each with its check. What has no check is refused, as EMQX's schemas do. */
export type Schema = Readonly<Record<string, Check>>;

/** Reads the fields. The codes are EMQX's, the text of the message is not held against it. */
export function checkBody(
    body: unknown,
    schema: Schema,
    required: readonly string[] = [],
): Record<string, any> {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
        throw new BadBody(problem("root", "bad_value_for_struct"));
    }
    const fields = body as Record<string, unknown>;
    for (const name of required) {
        if (fields[name] === undefined) throw new BadBody(problem(`root.${name}`, "required_field"));
    }
    for (const [name, value] of Object.entries(fields)) {
        const check = schema[name];
        if (check === undefined) throw new BadBody(problem("root", `unknown_fields: ${name}`));
        const wrong = check(value);
        if (wrong !== undefined) throw new BadBody(problem(`root.${name}`, wrong));
    }
    return fields;
}

function problem(path: string, reason: string): string {
    return JSON.stringify({ kind: "validation_error", path, reason });
}

export const anyText: Check = (value) => (typeof value === "string" ? undefined : "not_a_string");
export const anyFlag: Check = (value) => (typeof value === "boolean" ? undefined : "not_a_boolean");
export const anything: Check = () => undefined;
export const positive: Check = (value) =>
    Number.isInteger(value) && (value as number) > 0 ? undefined : "expected data type: pos_integer()";
export const aboveOne: Check = (value) =>
    typeof value === "number" && value > 1 ? undefined : "custom validator failed";
export const someNames: Check = (value) =>
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string")
        ? undefined
        : "expected data type: nonempty_list(binary())";
/** `timeout_duration_s()`: seconds as a number, or with a unit. */
export const duration: Check = (value) => (Number.isNaN(seconds(value)) ? "invalid duration" : undefined);

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

export function seconds(value: unknown): number {
    if (typeof value === "number") return value >= 0 ? value : Number.NaN;
    const parts = [...String(value).matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
    if (parts.length === 0 || parts.map(([text]) => text).join("") !== value) return Number.NaN;
    return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit as string] as number), 0);
}
