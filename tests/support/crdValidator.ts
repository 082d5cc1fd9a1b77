import { readFileSync } from "node:fs";
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import { parse } from "yaml";

type Schema = { [key: string]: any };

/** What the API server would refuse or silently drop from an object; empty when it takes it as it is. */
export type CrdCheck = (object: unknown) => string[];

/** Reads one version of a CustomResourceDefinition and makes a check of it. */
export function crdValidator(file: string, version: string): CrdCheck {
    const crd = parse(readFileSync(file, "utf8"));
    const found = crd.spec.versions.find((v: Schema) => v.name === version);
    if (found === undefined) {
        throw new Error(`${file} has no version ${version}`);
    }
    return structuralValidator(found.schema.openAPIV3Schema);
}

const INT32 = { type: "number" as const, validate: (value: number) => value === (value | 0) };

/** The check of a structural schema: what is not in it is an error, since the API server would prune it. */
export function structuralValidator(openApi: Schema): CrdCheck {
    const ajv = new Ajv({
        allErrors: true,
        strict: false,
        logger: false,
        formats: { int32: INT32 },
        // Go's regular expressions take what JavaScript refuses with the u flag.
        unicodeRegExp: false,
    });
    const validate: ValidateFunction = ajv.compile(strict(root(openApi)));
    return (object) => {
        validate(object);
        return [...(validate.errors ?? []).map(sentence), ...disruptionBudgets(object)];
    };
}

/** The API server fills these in and checks them itself, whatever the schema says. */
function root(openApi: Schema): Schema {
    return {
        ...openApi,
        required: ["apiVersion", "kind", "metadata", ...(openApi.required ?? [])],
        properties: {
            ...openApi.properties,
            metadata: {
                type: "object",
                required: ["name"],
                properties: {
                    name: { type: "string", maxLength: 253, pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$" },
                    namespace: { type: "string", maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" },
                    labels: { type: "object", additionalProperties: { type: "string", maxLength: 63 } },
                    annotations: { type: "object", additionalProperties: { type: "string" } },
                },
            },
        },
    };
}

/** Structural schema to JSON schema, with pruning turned into refusal. */
function strict(schema: Schema): Schema {
    if (schema["x-kubernetes-int-or-string"]) {
        const { type: _type, anyOf: _anyOf, ...rest } = schema;
        // A pattern is for the string form; JSON schema ignores it for numbers.
        return nullable(schema, { ...rest, type: ["integer", "string"] });
    }
    const result: Schema = { ...schema };
    for (const [key, value] of Object.entries(schema)) {
        if (key === "items" || key === "not") result[key] = strict(value);
        if (key === "additionalProperties" && typeof value === "object") result[key] = strict(value);
        if (key === "properties") {
            result[key] = Object.fromEntries(
                Object.entries(value as Schema).map(([name, member]) => [name, strict(member)]),
            );
        }
    }
    const open = schema["x-kubernetes-preserve-unknown-fields"] || schema.additionalProperties !== undefined;
    if (schema.type === "object" && !open && !schema["x-kubernetes-embedded-resource"]) {
        result.additionalProperties = false;
    }
    return nullable(schema, result);
}

function nullable(schema: Schema, result: Schema): Schema {
    const { nullable: _nullable, ...rest } = result;
    return schema.nullable ? { anyOf: [{ type: "null" }, rest] } : rest;
}

/** The CRD's one rule in CEL. */
function disruptionBudgets(object: any): string[] {
    return ["coreTemplate", "replicantTemplate"]
        .filter((template) => {
            const spec = object?.spec?.[template]?.spec;
            return spec?.minAvailable !== undefined && spec?.maxUnavailable !== undefined;
        })
        .map(
            (template) =>
                `/spec/${template}/spec: minAvailable cannot be set when maxUnavailable is specified`,
        );
}

function sentence(error: ErrorObject): string {
    const field = error.keyword === "additionalProperties" ? ` (${error.params.additionalProperty})` : "";
    return `${error.instancePath || "/"}: ${error.message}${field}`;
}
