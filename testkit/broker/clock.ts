import { performance } from "node:perf_hooks";
import { setImmediate as yieldToNetwork } from "node:timers/promises";

export interface Timer {
    cancel(): void;
}

interface Due {
    readonly at: number;
    readonly turn: number;
    readonly action: () => void;
    cancelled: boolean;
}

/** Real time between two looks at what is due. */
const TICK_MS = 4;
/** A look that comes later, because others had the processor, counts for no more: the network had to wait as well. */
const LONGEST_TICK_MS = 2 * TICK_MS;
/** What sums of fractions may be wrong by. */
const ROUNDING_SECONDS = 1e-6;

/**
 * The one time of all doubles: their waits, paces and limits are seconds of it. What is due runs in the order of its time,
 * and the network gets its turn between two times. At speed 1 it is real time. A faster one runs only while this process
 * waits: work that it does (a few hundred clients connect) takes none of it, so that a slow or busy machine makes a test
 * longer and tells no other story.
 */
export class Clock {
    private readonly due: Due[] = [];
    private time = 0;
    private turns = 0;
    private lookedAt = performance.now();
    private waited = performance.eventLoopUtilization().idle;
    private ticker: NodeJS.Timeout | undefined;
    private stopped = false;

    /** `speed`: seconds of the doubles in a real one. An answer over loopback takes about a real millisecond. */
    constructor(readonly speed = 1) {
        if (!(speed > 0 && speed <= 100))
            throw new Error(`a clock's speed is above 0 and at most 100, not ${speed}`);
        this.schedule();
    }

    /** Seconds since the clock was made. */
    get now(): number {
        return this.time;
    }

    /** Whether that many seconds have passed since a time of this clock. */
    isOver(since: number, seconds: number): boolean {
        return this.time - since >= seconds - ROUNDING_SECONDS;
    }

    after(seconds: number, action: () => void): Timer {
        const due: Due = {
            at: this.time + Math.max(0, seconds),
            turn: this.turns++,
            action,
            cancelled: this.stopped,
        };
        if (!this.stopped) this.push(due);
        this.ticker?.ref();
        return {
            cancel: () => {
                due.cancelled = true;
            },
        };
    }

    /** Never ends once the clock is stopped. */
    wait(seconds: number): Promise<void> {
        return new Promise((resolve) => {
            this.after(seconds, resolve);
        });
    }

    /** Looks until it is so; says what was not after the limit. */
    async until(what: string, limitSeconds: number, isSo: () => boolean): Promise<void> {
        const limit = this.time + limitSeconds;
        while (!isSo()) {
            if (this.stopped || this.time >= limit) throw new Error(`${what}: not within ${limitSeconds} s`);
            await this.wait(POLL_SECONDS);
        }
    }

    /** Nothing that is due later happens any more. */
    stop(): void {
        this.stopped = true;
        clearTimeout(this.ticker);
        this.due.length = 0;
    }

    private schedule(): void {
        this.ticker = setTimeout(() => void this.tick(), TICK_MS);
        if (this.due.length === 0) this.ticker.unref();
    }

    private async tick(): Promise<void> {
        const until = this.time + (this.passedMs() / 1000) * this.speed;
        for (let next = this.due[0]; next !== undefined && next.at <= until; next = this.due[0]) {
            this.pop();
            if (next.cancelled) continue;
            if (next.at > this.time) {
                this.time = next.at;
                await yieldToNetwork();
                if (this.stopped) return;
            }
            next.action();
            if (this.stopped) return;
        }
        this.time = until;
        this.schedule();
    }

    /** Since the last look. */
    private passedMs(): number {
        const { lookedAt, waited } = this;
        this.lookedAt = performance.now();
        this.waited = performance.eventLoopUtilization().idle;
        return this.speed === 1 ? this.lookedAt - lookedAt : Math.min(this.waited - waited, LONGEST_TICK_MS);
    }

    private push(due: Due): void {
        let i = this.due.length;
        while (i > 0) {
            const parent = (i - 1) >> 1;
            if (!isBefore(due, this.due[parent] as Due)) break;
            this.due[i] = this.due[parent] as Due;
            i = parent;
        }
        this.due[i] = due;
    }

    /** Takes out the first. */
    private pop(): void {
        const last = this.due.pop() as Due;
        if (this.due.length === 0) return;
        let i = 0;
        for (;;) {
            const left = 2 * i + 1;
            const right = this.due[left + 1];
            const child = right && isBefore(right, this.due[left] as Due) ? left + 1 : left;
            if (child >= this.due.length || !isBefore(this.due[child] as Due, last)) break;
            this.due[i] = this.due[child] as Due;
            i = child;
        }
        this.due[i] = last;
    }
}

const POLL_SECONDS = 0.1;

function isBefore(a: Due, b: Due): boolean {
    return a.at < b.at || (a.at === b.at && a.turn < b.turn);
}
