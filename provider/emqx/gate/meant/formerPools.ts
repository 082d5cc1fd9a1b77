import type { Problems } from "../../../validation/problems";

/** A node of a pool of ours, whichever pool of ACK it is of. */
export interface NodeOfPool {
    readonly pool: string;
    /** The pool's identity; undefined where a change stays in the pool. */
    readonly identity?: string;
    /** Milliseconds since 1970. */
    readonly madeAt: number;
}

/** A pool as the program asks for it. */
export interface WantedPool {
    readonly pool: string;
    readonly identity: string;
    /** Property of the component's arguments that says what the pool is. */
    readonly input: string;
}

/**
 * A way back that ends at ACK: a pool that waits to be deleted is none of the engine's any more, so asking for it again makes another one, and ACK
 * takes no second one of its name; its nodes would look the same, too. Told by age: a pool that is made anew is younger than the one that it replaces.
 * Source: pulumi, pkg/resource/deploy/step_generator.go (`GenerateDeletes` comes last); aliyun/terraform-provider-alicloud#6502 ("already exist in cluster").
 */
export function refuseFormerPools(
    problems: Problems,
    wanted: readonly WantedPool[],
    nodes: readonly NodeOfPool[],
): void {
    for (const { pool, identity, input } of wanted) {
        const first = firstOf(nodes.filter((node) => node.pool === pool));
        const asked = first.get(identity);
        if (asked === undefined) continue;
        const [newer] = [...first].filter(([other, madeAt]) => other !== identity && madeAt > asked);
        if (newer === undefined) continue;
        problems.add(
            input,
            `asks for node pool ${pool}-${identity} again, which an update that has not ended was about to replace by ${pool}-${newer[0]}: ACK has it still, and takes no second one of that name. Run the program that asks for ${pool}-${newer[0]} to its end, and go back then; where it cannot end, keep what makes the nodes (kernel, preferred instance type, image, disk, key pair) and take back the rest; or go back on a pool of another name, with systemDiskGiB one higher`,
        );
    }
}

/** When the first node of each identity was made. */
function firstOf(nodes: readonly NodeOfPool[]): Map<string, number> {
    const first = new Map<string, number>();
    for (const { identity, madeAt } of nodes) {
        if (identity !== undefined) first.set(identity, Math.min(madeAt, first.get(identity) ?? madeAt));
    }
    return first;
}
