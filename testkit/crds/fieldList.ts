import { createHash } from "node:crypto";

/** A structural schema, as a CustomResourceDefinition has one for each version. */
export type Schema = { readonly [keyword: string]: any };

/**
 * One field of a kind: where it is, and what an API server checks, prunes or fills in there. `[]` in a path stands for
 * the items of a list, `{}` for the values of a map. Keywords are the definition's own, `x-kubernetes-` left off.
 */
export interface Field {
    readonly path: string;
    readonly type?: string;
    /** The object it belongs to is refused without it. */
    readonly required?: true;
    /** It has the same members as the field at this path, which stands further up. */
    readonly like?: string;
    readonly [keyword: string]: unknown;
}

/** One version of a kind. */
export interface FieldList {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string } & Schema;
    readonly scope: string;
    readonly version: string;
    readonly storage: boolean;
    readonly subresources?: Schema;
    /** Of the definition's own schema; `digestOf` the schema made from the list has to be the same. */
    readonly digest: string;
    readonly fields: readonly Field[];
}

/** A line for the kind, then one for each field. */
export function writeFieldList({ fields, ...kind }: FieldList): string {
    return [kind, ...fields].map((line) => `${JSON.stringify(line)}\n`).join("");
}

export function readFieldList(text: string): FieldList {
    const [kind, ...fields] = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    return { ...kind, fields };
}

/** The same for schemas that say the same, in whatever order, and whatever they describe in words. */
export function digestOf(schema: Schema): string {
    return createHash("sha256").update(canonicalText(schema)).digest("hex");
}

export function canonicalText(schema: Schema): string {
    return JSON.stringify(canonicalSchema(schema));
}

/** Without descriptions and with what has no order sorted. Defaults and the like are data and stay as they are. */
function canonicalSchema(schema: Schema): Schema {
    const { description: _, properties, items, additionalProperties, required, ...own } = schema;
    const sorted = (members: Schema, each: (value: any) => unknown) =>
        Object.fromEntries(
            Object.keys(members)
                .sort()
                .map((name) => [name, each(members[name])]),
        );
    const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null;
    return sorted(
        {
            ...own,
            ...(required?.length > 0 ? { required: [...required].sort() } : {}),
            ...(properties === undefined ? {} : { properties: sorted(properties, canonicalSchema) }),
            ...(items === undefined ? {} : { items: canonicalSchema(items) }),
            ...(additionalProperties === undefined
                ? {}
                : {
                      additionalProperties: isSchema(additionalProperties)
                          ? canonicalSchema(additionalProperties)
                          : additionalProperties,
                  }),
        },
        (value) => value,
    );
}
