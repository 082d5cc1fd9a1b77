import { formatPath, parsePath } from "../../../changes/path";
import { isSpecial, UNKNOWN, type Wire } from "../../../monitor/wire";
import type { InputChange } from "../../facts/input";
import { pathNames } from "../values";
import type { EmqxCase } from "./case";

/** The inputs that the differences of an EMQX object come from, as far as each comes from a single one. */
export function inputChanges({ line, part }: Pick<EmqxCase, "line" | "part">): InputChange[] {
    const found = new Map<string, InputChange>();
    for (const { path, before, after } of part.properties) {
        const leaves = new Set([...leavesOf(before), ...leavesOf(after)]);
        for (const leaf of leaves) {
            const whole = leaf === "" ? path : formatPath([...parsePath(path), ...parsePath(leaf)]);
            const { input } = line.field(pathNames(whole));
            if (input === undefined || found.has(input)) continue;
            found.set(input, { input, ...value("from", before, leaf), ...value("to", after, leaf) });
        }
    }
    return [...found.values()];
}

/** Paths of the single values in it. */
function leavesOf(value: Wire | undefined, above: readonly (string | number)[] = []): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value) || isSpecial(value)) {
        return [formatPath(above)];
    }
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...above, key]));
}

function value(side: "from" | "to", whole: Wire | undefined, leaf: string): Partial<InputChange> {
    const found = parsePath(leaf).reduce<Wire | undefined>(
        (inner, key) =>
            typeof inner === "object" && inner !== null && !Array.isArray(inner)
                ? inner[String(key)]
                : undefined,
        whole,
    );
    const isPlain = typeof found === "number" || typeof found === "boolean" || typeof found === "string";
    return isPlain && found !== UNKNOWN ? { [side]: String(found) } : {};
}
