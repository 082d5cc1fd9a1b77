import { isSpecial, UNKNOWN, type Wire } from "../monitor/wire";

/** Two members of lists that belong together; the position is that in the new list, of a removed one in the old. */
export interface Pair {
    readonly position: number;
    readonly before?: Wire;
    readonly after?: Wire;
    /** The same thing by what tells it apart, and not only the next that was left over. */
    readonly identified: boolean;
    /** Where the member was, for one that is on both sides. */
    readonly from?: number;
}

/**
 * What tells the members of a list apart, the most telling first; a member has to have the first of these names. Sources:
 * Kubernetes' merge keys (k8s.io/api core/v1 types.go, patchMergeKey and listMapKey), where taints are one by key and effect,
 * ports without names by number and protocol; of Alibaba Cloud's pools labels by key, of load balancers zones by their id.
 */
const IDENTITIES: readonly (readonly string[])[] = [
    ["mountPath"],
    ["devicePath"],
    ["name"],
    ["key"],
    ["key", "effect"],
    ["key", "operator", "value", "effect"],
    ["containerPort", "protocol"],
    ["port", "protocol"],
    ["topologyKey", "whenUnsatisfiable"],
    ["zoneId"],
    ["ip"],
    ["resourceType"],
];

/**
 * Which members of two lists belong together, wherever they stand: those with the same identity where all have one, else
 * those that are alike, and what is left over in its order.
 */
export function alignLists(before: readonly Wire[], after: readonly Wire[]): Pair[] {
    const identity = IDENTITIES.find((keys) => distinct(before, keys) && distinct(after, keys));
    const isEmpty = before.length === 0 || after.length === 0;
    if (identity !== undefined && !isEmpty) {
        return paired(before, after, (member) => identityOf(member, identity) ?? "");
    }
    const [pairs, left] = splitPairs(paired(before, after, canonical));
    const [added, removed] = [
        left.filter((pair) => "after" in pair),
        left.filter((pair) => "before" in pair),
    ];
    const rest = Array.from({ length: Math.max(added.length, removed.length) }, (_, i): Pair => {
        const [now, old] = [added[i], removed[i]];
        return now === undefined || old === undefined
            ? ((now ?? old) as Pair)
            : { ...now, before: old.before as Wire, from: old.position };
    });
    return [...pairs, ...rest].sort((a, b) => a.position - b.position);
}

/** The name of a member as people know it, where it has one in its list: `EMQX_NODE__MAX_PORTS`, `1883 TCP`. */
export function memberName(list: readonly Wire[], position: number): string | undefined {
    const identity = IDENTITIES.find((keys) => distinct(list, keys));
    return identity && identityOf(list[position], identity)?.trim();
}

function paired(before: readonly Wire[], after: readonly Wire[], textOf: (member: Wire) => string): Pair[] {
    const old = new Map<string, number[]>();
    before.forEach((member, i) => {
        const text = textOf(member);
        old.set(text, [...(old.get(text) ?? []), i]);
    });
    const kept = after.map((member, position): Pair => {
        const from = old.get(textOf(member))?.shift();
        return from === undefined
            ? { position, after: member, identified: false }
            : { position, before: before[from] as Wire, after: member, from, identified: true };
    });
    const gone = [...old.values()].flat().sort((a, b) => a - b);
    return [
        ...kept,
        ...gone.map((position): Pair => ({ position, before: before[position] as Wire, identified: false })),
    ];
}

function splitPairs(pairs: readonly Pair[]): [pairs: Pair[], left: Pair[]] {
    return [pairs.filter(({ identified }) => identified), pairs.filter(({ identified }) => !identified)];
}

/** Whether all members are objects that have such an identity, each another one. */
function distinct(list: readonly Wire[], keys: readonly string[]): boolean {
    const ids = list.map((member) => identityOf(member, keys));
    return !ids.includes(undefined) && new Set(ids).size === ids.length;
}

function identityOf(member: Wire | undefined, keys: readonly string[]): string | undefined {
    if (typeof member !== "object" || member === null || Array.isArray(member) || isSpecial(member)) {
        return undefined;
    }
    const parts = keys.map((key) => (member as Record<string, Wire>)[key]);
    const isKnown = ([first, ...others]: readonly (Wire | undefined)[]) =>
        isName(first) && others.every((part) => part === undefined || part === null || isName(part));
    return isKnown(parts) ? parts.map((part) => part ?? "").join(" ") : undefined;
}

/** The same text for the same value, in whatever order its keys were written. */
function canonical(value: Wire): string {
    return JSON.stringify(value, (_, inner) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
            : inner,
    );
}

function isName(value: Wire | undefined): boolean {
    return (typeof value === "string" && value !== UNKNOWN) || typeof value === "number";
}
