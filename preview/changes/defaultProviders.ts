import { isProviderType, nameOf, typeOf, urnOfProvider } from "../monitor/urns";

/** A provider that Pulumi makes by itself, one for each package and version; nobody reviews these. */
export function isDefaultProvider(urn: string): boolean {
    return isProviderType(typeOf(urn)) && /^default(_|$)/.test(nameOf(urn));
}

/** What stays the same about a provider when its id, or the version of a default one, changes. */
export function providerIdentity(reference: string): string {
    const urn = urnOfProvider(reference);
    return isDefaultProvider(urn) ? typeOf(urn) : urn;
}
