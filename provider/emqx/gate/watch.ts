import { reasonOf } from "../../kubernetes/answers";

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
}

const POLL_MS = 2000;

const NOTHING_SEEN: Pending = {
    progress: "",
    failure: (unreachable) => `The Kubernetes API server does not answer: ${unreachable}`,
};

/**
 * Looks until there is a result. An API server that is away for a while is no reason to give up. Reports each line once;
 * when the time is up, fails with what the last look has to say.
 */
export async function patiently<T>(
    watch: Watch,
    timeoutSeconds: number,
    look: () => Promise<Look<T>>,
): Promise<T> {
    const start = watch.now();
    const seconds = () => Math.round((watch.now() - start) / 1000);
    let pending = NOTHING_SEEN;
    let said = "";
    for (;;) {
        let unreachable: string | undefined;
        try {
            const seen = await look();
            if ("result" in seen) return seen.result;
            pending = seen;
        } catch (error) {
            unreachable = reasonOf(error);
        }
        const line = unreachable ? `API server does not answer (${unreachable})` : pending.progress;
        if (line !== said) watch.report(`${seconds()}s ${line}`);
        said = line;
        if (seconds() >= timeoutSeconds) throw new WaitFailed(await pending.failure(unreachable));
        await watch.sleep(POLL_MS);
    }
}
