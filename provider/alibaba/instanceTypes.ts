import { instanceFigures, knownInstanceTypes } from "./instanceTable";

/** What one ECS instance has. */
export interface InstanceFacts {
    readonly vcpus: number;
    readonly memoryGiB: number;
}

/** GiB of memory for each vCPU, by the first letter of the family. Source: Alibaba Cloud, "Instance family" naming rules. */
const GIB_PER_VCPU: Record<string, number> = { c: 2, g: 4, r: 8 };

/**
 * vCPUs and memory of a type: from the table, else by the naming rule of the c, g and r families from generation 5 on
 * (`ecs.c9i.4xlarge`); undefined for every other type, since guessing would size the kernel's memory wrongly.
 */
export function instanceFacts(type: string): InstanceFacts | undefined {
    const figures = instanceFigures(type);
    if (figures) return { vcpus: figures.vcpus, memoryGiB: figures.memoryGiB };
    const match = /^ecs\.([cgr])(\d+)[a-z]*\.(?:(\d*)x)?large$/.exec(type);
    if (!match) return undefined;
    const [, family = "", generation = "", factor] = match;
    if (Number(generation) < 5) return undefined;
    const vcpus = factor === undefined ? 2 : 4 * (factor === "" ? 1 : Number(factor));
    return { vcpus, memoryGiB: vcpus * (GIB_PER_VCPU[family] as number) };
}

/** Families of which the table has every size. Source: the same tables; later generations still get new ones. */
const COMPLETE = /^[cgr](6|6e|7|7ne|5ne)$/;

/** Sizes of each family that is complete here, from small to large. */
export function familiesWithSizes(): ReadonlyMap<string, readonly string[]> {
    const families = new Map<string, string[]>();
    for (const { type } of knownInstanceTypes()) {
        const [, family = "", size = ""] = type.split(".");
        if (COMPLETE.test(family)) families.set(family, [...(families.get(family) ?? []), size]);
    }
    return families;
}
