import type { Clock } from "../clock";
import { seededRandom } from "../random";
import { FleetClient } from "./client";
import { Counters, type Happening, type Second } from "./counters";
import { LIBRARIES, type ReconnectPolicy } from "./reconnect";

export type { FleetClient } from "./client";
export type { Second } from "./counters";
export { LIBRARIES, type ReconnectPolicy } from "./reconnect";

export interface FleetOptions {
    readonly clock: Clock;
    readonly clients: number;
    /** Where they dial: a load balancer's port, or a node's. Asked at every attempt. */
    readonly port: () => number | undefined;
    /** What their identifiers begin with. Default: device. */
    readonly prefix?: string;
    /** Default: mqtt.js, which waits a second. */
    readonly policy?: ReconnectPolicy;
    /** First attempts a second at the start. Default: all at once. */
    readonly startRate?: number;
    /** Default: 60. */
    readonly keepAliveSeconds?: number;
    /** Default: 7200. */
    readonly sessionExpirySeconds?: number;
    /** Of their jitter. */
    readonly seed?: number;
}

/** Many clients of one kind, and what happened to them second by second. */
export class Fleet {
    readonly clients: readonly FleetClient[];
    private readonly counters = new Counters();
    private readonly startedAt: number;

    constructor(private readonly options: FleetOptions) {
        const { clock, clients, port, prefix = "device", policy = LIBRARIES.mqttJs, seed = 1 } = options;
        const { keepAliveSeconds = 60, sessionExpirySeconds = 7200 } = options;
        this.startedAt = clock.now;
        const random = seededRandom(seed);
        this.clients = Array.from({ length: clients }, (_, i) => {
            const clientId = `${prefix}-${i}`;
            return new FleetClient({
                clock,
                clientId,
                port,
                policy,
                keepAliveSeconds,
                sessionExpirySeconds,
                topic: `fleet/${clientId}`,
                random,
                happened: (what) => this.counters.count(this.age, what),
                connection: (change) => this.counters.connection(this.age, change),
            });
        });
    }

    /** Dials, and resolves when everybody is connected. */
    async start(limitSeconds = 60): Promise<this> {
        const { startRate = Number.POSITIVE_INFINITY } = this.options;
        for (const [i, client] of this.clients.entries()) client.start(i / startRate);
        await this.allConnected(limitSeconds);
        return this;
    }

    async allConnected(limitSeconds: number): Promise<void> {
        const all = this.clients.length;
        await this.options.clock.until(
            `all ${all} clients connected`,
            limitSeconds,
            () => this.connected === all,
        );
    }

    get connected(): number {
        return this.clients.filter(({ isConnected }) => isConnected).length;
    }

    /** Second 0 begins when the fleet was made. */
    seconds(): readonly Second[] {
        return this.counters.seconds(this.age);
    }

    total(what: Happening): number {
        return this.counters.total(what);
    }

    /** Seconds of the clock since the fleet was made. */
    get age(): number {
        return this.options.clock.now - this.startedAt;
    }

    /** Everybody says goodbye and stays away; sessions stay for as long as they were asked to. */
    stop(): void {
        for (const client of this.clients) client.stop();
    }

    /** Nothing of it is left open. */
    close(): void {
        for (const client of this.clients) client.destroy();
    }
}
