import { canonicalText, digestOf, type Field, type FieldList, type Schema } from "./fieldList";

/** Keywords that go into a list as they are; any other but those that hold fields is an error, not a loss. */
const KEPT = [
    "default",
    "enum",
    "format",
    "maximum",
    "maxItems",
    "maxLength",
    "minimum",
    "minItems",
    "minLength",
    "nullable",
    "pattern",
];
const PREFIX = "x-kubernetes-";
const INT_OR_STRING = `${PREFIX}int-or-string`;
const EITHER = JSON.stringify([{ type: "integer" }, { type: "string" }]);

/** The field lists of a CustomResourceDefinition, one for each version that is served and not deprecated. */
export function fieldLists({ spec }: Schema): FieldList[] {
    return spec.versions
        .filter(({ served, deprecated }: Schema) => served && !deprecated)
        .map(({ name, storage, subresources, schema }: Schema) => ({
            group: spec.group,
            names: spec.names,
            scope: spec.scope,
            version: name,
            storage,
            ...(subresources === undefined ? {} : { subresources }),
            digest: digestOf(schema.openAPIV3Schema),
            fields: fieldsOf(schema.openAPIV3Schema),
        }));
}

export function fieldsOf(schema: Schema): Field[] {
    const fields: Field[] = [];
    const pathOf = new Map<string, string>();

    function add(path: string, field: Schema, required: boolean): void {
        const members = membersOf(path, field);
        const text = canonicalText({
            properties: field.properties,
            items: field.items,
            additionalProperties: field.additionalProperties,
            required: field.required,
        });
        const like = members.length > 0 ? pathOf.get(text) : undefined;
        if (like === undefined) pathOf.set(text, path);
        fields.push({
            path,
            ...typeOf(path, field),
            ...(required ? { required: true as const } : {}),
            ...ownKeywords(path, field),
            ...(like === undefined ? {} : { like }),
        });
        if (like !== undefined) return;
        for (const [memberPath, member, isRequired] of members) add(memberPath, member, isRequired);
    }

    add("", schema, false);
    return fields;
}

function membersOf(path: string, field: Schema): [path: string, member: Schema, required: boolean][] {
    const { properties = {}, items, additionalProperties, required = [] } = field;
    const unknown = required.filter((name: string) => !(name in properties));
    if (unknown.length > 0) throw new Error(`${path} requires ${unknown}, which it does not have`);
    const named = Object.entries<Schema>(properties).map(([name, member]) => {
        if (/[.[\]{}]/.test(name)) throw new Error(`${path} has a field ${name}, which no path can say`);
        const memberPath = path === "" ? name : `${path}.${name}`;
        return [memberPath, member, required.includes(name)] as [string, Schema, boolean];
    });
    if (additionalProperties !== undefined && typeof additionalProperties !== "object") {
        throw new Error(`${path} has additionalProperties without a schema`);
    }
    return [
        ...named,
        ...(items === undefined ? [] : [[`${path}[]`, items, false] as [string, Schema, boolean]]),
        ...(additionalProperties === undefined
            ? []
            : [[`${path}{}`, additionalProperties, false] as [string, Schema, boolean]]),
    ];
}

/** A type of its own for what Kubernetes writes as two types and an extension. */
function typeOf(path: string, field: Schema): { type?: string } {
    if (!field[INT_OR_STRING]) return field.type === undefined ? {} : { type: field.type };
    if (JSON.stringify(field.anyOf) !== EITHER || field.type !== undefined) {
        throw new Error(`${path} is a number or a text in another way than others are`);
    }
    return { type: "int-or-string" };
}

const HOLDS_FIELDS = [
    "type",
    "description",
    "properties",
    "items",
    "additionalProperties",
    "required",
    INT_OR_STRING,
];

function ownKeywords(path: string, field: Schema): Schema {
    const known = field[INT_OR_STRING] ? [...HOLDS_FIELDS, "anyOf"] : HOLDS_FIELDS;
    const own = Object.entries(field).filter(([keyword]) => !known.includes(keyword));
    return Object.fromEntries(
        own.map(([keyword, value]) => {
            if (keyword.startsWith(PREFIX)) return [keyword.slice(PREFIX.length), value];
            if (!KEPT.includes(keyword)) throw new Error(`${path} has ${keyword}, which no list keeps yet`);
            return [keyword, value];
        }),
    );
}
