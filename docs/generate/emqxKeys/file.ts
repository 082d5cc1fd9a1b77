import type { PackedLists } from "../../../provider/emqx/config/keys/packed";

/** A line for each type and key, so that a change shows where it is. */
export function keysFile({ lists, types, keys }: PackedLists): string {
    const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(",\n");
    return `{"lists":[\n${lines(lists)}\n],"types":[\n${lines(types)}\n],"keys":[\n${lines(keys)}\n]}\n`;
}
