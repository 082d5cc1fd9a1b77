import type { FactOf } from "../facts/fact";
import type { Alias, Rename } from "../facts/rename";

type Successor = NonNullable<FactOf<"clusterDeleted">["successor"]>;

/** `EmqxOnAck mqtt is called broker now, without an alias`. */
export function renameText({ type, name, formerName, alias }: Rename): string {
    const component = className(type);
    const changed =
        alias.name !== undefined
            ? `is called ${name} now`
            : alias.type !== undefined
              ? `is a ${component} now`
              : "has another parent now";
    return `${className(alias.type ?? type)} ${formerName} ${changed}, without an alias`;
}

function className(type: string): string {
    return type.split(":").at(-1) ?? type;
}

/** What becomes of it, since Pulumi does not know that it is the same. */
export function successorSentence({ name, sameObject, rename }: Successor): string {
    const another = `For Pulumi "${rename?.name ?? name}" is another ${rename === undefined ? "resource" : className(rename.type)}, not this one under a new name`;
    if (sameObject) {
        return `${another}: it is created first, which fails while the old one of the same name is there, and the update stops half-way.`;
    }
    return rename?.elsewhere
        ? `${another}: all of it is made a second time in a Kubernetes cluster of its own, where it starts empty, and then the old one is deleted with its cluster.`
        : `${another}: it is created first, and starts empty.`;
}

/** Where the alias is to be written: what a person wrote, and not what is inside. */
export function aliasAdvice({ name, rename }: Successor): string {
    if (rename === undefined) {
        return `Give "${name}", or the component that makes it, an alias of its old name (aliases: [{ name: ... }]) and nothing is deleted.`;
    }
    const then = rename.poolsFollow
        ? `nothing is deleted then, but its node pools are called after it and are replaced, with EMQX rolled onto the new ones; keep the name ${rename.formerName} and nothing moves`
        : "everything in it is then what it was, and nothing is deleted";
    return `Write aliases: [${aliasCode(rename.alias)}] in the options of ${className(rename.type)} "${rename.name}": ${then}.`;
}

/** As a program has it: `{ name: "mqtt" }`. */
function aliasCode(alias: Alias): string {
    const parts = Object.entries(alias).map(
        ([key, value]) => `${key}: ${typeof value === "string" ? `"${value}"` : value}`,
    );
    return `{ ${parts.join(", ")} }`;
}
