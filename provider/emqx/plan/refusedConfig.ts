import type { HoconError } from "../config/hocon/tokens";
import type { HoconObject } from "../config/hocon/tree";
import { readOtherwise } from "../config/hocon/versions";
import type { OperatorLine } from "../lines/line/line";

/** What of a text does not reach EMQX as it is meant: what its version reads otherwise, and what the line has no way to hand on. */
export function refusedConfig(
    line: OperatorLine,
    version: string,
): (config: HoconObject, text: string) => readonly HoconError[] {
    return (config, text) => [...readOtherwise(text, version), ...line.unwritable(config, version)];
}
