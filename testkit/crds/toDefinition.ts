import { readdirSync } from "node:fs";
import { dataPath, dataText } from "../data";
import { type Field, type FieldList, readFieldList, type Schema } from "./fieldList";

/** The operator's lines whose definitions are known, by the folder of their field lists. */
export type OperatorRelease = "operator-2.2" | "operator-2.3" | "operator-3.0";

/** The lines with field lists here. */
export function knownReleases(): OperatorRelease[] {
    return readdirSync(dataPath("crds")) as OperatorRelease[];
}

/** Definitions of a line, by the plural of their kind. */
export function pluralsOf(release: OperatorRelease): string[] {
    const files = readdirSync(dataPath("crds", release));
    return [...new Set(files.map((file) => file.slice(0, file.indexOf("."))))];
}

export function knownVersions(release: OperatorRelease, plural: string): FieldList[] {
    return readdirSync(dataPath("crds", release))
        .filter((file) => file.startsWith(`${plural}.`))
        .map((file) => readFieldList(dataText("crds", release, file)));
}

/**
 * A CustomResourceDefinition that checks, prunes and fills in as the operator's own does, in every version that is
 * still of use. What it does not have are descriptions, deprecated versions and columns for people.
 */
export function definition(release: OperatorRelease, plural: string): Record<string, any> {
    const versions = knownVersions(release, plural);
    const [first] = versions;
    if (first === undefined) throw new Error(`there is no field list of ${plural} of ${release}`);
    const { group, names, scope } = first;
    return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `${plural}.${group}` },
        spec: {
            group,
            names,
            scope,
            versions: versions.map(({ version, storage, subresources, fields }) => ({
                name: version,
                served: true,
                storage,
                ...(subresources === undefined ? {} : { subresources }),
                schema: { openAPIV3Schema: schemaOf(fields) },
            })),
        },
    };
}

const FROM_KUBERNETES = [
    "embedded-resource",
    "list-map-keys",
    "list-type",
    "map-type",
    "preserve-unknown-fields",
    "validations",
];

/** The structural schema of a list of fields. */
export function schemaOf(fields: readonly Field[]): Schema {
    const byPath = new Map(fields.map((field) => [field.path, field]));
    const children = new Map<string, Field[]>();
    for (const field of fields) {
        if (field.path === "") continue;
        const parent = parentOf(field.path);
        children.set(parent, [...(children.get(parent) ?? []), field]);
    }

    function schema(field: Field): Schema {
        const { path, type, required: _, like, ...keywords } = field;
        if (like !== undefined && !byPath.has(like))
            throw new Error(`${path} is like ${like}, which is not there`);
        return {
            ...(type === "int-or-string"
                ? {
                      anyOf: [{ type: "integer" }, { type: "string" }],
                      "x-kubernetes-int-or-string": true,
                  }
                : { type }),
            ...Object.fromEntries(
                Object.entries(keywords).map(([keyword, value]) => [
                    FROM_KUBERNETES.includes(keyword) ? `x-kubernetes-${keyword}` : keyword,
                    value,
                ]),
            ),
            ...members(like ?? path),
        };
    }

    function members(path: string): Schema {
        const { like } = byPath.get(path) as Field;
        if (like !== undefined) return members(like);
        const own = children.get(path) ?? [];
        const [items, values] = [`${path}[]`, `${path}{}`].map((name) =>
            own.find((field) => field.path === name),
        );
        const named = own.filter((field) => field !== items && field !== values);
        const required = named.filter((field) => field.required).map(nameOf);
        return {
            ...(named.length > 0
                ? { properties: Object.fromEntries(named.map((field) => [nameOf(field), schema(field)])) }
                : {}),
            ...(required.length > 0 ? { required } : {}),
            ...(items === undefined ? {} : { items: schema(items) }),
            ...(values === undefined ? {} : { additionalProperties: schema(values) }),
        };
    }

    const root = byPath.get("");
    if (root === undefined) throw new Error("the list has no root");
    return schema(root);
}

function parentOf(path: string): string {
    if (path.endsWith("[]") || path.endsWith("{}")) return path.slice(0, -2);
    return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

function nameOf({ path }: Field): string {
    return path.slice(path.lastIndexOf(".") + 1);
}
