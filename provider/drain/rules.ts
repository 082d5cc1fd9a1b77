import { conform, isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { NodeDrainArgs } from "./nodeDrainArgs";
import { NODE_DRAIN } from "./schema";

/** What is wrong with the arguments. */
export function checkNodeDrain(problems: Problems, args: NodeDrainArgs): void {
    const { pools } = conform(problems, args, NODE_DRAIN) as NodeDrainArgs;
    if (pools?.length === 0)
        problems.add("pools", "is empty; write the pools whose former nodes are to be emptied");
    const names = pools?.map((one) => one?.pool);
    names?.forEach((name, i) => {
        if (isPlain(name) && names.indexOf(name) !== i)
            problems.at("pools", i).add("pool", `is "${name}" again; leave it out`);
    });
}
