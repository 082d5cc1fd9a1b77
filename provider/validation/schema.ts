import { type Rule, text } from "./rules";

/**
 * An interface of arguments as data. The compiler holds the table against the interface: one that misses a property,
 * has one too many, or takes an Output where the interface does not, is refused.
 */
export type SchemaOf<T> = { readonly [K in keyof Required<T>]: FieldOf<NonNullable<T[K]>> };

/** A property that may be an Output where its type has `Input`, a list, a map or an object where it is one. */
type FieldOf<V> = [Extract<V, Promise<unknown>>] extends [never]
    ? V extends readonly unknown[]
        ? ListField
        : V extends object
          ? string extends keyof V
              ? MapField
              : ObjectField
          : PlainField
    : InputField;

export type Field = PlainField | InputField | ListField | MapField | ObjectField;
export type Schema = { readonly [property: string]: Field };

interface Presence {
    /** What to say when it is not given; absent where it may be left out. */
    readonly missing?: string;
}

/** A single value that decides what is made, and so must be known before anything is. */
export interface PlainField extends Presence {
    readonly kind: "plain";
    readonly rule: Rule;
}

/** A single value that may be an Output or a Promise; then it is checked once it is known. */
export interface InputField extends Presence {
    readonly kind: "input";
    readonly rule: Rule;
    /** Never to be seen in a message. */
    readonly secret: boolean;
    /** The rule for what comes out of an Output, where it is another. */
    readonly late?: Rule;
    /** For what would stand in clear in the Kubernetes cluster: where a secret belongs instead. */
    readonly instead?: string;
}

export interface ListField extends Presence {
    readonly kind: "list";
    readonly item: Field;
    readonly example: string;
}

export interface MapField extends Presence {
    readonly kind: "map";
    readonly key?: Rule;
    readonly value: Field;
}

export interface ObjectField extends Presence {
    readonly kind: "object";
    readonly schema: Schema;
    /** Inputs that people look for here and that are elsewhere: name to what to do. */
    readonly elsewhere: { readonly [property: string]: string };
    /** Names that people know from elsewhere for inputs that are here: name to input. */
    readonly others: { readonly [property: string]: string };
    /** Takes `false` as well, which says that there is to be none. */
    readonly orFalse?: true;
}

export function schemaOf<T>(schema: SchemaOf<T>): SchemaOf<T> {
    return schema;
}

export function plain(rule: Rule): PlainField {
    return { kind: "plain", rule };
}

export function input(rule: Rule): InputField {
    return { kind: "input", rule, secret: false };
}

/**
 * An id that the cloud gives: where it comes out of a resource, that resource knows best what it looks like, and a double in
 * a test names it otherwise.
 */
export function idInput(rule: Rule): InputField {
    return { ...input(rule), late: text };
}

/** An input that is a secret by nature: the rule says what is wrong without the value. */
export function secretInput(rule: Rule): InputField {
    return { kind: "input", rule, secret: true };
}

/** An input that must not be a secret, since others may read what is made of it. */
export function clearInput(rule: Rule, instead: string): InputField {
    return { ...input(rule), instead };
}

export function listOf(item: Field, example: string): ListField {
    return { kind: "list", item, example };
}

export function mapOf(value: Field, key?: Rule): MapField {
    return { kind: "map", value, ...(key === undefined ? {} : { key }) };
}

export function objectOf<T>(
    schema: SchemaOf<T>,
    elsewhere: ObjectField["elsewhere"] = {},
    others: { readonly [property: string]: keyof T & string } = {},
): ObjectField {
    return { kind: "object", schema: schema as unknown as Schema, elsewhere, others };
}

/** An object, or `false` for none. */
export function orFalse(field: ObjectField): ObjectField {
    return { ...field, orFalse: true };
}

export function required<F extends Field>(field: F, missing: string): F {
    return { ...field, missing };
}
