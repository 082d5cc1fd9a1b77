import type { DefaultProvider } from "./graph";
import { createUrn, packageOf, providerType, urnOfProvider } from "./urns";
import { containsUnknown, UNKNOWN, type WireObject } from "./wire";

/** Which provider manages which resource, and whether that provider can be used yet. */
export class Providers {
    private readonly defaults = new Map<string, DefaultProvider>();
    /** What components hand down, by URN of the component and by package. */
    private readonly ofComponents = new Map<string, Record<string, string>>();
    private readonly unconfigured = new Set<string>();

    constructor(
        private readonly project: string,
        private readonly stack: string,
        private readonly onDefault: (provider: DefaultProvider) => void,
    ) {}

    /** The explicit provider, else the one given for the package, else what the parent hands down. */
    public resolve(explicit: string, given: Record<string, string>, parent: string, type: string): string {
        const pkg = packageOf(type);
        return explicit || given[pkg] || this.ofComponents.get(parent)?.[pkg] || "";
    }

    /** What a component hands to its children: its own providers over those of its parent. */
    public handDown(urn: string, parent: string, own: Record<string, string>): Record<string, string> {
        const all = { ...this.ofComponents.get(parent), ...own };
        this.ofComponents.set(urn, all);
        return all;
    }

    /** A reference to the provider that Pulumi makes by itself for a package and version. */
    public default(type: string, version: string): string {
        const pkg = packageOf(type);
        const name = version === "" ? "default" : `default_${version.replace(/[.+-]/g, "_")}`;
        const urn = createUrn(this.stack, this.project, "", providerType(pkg), name);
        if (!this.defaults.has(urn)) {
            const provider = { urn, package: pkg, ...(version === "" ? {} : { version }) };
            this.defaults.set(urn, provider);
            this.onDefault(provider);
        }
        return `${urn}::${UNKNOWN}`;
    }

    /** Remembers a provider resource, to know later whether its configuration was complete. */
    public registered(urn: string, inputs: WireObject): void {
        if (containsUnknown(inputs)) {
            this.unconfigured.add(urn);
        }
    }

    /**
     * True when a preview can ask the provider at all: with a part of its configuration unknown (a kubeconfig of a
     * cluster that does not exist yet) the engine asks nothing, and every output is unknown.
     */
    public isConfigured(reference: string): boolean {
        return !this.unconfigured.has(urnOfProvider(reference));
    }
}
