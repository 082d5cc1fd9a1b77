import { createServer, type Server, type Socket } from "node:net";
import type { Release } from "../emqx/release";
import type { ServedCluster, ServedNode } from "./api/served";
import { type ApiServer, startApi } from "./api/server";
import type { Clock } from "./clock";
import { EvictionAgent } from "./eviction/agent";
import { Evacuation } from "./eviction/evacuation";
import { Rebalance } from "./eviction/rebalance";
import { closeServer, listenOnLoopback } from "./loopback";
import { readProxyHeader } from "./proxyProtocol";
import { Connection, type Host } from "./session/connection";
import type { Registry } from "./session/registry";
import type { Session } from "./session/session";

export type Role = "core" | "replicant";

export interface NodeOptions {
    /** `emqx@...`, as other nodes know it. */
    readonly name: string;
    readonly role: Role;
    /** What it runs. Default: the cluster's. */
    readonly release?: Release;
    /** Its listener expects the header of the PROXY protocol, and takes nobody without. Default: false. */
    readonly proxyProtocol?: boolean;
    /** Its data folder outlives the process, as a core's disk does. Default: for cores. */
    readonly keepsData?: boolean;
}

/** What a node needs of the cluster that it is in. */
export interface ClusterOfNode extends ServedCluster {
    readonly clock: Clock;
    readonly release: Release;
    readonly random: () => number;
    recipients(from: ServedNode, names: readonly string[] | undefined): readonly ServedNode[];
    joined(node: ServedNode): void;
    left(node: ServedNode): void;
}

/** `listeners.tcp.*.proxy_protocol_timeout`. */
const PROXY_HEADER_SECONDS = 3;

/** One EMQX: a listener and an API on loopback while it runs; what it remembers of clients is gone when it ends. */
export class BrokerNode implements Host, ServedNode {
    readonly name: string;
    readonly role: Role;
    release: Release;
    readonly clock: Clock;
    readonly registry: Registry;
    readonly sessions = new Map<string, Session>();
    readonly agent: EvictionAgent;
    readonly evacuation: Evacuation;
    readonly rebalance: Rebalance;
    /** Clients that this process let in. */
    connects = 0;
    private readonly connections = new Set<Connection>();
    private readonly greeted = new Set<Socket>();
    private listener: { server: Server; port: number } | undefined;
    private api: ApiServer | undefined;
    private startedAt = 0;

    constructor(
        private readonly cluster: ClusterOfNode,
        private readonly options: NodeOptions,
    ) {
        this.name = options.name;
        this.role = options.role;
        this.release = options.release ?? cluster.release;
        this.clock = cluster.clock;
        this.registry = cluster.registry;
        this.agent = new EvictionAgent(this, cluster.random);
        this.evacuation = new Evacuation(this.clock, this.agent, {
            recipients: (names) => cluster.recipients(this, names),
        });
        this.rebalance = new Rebalance(this.clock, this.name);
    }

    get isRunning(): boolean {
        return this.listener !== undefined;
    }

    /** Where clients reach it; another port after each start. Throws while it does not run. */
    get mqttPort(): number {
        return running(this.listener, this.name).port;
    }

    get apiPort(): number {
        return running(this.api, this.name).port;
    }

    get uptimeSeconds(): number {
        return this.clock.now - this.startedAt;
    }

    /** Begins, as what it was or as another release. */
    async start(release = this.release): Promise<this> {
        if (this.listener !== undefined) return this;
        this.release = release;
        const server = createServer({ noDelay: true }, (socket) => this.greet(socket));
        this.listener = { server, port: await listenOnLoopback(server) };
        this.api = await startApi(this, this.cluster);
        this.startedAt = this.clock.now;
        this.connects = 0;
        this.cluster.joined(this);
        this.evacuation.restored();
        return this;
    }

    /**
     * SIGTERM: the listener closes, then every connection's process is ended; nobody is told a reason. Source:
     * emqx_listeners.erl, esockd 5.17 (facts: no DISCONNECT 0x8B is ever sent).
     */
    stop(): Promise<void> {
        return this.halt("closed");
    }

    /** The process is gone at once; the kernel resets what was open. */
    cut(): Promise<void> {
        return this.halt("reset");
    }

    refusal() {
        const refusal = this.agent.refusal();
        if (refusal === undefined) this.connects++;
        return refusal;
    }

    ended(connection: Connection): void {
        this.connections.delete(connection);
    }

    private async halt(how: "closed" | "reset"): Promise<void> {
        const { listener, api } = this;
        if (listener === undefined || api === undefined) return;
        this.listener = undefined;
        this.api = undefined;
        const closed = Promise.all([closeServer(listener.server), api.close()]);
        this.registry.lose(this);
        for (const connection of this.connections) connection.kill(how);
        for (const socket of this.greeted) socket.destroy();
        this.connections.clear();
        this.evacuation.halted(this.options.keepsData ?? this.role === "core");
        this.rebalance.end();
        this.cluster.left(this);
        await closed;
    }

    private greet(socket: Socket): void {
        if (this.options.proxyProtocol !== true) {
            this.connections.add(new Connection(this, socket));
            return;
        }
        this.greeted.add(socket);
        let received = Buffer.alloc(0);
        const limit = this.clock.after(PROXY_HEADER_SECONDS, () => socket.destroy());
        const read = (data: Buffer) => {
            received = Buffer.concat([received, data]);
            const header = readProxyHeader(received);
            if (header === "more") return;
            limit.cancel();
            socket.off("data", read);
            if (header === "none") {
                socket.destroy();
                return;
            }
            this.greeted.delete(socket);
            this.connections.add(new Connection(this, socket, header.ends.clientPort));
            const rest = received.subarray(header.length);
            if (rest.length > 0) socket.emit("data", rest);
        };
        socket.on("data", read);
        socket.on("error", () => undefined);
        socket.on("close", () => {
            limit.cancel();
            this.greeted.delete(socket);
        });
    }
}

function running<T>(part: T | undefined, name: string): T {
    if (part === undefined) throw new Error(`${name} does not run`);
    return part;
}
