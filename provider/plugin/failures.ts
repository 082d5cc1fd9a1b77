import { AsyncLocalStorage } from "node:async_hooks";

const EVENTS = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Errors that no code of a component catches, such as a value that turns out wrong when it becomes known. Pulumi's SDK ends
 * every Construct in flight with such an error, as a text with a stack; here it ends the one that it happened in, as itself,
 * and the engine gets its property paths.
 */
export class Failures {
    private readonly current = new AsyncLocalStorage<Construct>();
    private readonly inFlight = new Set<Construct>();

    /** From now on errors go here, instead of to what `run-plugin` and the SDK's server have installed. */
    public takeOver(): void {
        for (const event of EVENTS) {
            process.removeAllListeners(event);
            process.on(event, (error: unknown) => this.uncaught(asError(error)));
        }
    }

    /** What `work` gives; rejects as soon as an error escapes from anything that it began. */
    public async watch<T>(work: () => Promise<T>): Promise<T> {
        const construct = new Construct();
        this.inFlight.add(construct);
        try {
            const result = await this.current.run(construct, () => Promise.race([work(), construct.failed]));
            construct.fail = print;
            return result;
        } finally {
            this.inFlight.delete(construct);
        }
    }

    /** Ends everything in flight. */
    public fail(error: Error): void {
        for (const construct of this.inFlight) construct.fail(error);
    }

    private uncaught(error: Error): void {
        const construct = this.current.getStore();
        if (construct !== undefined) {
            construct.fail(error);
        } else if (this.inFlight.size > 0) {
            this.fail(error);
        } else {
            print(error);
        }
    }
}

class Construct {
    public fail: (error: Error) => void = () => undefined;
    public readonly failed = new Promise<never>((_, reject) => {
        this.fail = reject;
    });
}

/** For what nobody waits for any more: the engine shows what a plugin prints. */
function print(error: Error): void {
    console.error(error.stack ?? error.message);
}

function asError(error: unknown): Error {
    return error instanceof Error ? error : new Error(String(error));
}
