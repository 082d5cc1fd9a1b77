import { type InstanceFigures, instanceFigures } from "../alibaba/instanceTable";
import { instanceFacts } from "../alibaba/instanceTypes";

/** One figure of a node. */
export interface Figure {
    readonly value: number;
    /** Whose it is, for a sentence: "an ecs.c7.8xlarge", or "a node" where a person gave it. */
    readonly of: string;
    readonly source: string;
}

/** What one node has; absent is what nobody gave and no table has. */
export interface NodeFigures {
    readonly connections?: Figure;
    readonly vcpus?: Figure;
    readonly memoryGiB?: Figure;
    readonly gbps?: Figure;
    readonly packetsPerSecond?: Figure;
    /** Pods that find an address. */
    readonly pods?: Figure;
    /** For sentences about what is not known: the type without figures, or "nodes that exist". */
    readonly unknown: string;
}

type Name = Exclude<keyof NodeFigures, "unknown">;

/** What was given, by name. */
export type GivenFigures = { readonly [name in Name]?: number };

/** Of several types the least counts: ACK takes the one that it can get. What was given comes before the table. */
export function nodeFigures(types: readonly string[], given: GivenFigures): NodeFigures {
    const figure = (name: Name, of: (type: string) => number | undefined): { [name in Name]?: Figure } => {
        const value = given[name];
        const found = value === undefined ? least(types, of) : { value, of: "a node", source: "your figure" };
        return found === undefined ? {} : { [name]: found };
    };
    const published = (name: keyof InstanceFigures) => (type: string) =>
        instanceFigures(type)?.[name] as number | undefined;
    return {
        ...figure("connections", published("connections")),
        ...figure("vcpus", (type) => instanceFacts(type)?.vcpus),
        ...figure("memoryGiB", (type) => instanceFacts(type)?.memoryGiB),
        ...figure("gbps", published("gbps")),
        ...figure("packetsPerSecond", published("packetsPerSecond")),
        ...figure("pods", published("podAddresses")),
        unknown: types.find((type) => instanceFigures(type) === undefined) ?? types[0] ?? "nodes that exist",
    };
}

/** Nothing when one of the types has no such figure: it may be the one that ACK takes. */
function least(types: readonly string[], of: (type: string) => number | undefined): Figure | undefined {
    let found: Figure | undefined;
    for (const type of types) {
        const value = of(type);
        if (value === undefined) return undefined;
        if (found !== undefined && found.value <= value) continue;
        const source = instanceFigures(type)?.source ?? "Alibaba Cloud, naming rule of instance families";
        found = { value, of: `an ${type}`, source };
    }
    return found;
}
