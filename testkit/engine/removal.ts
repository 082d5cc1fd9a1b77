import { deleteRounds } from "./deleteOrder";
import type { ProviderOf } from "./providers";
import type { State, StateEntry } from "./state";
import type { Step } from "./step";
import { type WaitLimits, waitLimit } from "./waitLimits";

export interface RemovalContext {
    readonly state: State;
    readonly providerOf: ProviderOf;
    readonly limits: WaitLimits;
    readonly onStep: (step: Step) => void;
}

/** Deletes resources, dependents first; of a round that failed in part the rest is done, and no round after it. */
export async function removeResources(
    condemned: readonly StateEntry[],
    context: RemovalContext,
): Promise<void> {
    refuseProtected(condemned);
    const urns = new Set(condemned.filter(({ replaced }) => !replaced).map(({ urn }) => urn));
    for (const round of deleteRounds(condemned, context.state.entries)) {
        const results = await Promise.allSettled(round.map((entry) => remove(entry, urns, context)));
        const errors = results.flatMap((r) => (r.status === "rejected" ? [(r.reason as Error).message] : []));
        if (errors.length > 0) throw new Error(errors.join("\n"));
    }
}

async function remove(
    entry: StateEntry,
    alsoGoing: ReadonlySet<string>,
    context: RemovalContext,
): Promise<void> {
    const { state, providerOf, limits, onStep } = context;
    const { urn, type, name, options } = entry;
    if (!entry.custom) return state.remove(entry);
    const started = Date.now();
    const how = leftAlone(entry, alsoGoing);
    if (how === undefined) {
        const limit = waitLimit(options, "delete", limits);
        await state
            .during({ op: "delete", urn }, () => providerOf(type).delete(entry, limit))
            .catch((error: Error) => {
                throw new Error(`${urn}: ${error.message}`, { cause: error });
            });
    }
    state.remove(entry);
    onStep({ op: "delete", urn, type, name, started, ended: Date.now(), ...(how && { how }) });
}

function leftAlone({ options }: StateEntry, alsoGoing: ReadonlySet<string>): Step["how"] {
    if (options.retainOnDelete) return "retained";
    const { deletedWith } = options;
    return deletedWith !== undefined && alsoGoing.has(deletedWith) ? "gone with its cluster" : undefined;
}

/** Before anything is deleted, as a preview would. */
function refuseProtected(condemned: readonly StateEntry[]): void {
    const kept = condemned.filter(({ options, custom }) => options.protect && custom);
    if (kept.length > 0) {
        throw new Error(
            kept
                .map(
                    ({ urn }) =>
                        `unable to delete resource "${urn}" as it is currently marked for protection`,
                )
                .join("\n"),
        );
    }
}
