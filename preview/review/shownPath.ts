import type { PropertyChange, ResourceChange } from "../changes/change";
import { memberName } from "../changes/lists";
import { formatPath, parsePath } from "../changes/path";
import type { Wire } from "../monitor/wire";

/** The path with members of lists by their names: `spec.coreTemplate.spec.env[EMQX_NODE__MAX_PORTS].value`. */
export function shownPath(change: ResourceChange, { path, kind }: PropertyChange): string {
    const parts = parsePath(path);
    return parts
        .map((part, i) => {
            // What is gone stands where it was; all else where it is.
            const side = kind === "delete" && i === parts.length - 1 ? change.before : change.after;
            const list = typeof part === "number" ? valueAt(side?.inputs, parts.slice(0, i)) : undefined;
            const name = Array.isArray(list) ? memberName(list, Number(part)) : undefined;
            const text = formatPath([part]);
            return name === undefined ? (i === 0 || text.startsWith("[") ? text : `.${text}`) : `[${name}]`;
        })
        .join("");
}

/** The names of a list's members, or the members themselves where they have none. */
export function memberNames(list: Wire | undefined): Wire | undefined {
    if (!Array.isArray(list)) return list;
    return list.map((member, i) => memberName(list, i) ?? member);
}

function valueAt(value: Wire | undefined, path: readonly (string | number)[]): Wire | undefined {
    return path.reduce<Wire | undefined>(
        (inner, part) =>
            typeof inner === "object" && inner !== null
                ? (inner as Record<string | number, Wire>)[part]
                : undefined,
        value,
    );
}
