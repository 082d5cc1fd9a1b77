/** What happened to the fleet in one second of the clock. */
export interface Second {
    /** Since the fleet was made. */
    readonly second: number;
    /** At its end. */
    connected: number;
    attempts: number;
    connects: number;
    /** Of the connects, those that found their session. */
    resumed: number;
    /** CONNACK that says no. */
    refused: number;
    /** Attempts without any CONNACK: reset, closed, or not answered in time. */
    unanswered: number;
    /** Sent away by DISCONNECT 0x9C. */
    evicted: number;
    /** DISCONNECT 0x8E. */
    takenOver: number;
    /** Connections that ended without a word. */
    cut: number;
    /** DISCONNECT of any other reason. */
    disconnected: number;
}

export type Happening = Exclude<keyof Second, "second" | "connected">;

/** Counts by second; a second in which nothing happened is there as well. */
export class Counters {
    private readonly past: Second[] = [];
    private connected = 0;

    /** `now`: seconds since the fleet was made. */
    count(now: number, what: Happening): void {
        this.at(now)[what]++;
    }

    connection(now: number, change: 1 | -1): void {
        const second = this.at(now);
        this.connected += change;
        second.connected = this.connected;
    }

    seconds(now: number): readonly Second[] {
        this.at(now);
        return this.past.map((second) => ({ ...second }));
    }

    total(what: Happening): number {
        return this.past.reduce((sum, second) => sum + second[what], 0);
    }

    private at(now: number): Second {
        const wanted = Math.floor(now);
        while (this.past.length <= wanted) {
            this.past.push({
                second: this.past.length,
                connected: this.connected,
                attempts: 0,
                connects: 0,
                resumed: 0,
                refused: 0,
                unanswered: 0,
                evicted: 0,
                takenOver: 0,
                cut: 0,
                disconnected: 0,
            });
        }
        return this.past[wanted] as Second;
    }
}
