import { get } from "node:http";
import { connect, type Socket } from "node:net";
import type { Clock, Timer } from "../clock";
import { LOOPBACK } from "../loopback";
import type { ForwardedConnection } from "./forwardedConnection";
import type { HealthCheck } from "./options";

export interface BackendOptions {
    readonly name: string;
    /** Where clients' connections go; undefined while nothing is there. */
    readonly port: () => number | undefined;
    /** Where health is asked for. Default: the same. */
    readonly healthPort?: () => number | undefined;
    /** 0 gets no new connections. Default: 100. */
    readonly weight?: number;
}

/** One server of the load balancer's group: its health as checks see it, and who is connected through it. */
export class Backend {
    readonly name: string;
    readonly connections = new Set<ForwardedConnection>();
    weight: number;
    /** A new server gets no client until it passed. Source: NLB documentation, "Health checks". */
    isHealthy = false;
    /** Of the smooth weighted round robin. */
    turn = 0;
    private inARow = { good: 0, bad: 0 };
    private timer: Timer | undefined;
    private isOut = false;
    private readonly asking = new Set<{ destroy(): unknown }>();

    constructor(
        private readonly options: BackendOptions,
        private readonly check: HealthCheck,
        private readonly clock: Clock,
        private readonly changed: (backend: Backend) => void,
    ) {
        this.name = options.name;
        this.weight = options.weight ?? 100;
        this.timer = clock.after(0, () => void this.look());
    }

    port(): number | undefined {
        return this.options.port();
    }

    /** No more checks. */
    leave(): void {
        this.isOut = true;
        this.timer?.cancel();
        for (const request of this.asking) request.destroy();
    }

    private async look(): Promise<void> {
        const startedAt = this.clock.now;
        const isGood = await this.ask();
        if (this.isOut) return;
        this.inARow = isGood ? { good: this.inARow.good + 1, bad: 0 } : { good: 0, bad: this.inARow.bad + 1 };
        const was = this.isHealthy;
        if (this.inARow.good >= this.check.healthyThreshold) this.isHealthy = true;
        if (this.inARow.bad >= this.check.unhealthyThreshold) this.isHealthy = false;
        if (was !== this.isHealthy) this.changed(this);
        const wait = this.check.intervalSeconds - (this.clock.now - startedAt);
        this.timer = this.clock.after(wait, () => void this.look());
    }

    private ask(): Promise<boolean> {
        const port = (this.options.healthPort ?? this.options.port)();
        if (port === undefined) return Promise.resolve(false);
        return new Promise((resolve) => {
            const finish = (isGood: boolean) => {
                limit.cancel();
                this.asking.delete(request);
                request.destroy();
                resolve(isGood);
            };
            const request: Socket | ReturnType<typeof get> =
                this.check.protocol === "tcp"
                    ? connect(port, LOOPBACK, () => finish(true))
                    : get(
                          { host: LOOPBACK, port, path: this.check.path, agent: false },
                          ({ statusCode = 0 }) => finish(statusCode >= 200 && statusCode < 300),
                      );
            const limit = this.clock.after(this.check.timeoutSeconds, () => finish(false));
            this.asking.add(request);
            request.on("error", () => finish(false));
        });
    }
}
