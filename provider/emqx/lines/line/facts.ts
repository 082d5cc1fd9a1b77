/** A fact that rules rest on. */
export interface Fact {
    readonly fact: string;
    /** Where it can be read. */
    readonly reference: string;
}

/** What a line has to say about itself, by what it is about. */
export type LineFactId =
    | "rollout"
    | "evacuation"
    | "config push"
    | "boot keys"
    | "config order"
    | "scale down"
    | "orphaned replicants"
    | "empty disks"
    | "claim templates"
    | "single node"
    | "durable storage"
    | "api keys"
    | "identity"
    | "budgets and pace"
    | "operator gate"
    | "operator lines"
    | "chart CRDs";

export type LineFacts = Readonly<Record<LineFactId, Fact>>;
