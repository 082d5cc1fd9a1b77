/** The type of every program's root resource; it is left out of the type chain in its children's URNs. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

const PROVIDER_PREFIX = "pulumi:providers:";

export function isProviderType(type: string): boolean {
    return type.startsWith(PROVIDER_PREFIX);
}

export function providerType(pkg: string): string {
    return PROVIDER_PREFIX + pkg;
}

/** The package that manages a type: `alicloud` for `alicloud:vpc/network:Network`. */
export function packageOf(type: string): string {
    return isProviderType(type) ? type.slice(PROVIDER_PREFIX.length) : type.split(":")[0];
}

/** The types from the outermost parent to the resource itself, joined by `$`, as in its URN. */
export function qualifiedTypeOf(urn: string): string {
    return urn.split("::")[2] ?? "";
}

export function typeOf(urn: string): string {
    return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** `urn:pulumi:<stack>::<project>::<types of the parents>$<type>::<name>`, as the engine builds it. */
export function createUrn(
    stack: string,
    project: string,
    parent: string,
    type: string,
    name: string,
): string {
    const parentTypes = parent === "" ? "" : qualifiedTypeOf(parent);
    const qualified = parentTypes === "" || parentTypes === STACK_TYPE ? type : `${parentTypes}$${type}`;
    return `urn:pulumi:${stack}::${project}::${qualified}::${name}`;
}

/** A reference to a provider is its URN and id: `urn:...::name::id`. */
export function urnOfProvider(reference: string): string {
    return reference.slice(0, reference.lastIndexOf("::"));
}
