import { matches, type Place } from "./pattern";

/**
 * Functions of EMQX's that look at a value beyond its type, by the keys that have them. Source: `converter` and `validator` in
 * fields/1 of the schema modules of emqx/emqx, tags v5.7.2 and e5.8.11.
 */
type Functions = readonly (readonly [name: string, ...patterns: string[]])[];

const CONVERTERS: Functions = [["fileHandlers", "^log.file"]];

const VALIDATORS: Functions = [];

function named(functions: Functions, place: Place): string[] {
    return functions
        .filter(([, ...patterns]) => patterns.some((one) => matches(one, place)))
        .map(([name]) => name);
}

export function converterAt(place: Place): string | undefined {
    return named(CONVERTERS, place)[0];
}

export function validatorsAt(place: Place): string[] {
    return named(VALIDATORS, place);
}

/** Keys that have to be there because something without a default has to be in them. */
export function needed(place: Place): boolean {
    return matches("ingress.remote", place);
}
