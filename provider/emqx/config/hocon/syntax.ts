import type { HoconScalar, Place } from "./tree";

/** A HOCON text as it is written, before references are followed and what stands side by side is joined. */

export type Node = HoconScalar | ObjectNode | ListNode | JoinedNode | ReferenceNode | DroppedNode;

export interface ObjectNode {
    readonly kind: "object";
    readonly members: readonly MemberNode[];
}

export interface ListNode {
    readonly kind: "list";
    readonly items: readonly Node[];
}

/** Parts that stand side by side. A member among them is what a path of several names leads to. */
export interface JoinedNode extends Place {
    readonly kind: "joined";
    readonly parts: readonly (Node | MemberNode)[];
}

export interface MemberNode extends Place {
    readonly kind: "member";
    readonly name: string;
    /** A reference finds no name between quotes. */
    readonly quoted: boolean;
    readonly value: JoinedNode;
}

export interface ReferenceNode extends Place {
    readonly kind: "reference";
    readonly path: string;
    /** `${?x}`: without such a key it is dropped. */
    readonly optional: boolean;
}

/** An optional reference to a key that is not there. */
export interface DroppedNode {
    readonly kind: "dropped";
}

export const DROPPED: DroppedNode = { kind: "dropped" };
