import { isList, isTree, type Tree, type Value } from "./value";

/** A tree as a text that reads back to it. Source: hocon_pp.erl, as far as it says the same. */
export function printed(tree: Tree): string {
    return [...tree].map(([name, value]) => `${JSON.stringify(name)} = ${printedValue(value)}`).join("\n");
}

function printedValue(value: Value): string {
    if (isTree(value)) return `{\n${printed(value)}\n}`;
    if (isList(value)) return `[${value.map(printedValue).join(", ")}]`;
    return typeof value === "string" ? JSON.stringify(value) : String(value);
}
