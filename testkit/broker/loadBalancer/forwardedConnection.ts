import { connect, type Socket } from "node:net";
import type { Clock, Timer } from "../clock";
import { LOOPBACK } from "../loopback";
import { proxyHeader } from "../proxyProtocol";

export interface Forwarding {
    readonly clock: Clock;
    readonly idleSeconds: number;
    readonly proxyProtocol: boolean;
}

/** A client's connection and the one to its backend, as long as both live and something is said on them. */
export class ForwardedConnection {
    private readonly server: Socket;
    private idle: Timer | undefined;
    private saidAt: number;
    private isClosed = false;

    constructor(
        private readonly client: Socket,
        port: number,
        private readonly forwarding: Forwarding,
        private readonly closed: (connection: ForwardedConnection) => void,
    ) {
        this.saidAt = forwarding.clock.now;
        this.server = connect({ port, host: LOOPBACK, noDelay: true }, () => {
            if (!forwarding.proxyProtocol) return;
            this.server.write(
                proxyHeader({ clientPort: client.remotePort ?? 0, serverPort: client.localPort ?? 0 }),
            );
        });
        this.server.once("connect", () => {
            client.pipe(this.server);
            this.server.pipe(client);
            const heard = () => {
                this.saidAt = forwarding.clock.now;
            };
            client.on("data", heard);
            this.server.on("data", heard);
        });
        for (const [socket, other] of [
            [client, this.server],
            [this.server, client],
        ] as const) {
            // What one end says last gets through; a reset goes on as a reset.
            socket.on("error", () => {
                if (!other.destroyed) other.resetAndDestroy();
            });
            socket.on("close", () => {
                if (!other.destroyed && !other.writableEnded) other.end();
                this.end();
            });
        }
        this.watchIdle();
    }

    /** Cuts it on both sides. */
    cut(): void {
        if (!this.client.destroyed) this.client.resetAndDestroy();
        if (!this.server.destroyed) this.server.resetAndDestroy();
        this.end();
    }

    private watchIdle(): void {
        const { clock, idleSeconds } = this.forwarding;
        if (clock.isOver(this.saidAt, idleSeconds)) this.cut();
        else this.idle = clock.after(this.saidAt + idleSeconds - clock.now, () => this.watchIdle());
    }

    private end(): void {
        if (this.isClosed) return;
        this.isClosed = true;
        this.idle?.cancel();
        this.closed(this);
    }
}
