import type { HoconValue } from "../../hocon/tree";
import type { Reading, Refused } from "../leaves/reading";
import { fileHandlers } from "./log";

/** Functions of EMQX's that look at a value beyond its type, by the names that keys.json has for them. */

/** Makes of a value what its type takes. */
export type Converter = (value: HoconValue) => HoconValue | Refused;
/** Looks at what a type has read. */
export type Validator = (reading: Reading) => Refused | undefined;

const CONVERTERS: { readonly [name: string]: Converter } = { fileHandlers };
const VALIDATORS: { readonly [name: string]: Validator } = {};

export function converted(name: string, value: HoconValue): HoconValue | Refused {
    return named(CONVERTERS, name)(value);
}

export function refusedBy(name: string, reading: Reading): Refused | undefined {
    return named(VALIDATORS, name)(reading);
}

function named<T>(functions: { readonly [name: string]: T }, name: string): T {
    const found = functions[name];
    if (found === undefined) throw new Error(`${name} is no function of keys.json that is known here`);
    return found;
}
