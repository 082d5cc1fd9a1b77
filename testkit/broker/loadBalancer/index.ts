import { createServer, type Server, type Socket } from "node:net";
import type { Clock, Timer } from "../clock";
import { closeServer, listenOnLoopback } from "../loopback";
import { Backend, type BackendOptions } from "./backend";
import { ForwardedConnection } from "./forwardedConnection";
import { type LoadBalancerOptions, type Settings, settingsOf } from "./options";
import { choose, eligible } from "./schedule";

export type { BackendOptions } from "./backend";
export type { HealthCheck, LoadBalancerOptions } from "./options";

/** A client whose SYN was not answered sends it again after these seconds, as Linux does. */
const SYN_AGAIN_SECONDS = [1, 3, 7];

/**
 * A double of Alibaba Cloud's NLB or CLB in layer 4: one port on loopback in front of backends that come and go. What it does with
 * connections of a backend that leaves or falls ill: nothing without `drainSeconds`, else it cuts them when that time is
 * over. Sources: NLB documentation, "Connection draining", "Listeners", "Health checks"; see README.md.
 */
export class LoadBalancer {
    /** Cuts because the time to leave was over. */
    drained = 0;
    private readonly settings: Settings;
    private readonly backends = new Map<string, Backend>();
    /** Backends that were taken out; connections may stay. */
    private readonly gone = new Set<Backend>();
    private readonly draining = new Map<Backend, Timer>();
    private readonly waiting = new Set<Socket>();
    private readonly server: Server;
    private listeningOn: number | undefined;
    private budget: { second: number; left: number };

    constructor(
        private readonly clock: Clock,
        options: LoadBalancerOptions,
    ) {
        this.settings = settingsOf(options);
        this.budget = { second: -1, left: 0 };
        this.server = createServer({ pauseOnConnect: true, noDelay: true }, (client) =>
            this.arrived(client, 0),
        );
    }

    async listen(): Promise<this> {
        this.listeningOn = await listenOnLoopback(this.server);
        return this;
    }

    get port(): number {
        if (this.listeningOn === undefined) throw new Error("the load balancer does not listen yet");
        return this.listeningOn;
    }

    add(options: BackendOptions): void {
        if (this.backends.has(options.name)) throw new Error(`there is a backend ${options.name} already`);
        const changed = (backend: Backend) => this.healthChanged(backend);
        const backend = new Backend(options, this.settings.healthCheck, this.clock, changed);
        this.backends.set(options.name, backend);
    }

    /** It gets nobody any more. */
    remove(name: string): void {
        const backend = this.backends.get(name);
        if (backend === undefined) return;
        this.backends.delete(name);
        this.gone.add(backend);
        backend.leave();
        this.drain(backend);
    }

    has(name: string): boolean {
        return this.backends.has(name);
    }

    isHealthy(name: string): boolean {
        return this.backends.get(name)?.isHealthy ?? false;
    }

    connectionsOf(name: string): number {
        return this.backends.get(name)?.connections.size ?? 0;
    }

    /** Cuts everybody. */
    async close(): Promise<void> {
        const closed = this.listeningOn === undefined ? undefined : closeServer(this.server);
        for (const socket of this.waiting) socket.destroy();
        for (const timer of this.draining.values()) timer.cancel();
        for (const backend of [...this.backends.values(), ...this.gone]) {
            backend.leave();
            for (const connection of [...backend.connections]) connection.cut();
        }
        await closed;
    }

    private arrived(client: Socket, attempt: number): void {
        this.waiting.add(client);
        client.on("error", () => undefined);
        client.once("close", () => this.waiting.delete(client));
        if (this.hasRoom()) this.forward(client);
        else this.unanswered(client, attempt);
    }

    /** As if its SYN had been dropped: the client hears nothing until it asks again. */
    private unanswered(client: Socket, attempt: number): void {
        const seconds = SYN_AGAIN_SECONDS[attempt];
        if (seconds === undefined) client.resetAndDestroy();
        else
            this.clock.after(seconds - (SYN_AGAIN_SECONDS[attempt - 1] ?? 0), () => {
                if (client.destroyed) return;
                if (this.hasRoom()) this.forward(client);
                else this.unanswered(client, attempt + 1);
            });
    }

    private hasRoom(): boolean {
        const second = Math.floor(this.clock.now);
        if (this.budget.second !== second) this.budget = { second, left: this.settings.connectsPerSecond };
        return this.budget.left-- > 0;
    }

    private forward(client: Socket): void {
        const backend = choose(eligible(this.backends.values(), this.settings.kind), this.settings.scheduler);
        const port = backend?.port();
        this.waiting.delete(client);
        // Nobody there: what answers for a pod that is gone is a reset.
        if (backend === undefined || port === undefined) {
            client.resetAndDestroy();
            return;
        }
        const forwarding = { ...this.settings, clock: this.clock };
        const connection = new ForwardedConnection(client, port, forwarding, (ended) => {
            backend.connections.delete(ended);
        });
        backend.connections.add(connection);
    }

    private healthChanged(backend: Backend): void {
        if (!backend.isHealthy) this.drain(backend);
        else {
            this.draining.get(backend)?.cancel();
            this.draining.delete(backend);
        }
    }

    private drain(backend: Backend): void {
        const { drainSeconds } = this.settings;
        if (drainSeconds === undefined) return;
        this.draining.get(backend)?.cancel();
        const over = () => {
            this.draining.delete(backend);
            this.drained += backend.connections.size;
            for (const connection of [...backend.connections]) connection.cut();
        };
        this.draining.set(backend, this.clock.after(drainSeconds, over));
    }
}
