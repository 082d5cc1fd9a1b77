import { dataText } from "../../../../testkit/data";
import type { Json } from "./hoconJson";

/** A text, and what EMQX's own reader makes of it when a node boots; without `reads` it is refused. */
export interface Reading {
    readonly kind: string;
    readonly text: string;
    readonly reads?: Json;
}

/** All texts by their kind. */
export const READINGS: ReadonlyMap<string, readonly Reading[]> = byKind(
    dataText("hocon", "boot.jsonl")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Reading),
);

function byKind(readings: readonly Reading[]): Map<string, Reading[]> {
    const found = new Map<string, Reading[]>();
    for (const reading of readings) found.set(reading.kind, [...(found.get(reading.kind) ?? []), reading]);
    return found;
}
