import { isSpecial, type Wire } from "../monitor/wire";

/** Two members of lists that belong together; the position is that in the new list, of a removed one in the old. */
export interface Pair {
    readonly position: number;
    readonly before?: Wire;
    readonly after?: Wire;
}

/** Members of these names tell objects of a list apart: containers, ports and volumes by name, labels and taints by key. */
const IDENTITIES = ["name", "key"] as const;

/**
 * Which members of two lists belong together: those of the same name or key where all have one and keep their order,
 * else the same plain values, else those at the same position.
 */
export function alignLists(before: readonly Wire[], after: readonly Wire[]): Pair[] {
    const byIdentity = IDENTITIES.map((key) => [identities(before, key), identities(after, key)] as const);
    const [old, now] = byIdentity.find(([a, b]) => a !== undefined && b !== undefined) ?? [
        plainValues(before),
        plainValues(after),
    ];
    const isSameLength = before.length === after.length;
    if (old === undefined || now === undefined || (isSameLength && isPlain(before) && isPlain(after))) {
        return byPosition(before, after);
    }
    const [oldPositions, newPositions] = [positions(old), positions(now)];
    const common = now.filter((id) => oldPositions.has(id));
    const wasInOrder = common.every(
        (id, i) => i === 0 || (oldPositions.get(common[i - 1]) ?? 0) < (oldPositions.get(id) ?? 0),
    );
    if (!wasInOrder || common.length === 0) {
        return byPosition(before, after);
    }
    const kept = now.map((id, position): Pair => {
        const from = oldPositions.get(id);
        return { position, after: after[position], ...(from === undefined ? {} : { before: before[from] }) };
    });
    const removed = old.flatMap((id, position) =>
        newPositions.has(id) ? [] : [{ position, before: before[position] }],
    );
    return [...kept, ...removed];
}

function byPosition(before: readonly Wire[], after: readonly Wire[]): Pair[] {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, position) => ({
        position,
        ...(position < before.length ? { before: before[position] } : {}),
        ...(position < after.length ? { after: after[position] } : {}),
    }));
}

function positions(ids: readonly string[]): Map<string, number> {
    return new Map(ids.map((id, i) => [id, i]));
}

/** What tells the members apart; undefined when they are not all objects with a member of that name, each another. */
function identities(list: readonly Wire[], key: string): string[] | undefined {
    const ids = list.map((member) => {
        const isObject = typeof member === "object" && member !== null && !Array.isArray(member);
        const id = isObject && !isSpecial(member) ? (member as Record<string, Wire>)[key] : undefined;
        return typeof id === "string" ? id : undefined;
    });
    return unique(ids);
}

function plainValues(list: readonly Wire[]): string[] | undefined {
    return isPlain(list) ? unique(list.map((member) => JSON.stringify(member))) : undefined;
}

function isPlain(list: readonly Wire[]): boolean {
    return list.every((member) => typeof member !== "object");
}

function unique(ids: readonly (string | undefined)[]): string[] | undefined {
    const known = ids.filter((id) => id !== undefined);
    return known.length === ids.length && new Set(known).size === known.length ? known : undefined;
}
