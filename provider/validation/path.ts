/** Property path of a member, in Pulumi's notation: `pool.labels["example.com/a"]`, `zones[0]`. */
export function memberPath(path: string, key: string | number): string {
    if (typeof key === "number") return `${path}[${key}]`;
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === "" ? key : `${path}.${key}`;
}

/** A property path behind another one; either may be empty. */
export function joinPaths(path: string, inner: string): string {
    if (path === "" || inner === "") return path + inner;
    return inner.startsWith("[") ? path + inner : `${path}.${inner}`;
}
