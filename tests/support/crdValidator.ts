import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import type { DataValidateFunction } from "ajv/dist/types";
import { knownVersions, type OperatorRelease, schemaOf } from "../../testkit/crds/toDefinition";

type Schema = { [key: string]: any };

/** What the API server would refuse or silently drop from an object; empty when it takes it as it is. */
export type CrdCheck = (object: unknown) => string[];

/** The check of one version of an operator's kind, made from its field list. */
export function crdValidator(release: OperatorRelease, plural: string, version: string): CrdCheck {
    const found = knownVersions(release, plural).find((list) => list.version === version);
    if (found === undefined) {
        throw new Error(`no field list of ${plural} of ${release} is of version ${version}`);
    }
    return structuralValidator(schemaOf(found.fields));
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
    ajv.addKeyword({ keyword: "x-kubernetes-validations", errors: "full", compile: rulesCheck });
    const validate: ValidateFunction = ajv.compile(strict(root(openApi)));
    return (object) => {
        validate(object);
        return (validate.errors ?? []).map(sentence);
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

/** Rules in CEL, by their text, as far as the definitions that are checked have any. */
const RULES: Readonly<Record<string, (self: any) => boolean>> = {
    "has(self.minAvailable) && has(self.maxUnavailable) ? false : true": (self) =>
        self.minAvailable === undefined || self.maxUnavailable === undefined,
    "self.replicantTemplate.spec.replicas == 0 || self.coreTemplate.spec.replicas >= 2": (self) =>
        (self.replicantTemplate?.spec?.replicas ?? 0) === 0 || (self.coreTemplate?.spec?.replicas ?? 1) >= 2,
    "self.all(p, !has(p.name) || (p.name != 'dashboard' && p.name != 'dashboard-https'))": (self) =>
        self.every(({ name }: any) => name !== "dashboard" && name !== "dashboard-https"),
    "type(self) == int ? self >= 0 : self.matches(r'^[0-9]+%$')": (self) =>
        typeof self === "number" ? self >= 0 : /^[0-9]+%$/.test(self),
    "type(self) == int ? self >= 0 : self.matches(r'^0*(?:[0-9]{1,2}|100)%$')": (self) =>
        typeof self === "number" ? self >= 0 : /^0*(?:[0-9]{1,2}|100)%$/.test(self),
    "!(has(self.maxUnavailable) && (type(self.maxUnavailable) == int ? self.maxUnavailable == 0 : self.maxUnavailable.matches(r'^0+%$')) && (!has(self.maxSurge) || (type(self.maxSurge) == int ? self.maxSurge == 0 : self.maxSurge.matches(r'^0+%$'))))":
        (self) => !(isNone(self.maxUnavailable) && (self.maxSurge === undefined || isNone(self.maxSurge))),
};

function isNone(steps: unknown): boolean {
    return steps === 0 || /^0+%$/.test(String(steps));
}

function rulesCheck(validations: readonly { rule: string; message: string }[]): DataValidateFunction {
    const unknown = validations.find(({ rule }) => RULES[rule] === undefined);
    if (unknown !== undefined) throw new Error(`the validator cannot check the rule ${unknown.rule}`);
    const check: DataValidateFunction = (self: any) => {
        const broken = validations.filter(({ rule }) => !RULES[rule]?.(self));
        check.errors = broken.map(({ message }) => ({ keyword: "rule", message, params: {} }));
        return broken.length === 0;
    };
    return check;
}

function sentence(error: ErrorObject): string {
    const field = error.keyword === "additionalProperties" ? ` (${error.params.additionalProperty})` : "";
    return `${error.instancePath || "/"}: ${error.message}${field}`;
}
