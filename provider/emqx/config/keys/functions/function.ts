import type { HoconField, HoconObject, HoconValue } from "../../hocon/tree";
import { type Reading, Refused } from "../leaves/reading";

/** Makes of a value what its type takes. */
export type Converter = (value: HoconValue) => HoconValue | Refused;

/** Looks at what a type has read. */
export type Validator = (reading: Reading) => Refused | undefined;

export type Block = { readonly [key: string]: Reading };

/** A validator of one sentence. */
export function must(holds: (reading: Reading) => boolean, remedy: string): Validator {
    return (reading) => (holds(reading) ? undefined : new Refused(remedy));
}

/** A validator of blocks: what is no block has been told otherwise. */
export function blockMust(holds: (block: Block) => boolean, remedy: string): Validator {
    return must((reading) => !isBlock(reading) || holds(reading), remedy);
}

export function isBlock(reading: Reading | undefined): reading is Block {
    return typeof reading === "object" && !Array.isArray(reading);
}

export function listOf(reading: Reading | undefined): readonly Reading[] {
    return Array.isArray(reading) ? reading : [];
}

export function fieldNamed(object: HoconObject, ...names: readonly string[]): HoconField | undefined {
    return object.fields.find((field) => names.includes(field.path.join(".")));
}

/** The block with other fields. */
export function withFields(object: HoconObject, fields: readonly HoconField[]): HoconObject {
    return { ...object, fields };
}
