/** What was done to one resource. */
export interface Step {
    readonly op: "create" | "update" | "replace" | "delete" | "same";
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** Milliseconds of the epoch. */
    readonly started: number;
    readonly ended: number;
    /** Why a delete left the object alone: `retainOnDelete`, `deletedWith`. */
    readonly how?: "retained" | "gone with its cluster";
}
