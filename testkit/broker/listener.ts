import { createServer, type Server, type Socket } from "node:net";
import { type Listener, portOf, valueAt } from "../emqx";
import { listenOnLoopback } from "./loopback";
import { readProxyHeader } from "./proxyProtocol";
import { Connection, type Host } from "./session/connection";

/**
 * A listener of a node: a port on loopback that stands for the one that it binds in its pod, whatever its kind: TLS, WebSocket and QUIC
 * are played as plain TCP. What its configuration says of new clients holds for those that come from then on.
 */
export class BrokerListener {
    private readonly connections = new Set<Connection>();
    private readonly greeted = new Set<Socket>();
    private server: Server | undefined;
    /** Kept when it is opened again, as a bind is. */
    private openOn = 0;
    private accepted = { second: -1, count: 0 };

    constructor(
        private readonly host: Host,
        private configured: Listener,
    ) {}

    get id(): string {
        return this.configured.id;
    }

    /** Of the pod. */
    get podPort(): number {
        return portOf(this.configured);
    }

    /** Of loopback; undefined while it does not listen. */
    get port(): number | undefined {
        return this.server === undefined ? undefined : this.openOn;
    }

    get clients(): number {
        return this.connections.size;
    }

    async open(): Promise<void> {
        if (this.server !== undefined) return;
        const server = createServer({ noDelay: true }, (socket) => this.greet(socket));
        this.server = server;
        this.openOn = await listenOnLoopback(server, this.openOn);
    }

    /** For new clients. */
    configure(listener: Listener): void {
        this.configured = listener;
    }

    /** No new clients; those that are connected stay. */
    async close(): Promise<void> {
        const { server } = this;
        this.server = undefined;
        server?.close();
        // The port is free by now; the server itself ends with its last connection.
        await new Promise(setImmediate);
    }

    /** Every client's process is ended; nobody is told a reason. */
    cutClients(how: "closed" | "reset"): void {
        for (const connection of this.connections) connection.kill(how);
        for (const socket of this.greeted) socket.destroy();
        this.connections.clear();
        this.greeted.clear();
    }

    forget(connection: Connection): void {
        this.connections.delete(connection);
    }

    private greet(socket: Socket): void {
        if (this.isTooMuch()) {
            socket.on("error", () => undefined);
            socket.resetAndDestroy();
        } else if (valueAt(this.configured.config, ["proxy_protocol"]) === true) this.readHeader(socket);
        else this.connections.add(new Connection(this.host, socket, this.id));
    }

    /**
     * Above `max_connections`, and for tcp and ssl above `max_conn_rate` (5.8.3 on): the socket is closed. Source: facts of section 8 in
     * the project's fact sheet, run on 5.8.11: ws and wss of 5.8 pay no heed to the rate.
     */
    private isTooMuch(): boolean {
        const { kind, config } = this.configured;
        const most = Number(config.get("max_connections"));
        if (this.connections.size >= (Number.isNaN(most) ? Number.POSITIVE_INFINITY : most)) return true;
        if (kind !== "tcp" && kind !== "ssl") return false;
        const rate = perSecond(String(config.get("max_conn_rate") ?? "infinity"));
        const second = Math.floor(this.host.clock.now);
        if (this.accepted.second !== second) this.accepted = { second, count: 0 };
        this.accepted.count++;
        return this.accepted.count > rate;
    }

    private readHeader(socket: Socket): void {
        this.greeted.add(socket);
        let received = Buffer.alloc(0);
        const timeout = Number(this.configured.config.get("proxy_protocol_timeout") ?? 3000) / 1000;
        const limit = this.host.clock.after(timeout, () => socket.destroy());
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
            this.connections.add(new Connection(this.host, socket, this.id, header.ends.clientPort));
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

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `100/s`, `6000/1m`. Source: emqx_limiter_schema.erl, to_rate. */
function perSecond(rate: string): number {
    const [, count, many = "", unit = "s"] =
        /^(\d+)\/(\d*)(ms|s|m|h|d)$/.exec(rate.replaceAll(" ", "")) ?? [];
    if (count === undefined) return Number.POSITIVE_INFINITY;
    return Number(count) / (Number(many || 1) * (SECONDS[unit] ?? 0.001));
}
