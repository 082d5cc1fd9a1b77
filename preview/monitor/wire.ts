/**
 * Values as they travel between a program and the engine: plain JSON, with special values marked by a
 * signature key (`sdk/nodejs/runtime/rpc.ts`, `sdk/go/common/resource/properties.go` in pulumi/pulumi).
 */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

/** The properties of a resource, or the arguments of a function. */
export type WireObject = { [key: string]: Wire };

/** Stands for a value that is only known once the resource it comes from exists. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

export type SecretValue = { value: Wire };
export type OutputValue = { value?: Wire; secret?: boolean; dependencies?: string[] };
export type ResourceReference = { urn: string; id?: Wire };

/** Neither a scalar nor a list; also what only its signature gives a meaning. */
export function isObject(value: Wire | undefined): value is WireObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasSignature(value: Wire | undefined, signature: string): value is WireObject {
    return isObject(value) && value[SIGNATURE] === signature;
}

export function isSecret(value: Wire | undefined): value is WireObject & SecretValue {
    return hasSignature(value, SECRET);
}

export function isOutput(value: Wire | undefined): value is WireObject & OutputValue {
    return hasSignature(value, OUTPUT);
}

export function isResourceReference(value: Wire | undefined): value is WireObject & ResourceReference {
    return hasSignature(value, RESOURCE);
}

/** True for an asset, an archive or any other value that only its signature gives a meaning. */
export function isSpecial(value: Wire | undefined): boolean {
    return isObject(value) && typeof value[SIGNATURE] === "string";
}

/** Marks a value as a secret; a secret stays one secret. */
export function secret(value: Wire): Wire {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

function output(fields: OutputValue): Wire {
    return { [SIGNATURE]: OUTPUT, ...fields };
}

/** Rebuilds an object or array with every direct member replaced. */
export function mapMembers(value: Wire, change: (member: Wire) => Wire): Wire {
    if (Array.isArray(value)) {
        return value.map(change);
    }
    if (isObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
    }
    return value;
}

function anyMember(value: Wire, test: (member: Wire) => boolean): boolean {
    return Array.isArray(value) ? value.some(test) : isObject(value) && Object.values(value).some(test);
}

/** True when the value, or anything inside it, is not known yet. */
export function containsUnknown(value: Wire): boolean {
    if (isOutput(value)) {
        return value.value === undefined || containsUnknown(value.value);
    }
    return value === UNKNOWN || anyMember(value, containsUnknown);
}

/** The value with every secret in it unwrapped: for comparing in tests and for computing, never for showing. */
export function reveal(value: Wire): Wire {
    return isSecret(value) ? reveal(value.value) : mapMembers(value, reveal);
}

/**
 * Unknowns and secrets become output values, the form in which transforms get properties
 * (`UpgradeToOutputValues` in the engine).
 */
export function upgradeToOutputs(value: Wire): Wire {
    if (value === UNKNOWN) {
        return output({});
    }
    if (isSecret(value)) {
        return value.value === UNKNOWN
            ? output({ secret: true })
            : output({ value: upgradeToOutputs(value.value), secret: true });
    }
    if (isOutput(value) || isResourceReference(value)) {
        return value;
    }
    return mapMembers(value, upgradeToOutputs);
}

/** Output values become what everything but transforms and remote components reads: unknowns, secrets, values. */
export function downgradeOutputs(value: Wire): Wire {
    if (!isOutput(value)) {
        return mapMembers(value, downgradeOutputs);
    }
    const plain = value.value === undefined ? UNKNOWN : downgradeOutputs(value.value);
    return value.secret ? secret(plain) : plain;
}

/** The resources that output values inside the value say they come from. */
export function outputDependencies(value: Wire): Set<string> {
    const found = new Set<string>();
    const visit = (v: Wire): boolean => {
        if (isOutput(v)) {
            for (const urn of v.dependencies ?? []) {
                found.add(urn);
            }
        }
        return anyMember(v, visit);
    };
    visit(value);
    return found;
}

/** Adds the resources a property comes from to the property itself, so that a transform can pass them on. */
export function withDependencies(value: Wire, dependencies: Iterable<string>): Wire {
    const present = outputDependencies(value);
    if ([...dependencies].every((urn) => present.has(urn))) {
        return value;
    }
    const fields: OutputValue = isOutput(value) ? value : { value };
    return output({
        ...(fields.value === undefined ? {} : { value: fields.value }),
        ...(fields.secret ? { secret: true } : {}),
        dependencies: [...new Set([...(fields.dependencies ?? []), ...dependencies])],
    });
}
