import { matches, type Place } from "./pattern";

/**
 * Functions of EMQX's that look at a value beyond its type, by the keys that have them. Source: `converter` and `validator` in
 * fields/1 of the schema modules of emqx/emqx, tags v5.7.2 and e5.8.11.
 */
type Functions = readonly (readonly [name: string, ...patterns: string[]])[];

const CONVERTERS: Functions = [];

const VALIDATORS: Functions = [];

/** Which member of a union counts is decided by a key of the value; elsewhere all members are tried. */
const SELECTORS: Functions = [];

function named(functions: Functions, place: Place): string[] {
    return functions.filter(([, ...patterns]) => patterns.some((one) => matches(one, place))).map(([name]) => name);
}

export function converterAt(place: Place): string | undefined {
    return named(CONVERTERS, place)[0];
}

export function validatorsAt(place: Place): string[] {
    return named(VALIDATORS, place);
}

export function selectorAt(place: Place): string | undefined {
    return named(SELECTORS, place)[0];
}
