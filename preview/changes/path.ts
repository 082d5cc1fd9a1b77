/** A place in a resource's properties: keys of objects and positions in lists. */
export type PropertyPath = readonly (string | number)[];

/** Stands for every key or position in the paths of `ignoreChanges` and `replaceOnChanges`. */
const ANY = "*";

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** `spec.ports[0].port`, `metadata.annotations["a.b/c"]`: as the engine writes paths (PropertyPath.String). */
export function formatPath(path: PropertyPath): string {
    let text = "";
    for (const part of path) {
        if (typeof part === "number") {
            text += `[${part}]`;
        } else if (PLAIN_KEY.test(part)) {
            text += text === "" ? part : `.${part}`;
        } else {
            text += `["${part.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"]`;
        }
    }
    return text;
}

/** Reads what `formatPath` writes, also with `*` in place of a part (`root.*`, `list[*].key`). */
export function parsePath(text: string): PropertyPath {
    const parts: (string | number)[] = [];
    const part = /\.?(?:\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+))/gy;
    for (let match = part.exec(text); match !== null; match = part.exec(text)) {
        const [, quoted, position, key] = match;
        if (quoted !== undefined) {
            parts.push(quoted.replaceAll(/\\(.)/g, "$1"));
        } else if (position !== undefined) {
            parts.push(position === ANY ? ANY : Number(position));
        } else {
            parts.push(key);
        }
    }
    return parts;
}

/** True when a path is the given one or lies beneath it. */
export function covers(pattern: PropertyPath, path: PropertyPath): boolean {
    return (
        pattern.length <= path.length &&
        pattern.every((part, i) => part === ANY || String(part) === String(path[i]))
    );
}
