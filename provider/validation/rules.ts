import { meant, withMeant } from "./nearest";

/**
 * What is wrong with one value that is known: what to write instead, as the rest of the sentence "is <value>; ...".
 * Undefined when nothing is. A rule never repeats the value, which may be a secret.
 */
export type Rule = (value: unknown) => string | undefined;

export const text: Rule = (value) => {
    if (typeof value !== "string") return "write a text in quotes";
    return value.trim() === "" ? "write a non-empty text, or leave it out" : undefined;
};

/** Any text, the empty one too. */
export const anyText: Rule = (value) => (typeof value === "string" ? undefined : "write a text in quotes");

export const flag: Rule = (value) =>
    typeof value === "boolean" ? undefined : "write true or false, without quotes";

/** What is neither a list nor an object; the value itself is checked elsewhere. */
export const single: Rule = (value) =>
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && !Number.isNaN(value))
        ? undefined
        : "write a single value";

/** A whole number between `min` and `max`, both included. */
export function whole(min: number, max: number, unit = ""): Rule {
    const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
    const instead = `write a whole number ${range}${unit ? ` (${unit})` : ""}`;
    return (value) => {
        if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max)
            return undefined;
        const isInQuotes = typeof value === "string" && /^\d[\d_]*$/.test(value);
        return isInQuotes ? `${instead}, without quotes` : instead;
    };
}

/** A member of `enumeration`; JavaScript callers have no compiler that tells them about a misspelling. */
export function member(enumeration: Record<string, string> | readonly string[]): Rule {
    const members = Object.values(enumeration);
    return (value) => {
        if (members.includes(value as string)) return undefined;
        const close =
            typeof value === "string"
                ? (meant(value, members) ?? members.find((m) => beginsAlike(m, value)))
                : undefined;
        return withMeant(`write one of ${members.map((m) => `"${m}"`).join(", ")}`, close);
    };
}

function beginsAlike(name: string, given: string): boolean {
    return given.length >= 3 && name.toLowerCase().startsWith(given.slice(0, 3).toLowerCase());
}

/** A text of a given form; `instead` says what to write. */
export function matching(form: RegExp, instead: string): Rule {
    return (value) => (typeof value === "string" && form.test(value) ? undefined : instead);
}

/** The first rule that a value breaks. */
export function all(...rules: readonly Rule[]): Rule {
    return (value) => {
        for (const rule of rules) {
            const wrong = rule(value);
            if (wrong !== undefined) return wrong;
        }
        return undefined;
    };
}
