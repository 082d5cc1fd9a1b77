import { codeOf } from "../../../applied";
import { LAST_APPLIED } from "../../../names";
import type { LiveSet } from "../../../sets";
import { forceProgressing } from "../evaluate";
import { WATERMARK, WATERMARK_UPDATED_AT } from "../names";
import { type Step, setsPath, writeSet, writeStatus } from "../round";
import { wantedCoreSet } from "../wantedSets";

/**
 * Makes the core set, or gives it what the object says now; how many pods it has is another step's. A change that the API server refuses,
 * of its claims, fails here each time, and nothing after this step is done. Recorded: core-storage-size.
 */
export const addCoreSet: Step = async (round) => {
    const { emqx, state, kube, salt } = round;
    const wanted = wantedCoreSet(emqx, salt);
    const live = state.coreSet;
    if (live === undefined) {
        try {
            await kube.request("POST", setsPath(emqx, "core"), wanted);
        } catch (error) {
            if (codeOf(error) !== 409) throw error;
        }
        return "stop";
    }
    if (live.metadata.annotations?.[LAST_APPLIED] === wanted.metadata.annotations[LAST_APPLIED]) {
        return undefined;
    }
    const { annotations = {} } = live.metadata;
    const kept = Object.fromEntries(
        [WATERMARK, WATERMARK_UPDATED_AT].flatMap((name) =>
            annotations[name] === undefined ? [] : [[name, annotations[name]]],
        ),
    );
    try {
        await writeSet(round, "core", {
            ...live,
            metadata: {
                ...live.metadata,
                labels: wanted.metadata.labels,
                annotations: { ...wanted.metadata.annotations, ...kept },
            },
            spec: { ...wanted.spec, replicas: live.spec.replicas },
        } as LiveSet);
    } catch (error) {
        const code = codeOf(error);
        if (code !== 422 && code !== 403) throw error;
        const why = `failed to update StatefulSet ${live.metadata.name}: ${(error as Error).message}`;
        throw Object.assign(new Error(`failed to update statefulSet: ${why}`), { code });
    }
    forceProgressing(emqx, "CoreNodesProgressing");
    await writeStatus(round);
    return "stop";
};
