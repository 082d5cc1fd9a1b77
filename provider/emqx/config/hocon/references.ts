import {
    DROPPED,
    type JoinedNode,
    type MemberNode,
    type Node,
    type ObjectNode,
    type ReferenceNode,
} from "./syntax";
import { HoconError } from "./tokens";

/** Parts of any kind; a list of these is what references are followed in. */
type Part = Node | MemberNode;

/** How many references are followed before a text counts as one that never ends. */
const MOST = 2000;

/**
 * The text with every reference followed, one after the other from the front, each by what the text says at that time:
 * the last value that holds no open reference counts, so that a reference in a value to its own key means the earlier
 * value. Source: emqx/hocon 0.43.1 and 0.44.0, src/hocon.erl (`resolve`, `lookup`).
 */
export function followed(root: ObjectNode): ObjectNode {
    let members = root.members;
    for (let count = 0; count < MOST; count++) {
        const open: ReferenceNode[] = [];
        const next = oneFollowed(members, members, open);
        if (next === undefined) {
            if (open.length > 0) throw unknown(open);
            return { kind: "object", members };
        }
        members = next as MemberNode[];
    }
    throw new HoconError(1, 1, `more than ${MOST} references are followed here; write the values themselves`);
}

/** The list with the first reference replaced that can be; undefined where none can. `open` gets those that cannot. */
function oneFollowed(
    parts: readonly Part[],
    root: readonly MemberNode[],
    open: ReferenceNode[],
): Part[] | undefined {
    for (const [i, part] of parts.entries()) {
        const next = partFollowed(part, root, open);
        if (next !== undefined) return [...parts.slice(0, i), next, ...parts.slice(i + 1)];
    }
    return undefined;
}

function partFollowed(part: Part, root: readonly MemberNode[], open: ReferenceNode[]): Part | undefined {
    if (isClosed(part)) return undefined;
    switch (part.kind) {
        case "object": {
            const members = oneFollowed(part.members, root, open);
            return members && { kind: "object", members: members as MemberNode[] };
        }
        case "list": {
            const items = oneFollowed(part.items, root, open);
            return items && { kind: "list", items: items as Node[] };
        }
        case "joined":
            return joinedFollowed(part, root, open);
        case "member": {
            const value = joinedFollowed(part.value, root, open);
            return value && { ...part, value };
        }
        case "reference": {
            const found = lookUp(part.path.split(".").filter(Boolean), root, undefined);
            if (found !== undefined) return found;
            if (part.optional) return DROPPED;
            open.push(part);
            return undefined;
        }
        default:
            return undefined;
    }
}

function joinedFollowed(
    joined: JoinedNode,
    root: readonly MemberNode[],
    open: ReferenceNode[],
): JoinedNode | undefined {
    const parts = oneFollowed(joined.parts, root, open);
    return parts && { ...joined, parts };
}

/** The value at a path; undefined where there is none. What is between quotes or in a list is not found. */
function lookUp(
    path: readonly string[],
    parts: readonly Part[],
    before: JoinedNode | undefined,
): JoinedNode | undefined {
    const [name, ...further] = path;
    let found = before;
    for (const part of parts) {
        if (part.kind === "joined") found = lookUp(path, part.parts, found);
        else if (part.kind === "object") found = lookUp(path, part.members, found);
        else if (part.kind !== "member" || part.quoted || part.name !== name) continue;
        else if (further.length > 0) found = lookUp(further, part.value.parts, found);
        else if (isClosed(part.value)) found = merged(found, part.value);
    }
    return found;
}

/** Blocks are put together, everything else replaces. A dotted path makes no block that is put together. */
function merged(old: JoinedNode | undefined, value: JoinedNode): JoinedNode {
    if (old === undefined || !beginsWithBlock(old) || !beginsWithBlock(value)) return value;
    return { ...value, parts: [...old.parts, ...value.parts] };
}

function beginsWithBlock({ parts: [first] }: JoinedNode): boolean {
    return first?.kind === "joined" ? beginsWithBlock(first) : first?.kind === "object";
}

const closed = new WeakMap<Part, boolean>();

/** Whether no reference is left inside. Nodes never change, so each is looked at once. */
function isClosed(part: Part): boolean {
    const known = closed.get(part);
    if (known !== undefined) return known;
    const found = part.kind !== "reference" && inside(part).every(isClosed);
    closed.set(part, found);
    return found;
}

function inside(part: Part): readonly Part[] {
    switch (part.kind) {
        case "object":
            return part.members;
        case "list":
            return part.items;
        case "joined":
            return part.parts;
        case "member":
            return [part.value];
        default:
            return [];
    }
}

function unknown(open: readonly ReferenceNode[]): HoconError {
    const [first, ...others] = open as [ReferenceNode, ...ReferenceNode[]];
    const more = others.map(({ path, line }) => `; so does ${path} (line ${line})`).join("");
    const reason = `refers to ${first.path}, which this text does not set, or only by itself${more}; write the value itself`;
    return new HoconError(first.line, first.column, reason);
}
