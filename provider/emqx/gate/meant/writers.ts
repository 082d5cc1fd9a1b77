import type { OperatorLine } from "../../lines/line/line";
import type { Asked, Role, Writer } from "../../lines/line/observation";

/** Who wrote what of an EMQX object beside the program, and how to take it back. */

export interface ObjectName {
    readonly line: OperatorLine;
    readonly namespace: string;
    readonly instance: string;
}

/** Who owns a field of a role, and the latest of them; somebody beside Pulumi first, since the two may share a value. */
export interface Owners {
    readonly foreign?: Writer;
    readonly pulumi?: Writer;
}

export function ownersOf({ writers }: Asked, subject: Writer["subject"], role: Role): Owners {
    const owners = writers
        .filter((writer) => writer.subject === subject && writer.role === role)
        .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
    const foreign = owners.filter((writer) => !isPulumi(writer)).at(-1);
    const pulumi = owners.filter(isPulumi).at(-1);
    return { ...(foreign && { foreign }), ...(pulumi && { pulumi }) };
}

/** Source: pulumi-kubernetes, provider/pkg/provider/provider.go (`fieldManagerName`) and await.go. */
function isPulumi({ name }: Writer): boolean {
    return /^pulumi-(resource-)?kubernetes/.test(name);
}

export function nameOf(writer: Writer | undefined): string {
    if (writer === undefined) return "somebody";
    const through = writer.through === undefined ? "" : ` (${writer.through})`;
    return `"${writer.name}"${through}${writer.at === undefined ? "" : ` at ${writer.at}`}`;
}

/** The command that writes a number of nodes back. */
export function takeBack(writer: Writer | undefined, replicas: number, object: ObjectName): string {
    if (writer === undefined) return "write the old number into the object";
    const { line, namespace, instance } = object;
    const patch = JSON.stringify(nested(writer.path, replicas));
    return `kubectl --namespace ${namespace} patch ${line.resource.plural}.${line.resource.group} ${instance} --type merge --patch '${patch}'`;
}

function nested(path: readonly string[], value: number): unknown {
    return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}
