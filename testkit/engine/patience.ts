import { setTimeout as sleep } from "node:timers/promises";
import { RestError } from "../controlPlane/rest";

/** How long an API server may be away before a step gives up. */
const AWAY_MS = 120_000;
export const POLL_MS = 250;

const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);
/** Too many requests, starting up or shutting down, gateway timeout. */
const NOT_NOW = new Set([429, 503, 504]);

/** True when the API server did not answer, as opposed to having refused. */
export function isAway(error: unknown): boolean {
    if (error instanceof RestError) {
        return NOT_NOW.has(error.code) || (error.code === 500 && /etcd|shutting down/.test(error.message));
    }
    const { code, message } = error as { code?: unknown; message?: string };
    return (
        (typeof code === "string" && NETWORK.has(code)) ||
        /^(socket hang up|no answer within)/.test(message ?? "")
    );
}

/** Repeats a call for as long as the API server is away. */
export async function patiently<T>(call: () => Promise<T>, limit = AWAY_MS): Promise<T> {
    const started = Date.now();
    for (;;) {
        try {
            return await call();
        } catch (error) {
            if (!isAway(error)) throw error;
            if (Date.now() - started > limit) {
                throw new Error(
                    `the API server was away for ${Math.round(limit / 1000)} s: ${(error as Error).message}`,
                );
            }
            await sleep(POLL_MS);
        }
    }
}

/** Asks again and again until there is no reason left to wait; fails with the last reason when the time is up. */
export async function waitUntil(
    what: string,
    limit: number,
    reasonToWait: () => Promise<string | undefined>,
): Promise<void> {
    const started = Date.now();
    for (;;) {
        const reason = await patiently(reasonToWait);
        if (reason === undefined) return;
        if (Date.now() - started > limit) {
            throw new Error(`${what} within ${Math.round(limit / 1000)} s: ${reason}`);
        }
        await sleep(POLL_MS);
    }
}
