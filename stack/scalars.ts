import { isObject } from "./values";

/**
 * Values inside of objects as they are meant. `pulumi config set --path` makes a number or a boolean of what reads as a whole number
 * or as true or false, and a text of all else, fractions too (coerce in pulumi/pulumi, sdk/go/common/resource/config/value.go),
 * so that neither the text "5" nor the number 1.5 could be written by it.
 */
export function asMeant(value: unknown, path: string): unknown {
    if (Array.isArray(value)) return value.map((member) => asMeant(member, path));
    if (isObject(value)) {
        return Object.fromEntries(
            Object.entries(value).map(([key, member]) => [key, asMeant(member, `${path}.${key}`)]),
        );
    }
    if (NUMBERS.test(path) && typeof value === "string" && FIGURE.test(value)) return Number(value);
    return TEXTS.test(path) && (typeof value === "number" || typeof value === "boolean")
        ? String(value)
        : value;
}

const FIGURE = /^\d+(\.\d+)?$/;

/** Arguments that are figures all through. */
const NUMBERS = /^(traffic|capacity)\./;

/** Members of maps from names to texts, and the user's name. */
const TEXTS =
    /\.(environment|secretEnvironment|secretFiles|podAnnotations|annotations|labels|tags|nodeSelector)\.|^emqx\.dashboard\.username$|^kernel\.\w*[pP]arameters\./;
