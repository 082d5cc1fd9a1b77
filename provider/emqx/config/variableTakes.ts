import type { KeyType } from "./keys/lists";
import { type KeyTable, keysAt } from "./keys/table";
import { keyOf } from "./variables";
import { ANYTHING, type Takes } from "./variableValue";

/**
 * What EMQX takes for the key that a variable sets; undefined for a variable that is no key: one of the image's scripts
 * (bin/emqx and docker-entrypoint.sh, v5.7.2 and e5.8.11), or of another program.
 */
export function takesOf({ list }: KeyTable, name: string): Takes | undefined {
    const path = keyOf(name);
    if (!name.startsWith("EMQX_") || SCRIPTS.includes(name)) return undefined;
    const keys = keysAt(list.roots, path);
    if (keys.length === 0) return path.length > 1 ? ANYTHING : undefined;
    const types = keys.flatMap(({ type }) => members(type));
    const single = types.filter((type) => !isBlock(type));
    return { text: single.length > 0 && single.every(isText), blocks: types.some(isBlock) };
}

/** Variables of the scripts that look like keys. */
const SCRIPTS: readonly string[] = ["EMQX_LOG__TO"];

function members(type: KeyType): KeyType[] {
    if (type.kind === "union") return type.of.flatMap(members);
    // A list of texts, or one text with commas.
    return type.kind === "leaf" && COMMAS.includes(type.name) ? [TEXT, { kind: "list", of: TEXT }] : [type];
}

const TEXT: KeyType = { kind: "leaf", name: "text" };
const COMMAS: readonly string[] = ["commaAtoms", "commaTexts"];
const TEXTS: readonly string[] = [
    "atom",
    "clickhouseUrl",
    "influxLines",
    "json",
    "keyPath",
    "secret",
    "text",
    "url",
];
const BLOCKS: readonly string[] = ["indexSpec", "map", "term", "textMap"];

function isText(type: KeyType): boolean {
    return type.kind === "word" || (type.kind === "leaf" && TEXTS.includes(type.name));
}

function isBlock(type: KeyType): boolean {
    if (type.kind === "leaf") return BLOCKS.includes(type.name);
    return type.kind === "struct" || type.kind === "map" || type.kind === "list";
}
