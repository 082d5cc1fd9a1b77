import { transitivePrerequisites } from "../../preview/edges";
import type { Graph, RecordedResource } from "../../preview/monitor/graph";
import { isOutput, isSecret, type Wire } from "../../preview/monitor/wire";

/** What a program registered, with the questions tests ask about it. */
export class ProgramGraph {
    constructor(public readonly recorded: Graph) {}

    public get resources(): readonly RecordedResource[] {
        return this.recorded.resources;
    }

    public get outputs(): Graph["outputs"] {
        return this.recorded.outputs;
    }

    public get diagnostics(): Graph["diagnostics"] {
        return this.recorded.diagnostics;
    }

    public get invokes(): Graph["invokes"] {
        return this.recorded.invokes;
    }

    /** All resources of a type: the whole token, or its last part (`NodePool`), and of a name if one is given. */
    public all(type: string, name?: string): RecordedResource[] {
        return this.resources.filter(
            (r) =>
                (r.type === type || r.type.split(/[:/]/).at(-1) === type) &&
                (name === undefined || r.name === name),
        );
    }

    /** The one resource of that type and name; anything but exactly one is an error that lists what there is. */
    public get(type: string, name?: string): RecordedResource {
        const found = this.all(type, name);
        if (found.length !== 1) {
            const listed = this.resources.map((r) => `  ${r.type} ${r.name}`).join("\n");
            const wanted = name === undefined ? type : `${type} ${name}`;
            throw new Error(`${found.length} resources match ${wanted}; the program registered\n${listed}`);
        }
        return found[0];
    }

    public byUrn(urn: string): RecordedResource | undefined {
        return this.resources.find((r) => r.urn === urn);
    }

    public parentOf(resource: RecordedResource): RecordedResource | undefined {
        return resource.parent === undefined ? undefined : this.byUrn(resource.parent);
    }

    public childrenOf(resource: RecordedResource): RecordedResource[] {
        return this.resources.filter((r) => r.parent === resource.urn);
    }

    public descendantsOf(resource: RecordedResource): RecordedResource[] {
        return this.childrenOf(resource).flatMap((child) => [child, ...this.descendantsOf(child)]);
    }

    /** The constructed provider that manages a resource; undefined when it is a default one. */
    public providerOf(resource: RecordedResource): RecordedResource | undefined {
        return this.resources.find((r) => resource.provider?.startsWith(`${r.urn}::`));
    }

    /**
     * True when `later` cannot start before `earlier` is done, through inputs, `dependsOn`, parents and providers.
     * A component stands for all the resources beneath it: each of the one has to wait for each of the other.
     */
    public dependsOn(later: RecordedResource, earlier: RecordedResource): boolean {
        const targets = this.managed(earlier);
        return this.managed(later).every((resource) => {
            const before = transitivePrerequisites(this.recorded, resource);
            return targets.every((target) => before.has(target.urn));
        });
    }

    /** Where a text can be read in the open: in inputs, outputs, exports, calls or messages, outside of secrets. */
    public plainTextOccurrences(text: string): string[] {
        const found: string[] = [];
        for (const r of this.resources) {
            collect(r.inputs, `${r.type} ${r.name} inputs`, text, found);
            collect(r.outputs ?? {}, `${r.type} ${r.name} outputs`, text, found);
        }
        collect(this.outputs, "stack outputs", text, found);
        for (const { token, args } of this.invokes) {
            collect(args, token, text, found);
        }
        for (const { message, severity } of this.diagnostics) {
            collect(message, `${severity} message`, text, found);
        }
        return found;
    }

    private managed(resource: RecordedResource): RecordedResource[] {
        if (resource.custom || resource.remote) {
            return [resource];
        }
        const beneath = this.descendantsOf(resource).filter((r) => r.custom || r.remote);
        return beneath.length > 0 ? beneath : [resource];
    }
}

function collect(value: Wire, path: string, text: string, found: string[]): void {
    if (isSecret(value) || (isOutput(value) && value.secret)) {
        return;
    }
    if (typeof value === "string") {
        // Base64 and JSON are where secrets hide from a plain search.
        if (value.includes(text) || Buffer.from(value, "base64").toString("utf8").includes(text)) {
            found.push(path);
        }
    } else if (typeof value === "object" && value !== null) {
        for (const [key, member] of Object.entries(value)) {
            collect(member, `${path}.${key}`, text, found);
        }
    }
}
