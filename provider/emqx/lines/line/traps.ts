/** How a changed configuration reaches running nodes. */
export interface ConfigPush {
    /** Until it has reached them, at the most. */
    readonly seconds: number;
    /** Roots that are read at boot only. */
    readonly bootRoots: readonly string[];
    /** What a change of these does: a push drops them without a word, or the operator makes the pods anew. */
    readonly bootRootsDo: "nothing" | "roll";
    /** When it comes in an update that makes pods anew: to the running nodes before any pod moves, or once the new cores are ready. */
    readonly order: "beforePods" | "afterCores";
    /** What the operator writes before an object's own text; empty for nothing. */
    readonly ownLines: string;
}

/** What goes wrong with an operator and is no fault of who asks for it: the review warns of it. */
export interface LineTraps {
    /** New pods boot with the configuration of before, and the new one is pushed to them afterwards. */
    readonly bootsWithOldConfiguration: boolean;
    /** New cores get empty disks, and durable sessions are not moved to them. */
    readonly losesDurableSessions: boolean;
    /** Deleting the object deletes the disks of its cores. */
    readonly deletesDisks: boolean;
    /** New pods while clients are being moved off a core leave the operator waiting for itself. */
    readonly standsWhileCoreIsEmptied?: boolean;
    /** The only cluster domain under which old cores are found and emptied; absent where any will do. */
    readonly clusterDomain?: string;
}
