import { HoconError } from "./hocon/tokens";
import { leavesOf } from "./hocon/tree";
import { parsedConfig } from "./textRules";
import { keyOf } from "./variables";

/** Whether a configuration says something of a key, in its text or in one of the variables. */
export function saysOf(text: string | undefined, variables: Iterable<string>): (key: string) => boolean {
    const parsed = text === undefined ? undefined : parsedConfig(text);
    const keys = new Set([...variables].map((variable) => keyOf(variable).join(".")));
    if (parsed !== undefined && !(parsed instanceof HoconError))
        for (const { path } of leavesOf(parsed.root)) keys.add(path.join("."));
    return (key) => keys.has(key);
}
