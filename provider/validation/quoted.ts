/** Longest text of a value that a sentence quotes. */
const MOST = 60;

/** A value as a sentence quotes it, whatever it is: JavaScript callers may give anything. */
export function quoted(value: unknown): string {
    // It may be a key, whatever input it was written for.
    if (typeof value === "string" && value.includes("-----BEGIN ")) return "a PEM text";
    if (typeof value === "string") return shortened(JSON.stringify(value));
    if (typeof value === "number") return Number.isNaN(value) ? "not a number" : String(value);
    if (typeof value === "bigint") return `the bigint ${value}`;
    if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
    if (typeof value !== "object" || value === null) return String(value);
    if (Array.isArray(value)) return "a list";
    const maker = Object.getPrototypeOf(value)?.constructor?.name;
    if (typeof maker !== "string" || maker === "" || maker === "Object") return "an object";
    return `an object of class ${maker}`;
}

function shortened(text: string): string {
    return text.length <= MOST ? text : `${text.slice(0, MOST - 5)}..."`;
}
