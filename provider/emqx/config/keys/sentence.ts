import type { Wrong } from "./check";

/** What follows on a key in a sentence. `spelled` is how the reader writes a key, as a path or as a variable. */
export function sentenceOf(wrong: Wrong, spelled: (key: string) => string): string {
    switch (wrong.kind) {
        case "unknownRoot":
            return "is no root of EMQX 5's configuration, and EMQX refuses a text with one; leave it out";
        case "misspelt":
            return `is no key of EMQX; did you mean "${wrong.meant}"?`;
        case "legacy": {
            const { instead } = wrong;
            return `is a name of EMQX 4; write ${"key" in instead ? spelled(instead.key) : instead.words}`;
        }
        case "tooDeep":
            return "holds a single value and no further keys; leave them out";
        case "value":
            return `is ${wrong.written}; ${wrong.remedy}`;
    }
}
