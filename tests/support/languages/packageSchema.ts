import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackageSpec, TypeSpec } from "../../../provider/schema/packageSpec";
import { ROOT } from "../cli";

const TYPES = "#/types/";

export const schema: PackageSpec = JSON.parse(readFileSync(join(ROOT, "schema.json"), "utf8"));

/** The package's own type that a property has. */
export function typeOf({ $ref }: TypeSpec): PackageSpec["types"][string] | undefined {
    return $ref === undefined ? undefined : schema.types[$ref.slice(TYPES.length)];
}

/** What an SDK calls the class of a property's type. */
export function typeName({ $ref = "" }: TypeSpec): string {
    return $ref.split(":").at(-1) as string;
}

/** Everything in the inputs of a component that its schema does not allow, as `path: sentence`. */
export function schemaProblems(token: string, inputs: unknown): string[] {
    const resource = schema.resources[token];
    if (resource === undefined) return [`${token}: is not in schema.json`];
    return objectProblems("", resource.inputProperties, resource.requiredInputs, inputs);
}

function objectProblems(
    path: string,
    properties: Readonly<Record<string, TypeSpec>>,
    required: readonly string[],
    value: unknown,
): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path}: is no object`];
    const at = (name: string) => (path === "" ? name : `${path}.${name}`);
    const missing = required.filter((name) => !(name in value)).map((name) => `${at(name)}: is missing`);
    const wrong = Object.entries(value).flatMap(([name, member]) => {
        const spec = properties[name];
        return spec === undefined ? [`${at(name)}: does not exist`] : valueProblems(at(name), spec, member);
    });
    return [...missing, ...wrong];
}

function valueProblems(path: string, spec: TypeSpec, value: unknown): string[] {
    const type = typeOf(spec);
    if (type !== undefined && "enum" in type) {
        const values = type.enum.map((member) => member.value);
        return values.includes(value as string)
            ? []
            : [`${path}: is ${JSON.stringify(value)}, not one of ${values}`];
    }
    if (type !== undefined) return objectProblems(path, type.properties, type.required, value);
    switch (spec.type) {
        case "array":
            if (!Array.isArray(value)) return [`${path}: is no list`];
            return value.flatMap((item, i) => valueProblems(`${path}[${i}]`, spec.items as TypeSpec, item));
        case "object":
            if (typeof value !== "object" || value === null) return [`${path}: is no object`];
            return Object.entries(value).flatMap(([key, member]) =>
                valueProblems(`${path}.${key}`, spec.additionalProperties as TypeSpec, member),
            );
        case "integer":
            return Number.isInteger(value) ? [] : [`${path}: is no integer`];
        default:
            return typeof value === spec.type ? [] : [`${path}: is no ${spec.type}`];
    }
}
