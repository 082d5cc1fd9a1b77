import { isAnswer, reasonOf } from "../../kubernetes/answers";

/** What a wait needs from outside; a test gives its own clock. */
export interface Watch {
    readonly report: (line: string) => void;
    readonly warn: (line: string) => void;
    readonly now: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A wait ended without what it waited for; the sentence is for people. */
export class WaitFailed extends Error {}

/** One look: what was waited for, or how far it is and what to say should the time be up. */
export type Look<T> = { readonly result: T } | Pending;

export interface Pending {
    readonly progress: string;
    /** Told why the API server does not answer, where it does not. */
    readonly failure: (unreachable?: string) => string | Promise<string>;
    /** Seconds after which waiting ends, where waiting alone does not change what was seen. */
    readonly endsAfter?: number;
}

const POLL_MS = 2000;

/** A person who watches wants to know that somebody still does, and why it takes so long. */
const SAY_AGAIN_MS = 60_000;

/**
 * For how long what no waiting mends is looked at again. An API server that starts answers 401, 403 and 404 until it has read its
 * own rules, and rights that the same update grants are known to it within seconds.
 */
export const MOMENT_SECONDS = 15;

/**
 * Looks until there is a result. An API server that is away for a while is no reason to give up, one that refuses is. Says each
 * change once, and what it waits for once a minute; when the time is up, fails with what the last look has to say.
 */
export async function patiently<T>(
    watch: Watch,
    timeoutSeconds: number,
    look: () => Promise<Look<T>>,
): Promise<T> {
    const start = watch.now();
    const seconds = (since = start) => Math.round((watch.now() - since) / 1000);
    const say = sayer(watch, start);
    let pending: Pending = NOTHING_SEEN;
    /** When a row of looks began that no waiting mends. */
    let hopeless: number | undefined;
    for (;;) {
        let problem: unknown;
        try {
            const seen = await look();
            if ("result" in seen) return seen.result;
            pending = seen;
        } catch (error) {
            if (error instanceof WaitFailed) throw error;
            problem = error;
        }
        const now = problem === undefined ? pending : withoutAnswer(problem, pending);
        // Which call fails differs from look to look; that they fail is one and the same.
        say(now.progress, problem === undefined ? now.progress : isAnswer(problem) ? "refused" : "silent");
        hopeless = now.endsAfter === undefined ? undefined : (hopeless ?? watch.now());
        const over = hopeless !== undefined && seconds(hopeless) >= (now.endsAfter ?? 0);
        if (over || seconds() >= timeoutSeconds) throw new WaitFailed(await now.failure());
        await watch.sleep(POLL_MS);
    }
}

const NOTHING_SEEN: Pending = {
    progress: "",
    failure: (unreachable) =>
        `The Kubernetes API server does not answer: ${unreachable}. Can it be reached from here (kubeconfig, HTTPS_PROXY, NO_PROXY)?`,
};

/** A look that failed: silence may pass, a refusal ends the wait soon. */
function withoutAnswer(problem: unknown, before: Pending): Pending {
    const reason = reasonOf(problem);
    if (!isAnswer(problem))
        return {
            progress: `API server does not answer (${reason})`,
            failure: () => before.failure(reason),
        };
    return {
        progress: `API server refuses: ${reason}`,
        failure: () =>
            `The Kubernetes API server refuses what has to be known of EMQX: ${reason}. docs/upgrading.md lists the rights that are needed.`,
        endsAfter: MOMENT_SECONDS,
    };
}

/** Says a line when what it is about is new, and again when a minute has passed. */
function sayer(watch: Watch, start: number): (line: string, about: string) => void {
    let said: string | undefined;
    let at = 0;
    return (line, about) => {
        if (about === said && watch.now() - at < SAY_AGAIN_MS) return;
        [said, at] = [about, watch.now()];
        watch.report(`${Math.round((watch.now() - start) / 1000)}s ${line}`);
    };
}

/** Seconds for which something has been so without a break. */
export function sinceWhen(watch: Watch): (is: boolean) => number {
    let since: number | undefined;
    return (is) => {
        since = is ? (since ?? watch.now()) : undefined;
        return since === undefined ? 0 : (watch.now() - since) / 1000;
    };
}
