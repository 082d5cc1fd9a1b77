import { conform, isPlain, Known } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { DrainedPoolArgs, NodeDrainArgs } from "./nodeDrainArgs";
import { AN_ID, NODE_DRAIN } from "./schema";

/** What is wrong with the arguments. */
export function checkNodeDrain(problems: Problems, args: NodeDrainArgs): void {
    const { pools } = conform(problems, args, NODE_DRAIN) as NodeDrainArgs;
    if (pools?.length === 0)
        problems.add("pools", "is empty; write the pools whose former nodes are to be emptied");
    args.pools?.forEach?.((given, i) => {
        if (isNothing(given)) problems.at("pools", i).add("nodePoolId", `comes out as nothing; ${AN_ID}`);
    });
    const names = pools?.map((one) => one?.pool);
    names?.forEach((name, i) => {
        if (isPlain(name) && names.indexOf(name) !== i)
            problems.at("pools", i).add("pool", `is "${name}" again; leave it out`);
    });
}

/** A key that is written and has no value. Only who does not write it says that the pool is gone. */
function isNothing(pool: DrainedPoolArgs | undefined): boolean {
    if (typeof pool !== "object" || pool === null || !("nodePoolId" in pool)) return false;
    const { nodePoolId } = pool;
    return (nodePoolId instanceof Known ? (nodePoolId.value ?? undefined) : nodePoolId) === undefined;
}
