import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "./stack";

/** Watches whether the brokers of a stack have the configuration that its EMQX object asks for. */
export interface ConfigRecording {
    stop(): Promise<void>;
    /** They did not have it at some moment. */
    wasPending(): boolean;
    /** They did not have it yet at some moment after this one (milliseconds of the epoch). */
    pendingAfter(time: number): boolean;
}

const EVERY_MS = 50;

export async function recordConfig({ cluster, object, line }: Stack): Promise<ConfigRecording> {
    const pendingAt: number[] = [];
    let stopped = false;
    const running = (async () => {
        while (!stopped) {
            // Before the look: what is seen was so at this moment or later.
            const now = Date.now();
            const live = await cluster.kube.get(object).catch(() => undefined);
            if (live && !line.isConfigured(live)) pendingAt.push(now);
            await sleep(EVERY_MS);
        }
    })();
    return {
        stop: () => {
            stopped = true;
            return running;
        },
        wasPending: () => pendingAt.length > 0,
        pendingAfter: (time) => pendingAt.some((at) => at >= time),
    };
}
