import { codeOf } from "../../applied";
import { CallFailed } from "../../brokerAccess";
import { recordEvent } from "../../events";
import type { Reconciled } from "../../line";
import { isTrue } from "./conditions";
import { loadState, type Round, type Step } from "./round";
import { addBootstrap, setupAPIRequester } from "./steps/bootstrap";
import { syncConfig } from "./steps/config";
import { addCoreSet } from "./steps/coreSet";
import { cleanupOutdatedSets } from "./steps/history";
import { addReplicantSet } from "./steps/replicantSet";
import { retireCorePods, syncClusterMembership } from "./steps/retireCores";
import { addHeadlessService, addService } from "./steps/services";
import { updateStatus } from "./steps/status";
import { loadCoreSetRetirement, syncCoreSet } from "./steps/syncCores";
import { syncReplicantSets } from "./steps/syncReplicants";

/** By the names that events have, in the operator's order. Source: internal/controller/emqx_controller.go at 04692b29. */
const STEPS: Readonly<Record<string, Step>> = {
    addBootstrap,
    setupAPIRequester,
    updateStatus,
    syncConfig,
    addHeadlessService,
    addCoreSet,
    addReplicantSet,
    addService,
    loadCoreSetRetirement,
    syncCoreSet,
    syncReplicantSets,
    syncClusterMembership,
    retireCorePods,
    cleanupOutdatedSets,
};

/** Looks at one EMQX object once. Rejects when something could not be done and is to be tried after a growing pause. */
export async function reconcile(context: Omit<Round, "state" | "core" | "retirement">): Promise<Reconciled> {
    const { emqx } = context;
    const { generation } = emqx.metadata;
    const soon = { generation, isSettled: false };
    const state = await loadState(context);
    const round: Round = { ...context, state, core: undefined, retirement: { watermark: 0, updatedAt: "" } };
    let isDone = true;
    for (const [name, step] of Object.entries(STEPS)) {
        try {
            const outcome = await step(round);
            if (outcome === "stop") return soon;
            if (outcome === "again") isDone = false;
        } catch (error) {
            if (isPassing(error)) return soon;
            const reason = (error as Error).message;
            const message = `reconcile failed at step ${name}, reason: ${reason}`;
            await recordEvent(round, "Warning", "ReconcilerFailed", message);
            throw error;
        }
    }
    return { generation, isSettled: isDone && isTrue(emqx, "Ready") };
}

/** Changed or gone meanwhile, or nobody there: tried again in a second, and no event says so. Source: internal/errors (IsCommonError). */
function isPassing(error: unknown): boolean {
    const code = codeOf(error);
    if (code !== undefined) return code === 404 || code === 409 || code >= 500;
    const { cause } = error as { cause?: { code?: string } };
    return !(error instanceof CallFailed) && (cause?.code === "ECONNREFUSED" || cause?.code === "ECONNRESET");
}
