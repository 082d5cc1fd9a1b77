/** What people are told of a line where a sentence hangs on it. */
export interface LineWords {
    /** The operator of the line, in the middle of a sentence. */
    readonly operator: string;
    /** How it replaces pods, as an adjective. */
    readonly replacement: string;
    /** What stays of a deleted object, in sentences. */
    readonly leftBehind: string;
    /** What the operator does with a configuration that it cannot read, as a sentence. */
    readonly unreadable: string;
    /** Other disks that a changed pod template brings, and other disks alone; in sentences. */
    readonly newDisks: string;
    readonly disksAlone: { readonly happens: string; readonly instead: string };
    /** The way back from changed disks. */
    readonly disksBack: { readonly possible: boolean; readonly sentence: string };
    /** What becomes of the disks of cores that fewer replicas take away; a sentence. */
    readonly removedDisks: string;
    /** What a push does beside what it says, where a person has to know; absent for nothing. */
    readonly pushed?: string;
    /** What taking over an object of the line before does, beside the pods that are made anew; absent for a line that takes over none. */
    readonly takenOver?: { readonly happens: string; readonly before: string };
    /** What becomes of replicants whose template goes; absent where they go with it. */
    readonly orphans?: { readonly happens: string; readonly instead: string };
    /** The way back from a rollout that was merged. */
    readonly back: string;
}
