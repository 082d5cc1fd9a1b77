import { percent } from "../wording/figures";
import type { CeilingFinding } from "./ceiling";

/** Below this of everything a node has, two thirds of it stand idle even after losing as many as may be lost. */
const IDLE_BELOW = 1 / 3;

const OF_A_NODE = ["ECS connections", "vCPU", "bandwidth", "packets", "memory"];

/** A sentence where the nodes are much larger than the load; undefined where they are not, or where a figure is missing. */
export function oversized(all: readonly CeilingFinding[]): string | undefined {
    const taker = all.find(({ ceiling }) => ceiling.name === "ECS connections")?.ceiling.where;
    const ofNode = all.filter(({ ceiling }) => ceiling.where === taker && OF_A_NODE.includes(ceiling.name));
    const shares = ofNode.map(({ ceiling }) => ceiling.utilisation ?? 1);
    const most = Math.max(0, ...shares);
    if (taker === undefined || shares.length < OF_A_NODE.length || most >= IDLE_BELOW) return undefined;
    const tightest = ofNode.find(({ ceiling }) => ceiling.utilisation === most)?.ceiling.name;
    return `Capacity: the ${taker}s are oversized for this load: ${tightest}, the most used of what they have, is at ${percent(most)} even after losing as many as may be lost. \`emqx-ack plan\` proposes smaller ones.`;
}
