import { isTrue } from "../conditions";
import { type Step, setsPath } from "../round";

/** Deletes the oldest empty replicant sets beyond the history limit. Source: internal/controller/cleanup_outdated.go at a1ff02ce. */
export const cleanupOutdatedSets: Step = async ({ emqx, state, kube }) => {
    if (!isTrue(emqx, "Ready")) return undefined;
    const known = [state.updateSet(emqx.status), state.currentSet(emqx.status)];
    const old = state.replicantSets.filter(
        (set) => !known.includes(set) && set.metadata.deletionTimestamp === undefined,
    );
    const surplus = old.slice(0, Math.max(0, old.length - emqx.spec.revisionHistoryLimit));
    for (const { metadata, spec, status } of surplus) {
        const isSettled = metadata.generation <= (status.observedGeneration ?? 0);
        if ((status.replicas ?? 0) !== 0 || spec.replicas !== 0 || !isSettled) continue;
        await kube.request("DELETE", `${setsPath(emqx, "replicant")}/${metadata.name}`, {
            propagationPolicy: "Background",
        });
    }
    return undefined;
};
