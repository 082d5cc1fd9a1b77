import { secret, UNKNOWN, type Wire } from "../monitor/wire";
import type { PropertyChange } from "./change";
import type { Difference } from "./difference";
import { formatPath, type PropertyPath } from "./path";
import { MASKED, mask, open } from "./secrets";

/** Differences as a result shows them: in the order of their paths, secrets masked. */
export function propertyChanges(
    changed: readonly Difference[],
    replacing: readonly PropertyPath[],
): PropertyChange[] {
    const replaces = new Set(replacing.map(formatPath));
    return [...changed]
        .sort((a, b) => comparePaths(a.path, b.path))
        .map((difference): PropertyChange => {
            const { before, after, unknown, order } = difference;
            const path = formatPath(difference.path);
            const shown = difference.secret ? sealed : mask;
            return {
                path,
                kind: before === undefined ? "add" : after === undefined ? "delete" : "update",
                ...(before === undefined ? {} : { before: shown(before) }),
                ...(after === undefined ? {} : { after: shown(after) }),
                replaces: replaces.has(path),
                certainty: unknown ? "unknown" : "certain",
                ...(order ? { order } : {}),
            };
        });
}

/** What is a secret on one side is none on the other only by mistake. */
function sealed(value: Wire): Wire {
    return open(value).value === UNKNOWN ? secret(UNKNOWN) : MASKED;
}

function comparePaths(a: PropertyPath, b: PropertyPath): number {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
        const [left, right] = [a[i], b[i]];
        if (left !== right) {
            const areNumbers = typeof left === "number" && typeof right === "number";
            return areNumbers ? left - right : String(left) < String(right) ? -1 : 1;
        }
    }
    return a.length - b.length;
}
