/** What is read of a CustomResourceDefinition; the rest is passed on. */
export interface Crd {
    readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
    readonly spec?: { readonly versions?: readonly { readonly name: string }[] };
}

/** Objects as a chart renders them, of any kind. */
export function crdsAmong(objects: readonly { readonly kind?: string }[]): Crd[] {
    const crds = objects.filter(({ kind }) => kind === "CustomResourceDefinition") as unknown as Crd[];
    return crds.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
