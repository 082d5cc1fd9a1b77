import { conform } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { NodeDrainArgs } from "./nodeDrainArgs";
import { NODE_DRAIN } from "./schema";

export function checkNodeDrain(problems: Problems, args: NodeDrainArgs): void {
    const { pools } = conform(problems, args, NODE_DRAIN) as NodeDrainArgs;
    if (pools?.length === 0)
        problems.add("pools", "is empty; write the pools whose former nodes are to be emptied");
}
