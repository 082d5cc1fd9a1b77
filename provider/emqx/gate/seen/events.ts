import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";

/** An event, as far as it tells something. */
export interface Told {
    /** Name of the object that it is about. */
    readonly about: string;
    readonly reason: string;
    readonly message: string;
    /** When it was told last, in milliseconds of the epoch. */
    readonly at: number;
    /** When it was told first, where that is known. */
    readonly since?: number;
}

/**
 * The latest events about objects of a kind, the newest last. They only explain: who may not read them waits without reasons.
 */
export async function readEvents(
    { core }: Apis,
    namespace: string,
    fieldSelector: string,
    freshMilliseconds: number,
): Promise<Told[]> {
    const found = await ifAllowed(core.listNamespacedEvent({ namespace, fieldSelector }));
    return (found?.items ?? [])
        .map((event) => ({
            about: event.involvedObject?.name ?? "",
            reason: event.reason ?? "",
            message: (event.message ?? "").trim(),
            at: new Date(
                event.lastTimestamp ?? event.series?.lastObservedTime ?? event.eventTime ?? 0,
            ).getTime(),
            ...(event.firstTimestamp ? { since: new Date(event.firstTimestamp).getTime() } : {}),
        }))
        .filter(({ at, message }) => message !== "" && Date.now() - at < freshMilliseconds)
        .sort((a, b) => a.at - b.at);
}
