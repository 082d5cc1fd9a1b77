import type { EmqxEntry } from "../../operator/timeline";

/** Where an object is by its own conditions, in a word: the newest one; where they are kept for good, what keeps it from being Ready. */
export function conditionOf(emqx: EmqxEntry | undefined): string {
    if (emqx === undefined) return "no object";
    if (emqx.detail === undefined) return emqx.conditions[0] ?? "no condition";
    const [status, reason, observed] = emqx.detail.Ready ?? ["False", "no condition", 0];
    if (observed !== emqx.generation) return "not seen";
    return status === "True" ? "Ready" : reason;
}
