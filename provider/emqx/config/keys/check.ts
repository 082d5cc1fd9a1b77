import { meant } from "../../../validation/nearest";
import { type HoconObject, type HoconValue, leavesOf } from "../hocon/tree";
import { type Instead, insteadOfLegacy } from "./legacy";
import { ROOTS } from "./roots";
import { type Key, type Struct, written } from "./types";

/** Something that EMQX would not take, or not as it is meant. */
export type Finding = Wrong & {
    /** The key, e.g. `mqtt.max_packet_size`. */
    readonly key: string;
    readonly line: number;
};

/** What is wrong with a key. */
export type Wrong =
    | { readonly kind: "unknownRoot" }
    | { readonly kind: "misspelt"; readonly meant: string }
    | { readonly kind: "legacy"; readonly instead: Instead }
    /** A key below a single value. */
    | { readonly kind: "tooDeep" }
    /** A value as it is written, and what to write instead. */
    | { readonly kind: "value"; readonly written: string; readonly remedy: string };

/** What is wrong with the keys and values of a whole text. */
export function findingsIn(root: HoconObject): Finding[] {
    return inStruct(ROOTS, root, []);
}

/** What is wrong with one key and its value, as the environment gives them: there EMQX leaves roots alone that it does not know. */
export function findingsFor(path: readonly string[], value: HoconValue): Finding[] {
    return at(ROOTS, [], path, value, 1).filter(({ kind }) => kind !== "unknownRoot");
}

function inStruct(struct: Struct, object: HoconObject, path: readonly string[]): Finding[] {
    return object.fields.flatMap((field) => at(struct, path, field.path, field.value, field.line));
}

/** `path` leads to `key`, `rest` from there to the value. */
function at(
    key: Key,
    path: readonly string[],
    rest: readonly string[],
    value: HoconValue,
    line: number,
): Finding[] {
    const name = path.join(".");
    const finding = (wrong: Wrong): Finding[] => [{ key: name, line, ...wrong }];
    const [next, ...further] = rest;
    switch (key.kind) {
        case "open":
            return [];
        case "leaf": {
            if (next !== undefined) return finding({ kind: "tooDeep" });
            if (value.kind === "computed" || value.kind === "null") return [];
            const remedy = key.type(value);
            return remedy === undefined ? [] : finding({ kind: "value", written: written(value), remedy });
        }
        case "named":
            if (next !== undefined) return at(key.each, [...path, next], further, value, line);
            if (value.kind !== "object") return notABlock(value, finding);
            return value.fields.flatMap((field) => at(key, path, field.path, field.value, field.line));
        case "struct":
            if (next !== undefined) return member(key, [...path, next], further, value, line);
            if (value.kind !== "object") return notABlock(value, finding);
            return inStruct(key, value, path);
    }
}

function notABlock(value: HoconValue, finding: (wrong: Wrong) => Finding[]): Finding[] {
    if (value.kind === "computed" || value.kind === "null") return [];
    return finding({ kind: "value", written: written(value), remedy: "write a block, e.g. {...}" });
}

function member(
    struct: Struct,
    path: readonly string[],
    rest: readonly string[],
    value: HoconValue,
    line: number,
): Finding[] {
    const name = path.at(-1) as string;
    const key = Object.hasOwn(struct.keys, name) ? struct.keys[name] : undefined;
    if (key !== undefined) return at(key, path, rest, value, line);
    const legacy = namesOf([...path, ...rest], value, line).flatMap(([old, where]) => {
        const instead = insteadOfLegacy(old);
        return instead === undefined ? [] : [{ kind: "legacy", key: old, line: where, instead } as const];
    });
    if (legacy.length > 0) return legacy;
    const close = meant(name, Object.keys(struct.keys));
    if (close !== undefined) return [{ kind: "misspelt", key: path.join("."), line, meant: close }];
    return path.length > 1 ? [] : [{ kind: "unknownRoot", key: name, line }];
}

/** Names of all single values below a key, with their lines; its own where it has none. */
function namesOf(path: readonly string[], value: HoconValue, line: number): [string, number][] {
    const leaves = value.kind === "object" ? leavesOf(value, path) : [];
    if (leaves.length === 0) return [[path.join("."), line]];
    return leaves.map((leaf) => [leaf.path.join("."), leaf.line]);
}
