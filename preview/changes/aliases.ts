import type { RecordedAlias, RecordedResource } from "../monitor/graph";
import { createUrn, nameOf, qualifiedTypeOf, STACK_TYPE, typeOf } from "../monitor/urns";

/** Finds the former selves of resources, as the engine does (`generateAliases` in its step_generator.go). */
export class Aliases {
    /** Former URN of what was found by an alias, by its present one. */
    private readonly formerOf = new Map<string, string>();

    constructor(
        private readonly project: string,
        private readonly stack: string,
    ) {}

    /** URNs that the resource may have had, the most likely first; its own is not among them. */
    public candidates(resource: RecordedResource): string[] {
        const { name, type, parent = "", options } = resource;
        const own = options.aliases ?? [];
        const found = own.map((alias) => this.resolve(alias, name, type, parent));
        const formerParent = this.formerOf.get(parent);
        if (formerParent !== undefined) {
            const inherited = (childType: string, childName: string) =>
                inheritedUrn(childType, childName, nameOf(parent), formerParent);
            const ownUrns = [...found];
            found.push(inherited(type, name), ...ownUrns.map((urn) => inherited(typeOf(urn), nameOf(urn))));
        }
        return [...new Set(found)].filter((urn) => urn !== resource.urn);
    }

    public remember(urn: string, former: string): void {
        this.formerOf.set(urn, former);
    }

    /** The present URN's former one, where an alias connected them; otherwise itself. */
    public former(urn: string): string {
        return this.formerOf.get(urn) ?? urn;
    }

    private resolve(alias: RecordedAlias, name: string, type: string, ownParent: string): string {
        if (typeof alias === "string") {
            return alias;
        }
        const parent =
            alias.parent === undefined ? ownParent : (this.formerOf.get(alias.parent) ?? alias.parent);
        const isOutermost = alias.noParent === true || qualifiedTypeOf(parent) === STACK_TYPE;
        return createUrn(
            alias.stack ?? this.stack,
            alias.project ?? this.project,
            isOutermost ? "" : parent,
            alias.type ?? type,
            alias.name ?? name,
        );
    }
}

/** A child named after its parent was named after the parent's former name before. */
export function inheritedUrn(type: string, name: string, parentName: string, formerParent: string): string {
    const formerName = name.startsWith(parentName)
        ? nameOf(formerParent) + name.slice(parentName.length)
        : name;
    const [stack = "", project = ""] = formerParent.replace(/^urn:pulumi:/, "").split("::");
    return createUrn(stack, project, formerParent, type, formerName);
}
