import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is not undefined; gives up with `what` and the last error. */
export async function waitUntil<T>(
    what: string,
    limitMs: number,
    ask: () => Promise<T | undefined>,
    everyMs = 100,
): Promise<T> {
    const until = Date.now() + limitMs;
    let failure: unknown;
    do {
        try {
            const answer = await ask();
            if (answer !== undefined) return answer;
            failure = undefined;
        } catch (error) {
            failure = error;
        }
        await sleep(everyMs);
    } while (Date.now() < until);
    const cause = failure === undefined ? "" : `: ${(failure as Error).message}`;
    throw new Error(`${what}: not within ${limitMs / 1000} s${cause}`, { cause: failure });
}
