import { PROJECT, SETTINGS, type Setting } from "../provider/naming/settings";

/** A stack's configuration as Pulumi hands it over: `namespace:key` to text, lists and objects as JSON. */
export interface Configuration {
    readonly values: Readonly<Record<string, string>>;
    isSecret(qualified: string): boolean;
}

/** The settings as values, by key; what is empty was not given. */
export type Values = Readonly<Record<string, unknown>>;

/** Something wrong with a setting, by its key and the way into it. */
export interface WrongSetting {
    readonly key: string;
    readonly reason: string;
    /** Command that mends it, where one does. */
    readonly command?: string;
}

/** Declared settings have their types from the engine, which refuses others before the program runs. */
export function readValues(configuration: Configuration, wrong: WrongSetting[]): Values {
    const values: Record<string, unknown> = {};
    for (const setting of SETTINGS) {
        const given = configuration.values[`${PROJECT}:${setting.key}`];
        if (given === undefined || given === "") continue;
        if (setting.rest && configuration.isSecret(`${PROJECT}:${setting.key}`)) {
            wrong.push({ key: setting.key, reason: ENCRYPTED });
            continue;
        }
        const value = parsed(setting, given);
        if (value === undefined) {
            wrong.push({ key: setting.key, reason: `does not fit; write ${EXAMPLES[setting.type]}` });
        } else if (!isEmpty(value)) {
            values[setting.key] = value;
        }
    }
    return values;
}

/** Which part is the secret one is not told, and most of what stands in it is no secret in the cluster. */
const ENCRYPTED = `has an encrypted part; secrets have settings of their own: ${SETTINGS.filter(
    ({ secret }) => secret,
)
    .map(({ key }) => key)
    .join(", ")}`;

const EXAMPLES: Readonly<Record<Setting["type"], string>> = {
    string: "a text",
    integer: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "an object of names and values",
};

/** Undefined where the text is no such value. */
function parsed({ type }: Setting, text: string): unknown {
    if (type === "string") return text;
    if (type === "integer") return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
    if (type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
    try {
        const value = JSON.parse(text) as unknown;
        return type === "array"
            ? Array.isArray(value)
                ? value
                : undefined
            : isObject(value)
              ? value
              : undefined;
    } catch {
        return undefined;
    }
}

function isEmpty(value: unknown): boolean {
    return isObject(value) && Object.keys(value).length === 0;
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
