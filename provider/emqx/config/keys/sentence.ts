import type { Wrong } from "./finding";

/** What follows on a key in a sentence. `spelled` is how the reader writes a key, as a path or as a variable. */
export function sentenceOf(wrong: Wrong, spelled: (key: string) => string): string {
    switch (wrong.kind) {
        case "unknownRoot":
            return "is no root of EMQX 5's configuration, and EMQX refuses a text with one; leave it out";
        case "unknown":
            if (wrong.elsewhere !== undefined)
                return `is a key of ${wrong.elsewhere}, and ${wrong.of} has none of that name; leave it out, or run ${wrong.elsewhere}`;
            if (wrong.meant !== undefined) return `is no key of EMQX; did you mean "${wrong.meant}"?`;
            return `is no key of ${wrong.of}; keys here are ${listed(wrong.known)}`;
        case "legacy": {
            const { instead } = wrong;
            return `is a name of EMQX 4; write ${"key" in instead ? spelled(instead.key) : instead.words}`;
        }
        case "gone":
            return `is gone from ${wrong.of}, which refuses it; write ${wrong.instead}`;
        case "tooDeep":
            return "holds a single value and no further keys; leave them out";
        case "missing":
            return `needs ${wrong.name} beside what it has; write it`;
        case "conflict":
            return `does not go with another key; ${wrong.remedy}`;
        case "dropped":
            return `does nothing in ${wrong.of}, which drops it without a word; leave it out`;
        case "value":
            return `is ${wrong.written}; ${wrong.remedy}`;
    }
}

/** Some of the names, so that a sentence stays one. */
function listed(names: readonly string[]): string {
    const some = names.slice(0, 8).join(", ");
    return names.length > 8 ? `${some} and ${names.length - 8} more` : some;
}
