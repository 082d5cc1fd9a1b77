import { connect, type Socket } from "node:net";
import { generate, type Packet, parser } from "mqtt-packet";

/** A client that says exactly what a test makes it say, and nothing of itself. */
export class RawClient {
    readonly received: Packet[] = [];
    isClosed = false;
    private readonly socket: Socket;

    constructor(
        port: number,
        private readonly protocolVersion = 5,
        first?: Buffer,
    ) {
        this.socket = connect({ port, host: "127.0.0.1", noDelay: true });
        const packets = parser({ protocolVersion });
        packets.on("packet", (packet) => this.received.push(packet));
        this.socket.on("data", (data: Buffer) => packets.parse(data));
        this.socket.on("error", () => undefined);
        this.socket.on("close", () => {
            this.isClosed = true;
        });
        if (first !== undefined) this.socket.write(first);
    }

    send(packet: Packet): this {
        this.socket.write(generate(packet, { protocolVersion: this.protocolVersion }));
        return this;
    }

    hello(clientId: string, more: object = {}): this {
        return this.send({
            cmd: "connect",
            protocolId: "MQTT",
            protocolVersion: this.protocolVersion as 4 | 5,
            clientId,
            clean: false,
            keepalive: 0,
            ...more,
        });
    }

    get localPort(): number | undefined {
        return this.socket.localPort;
    }

    last(cmd: Packet["cmd"]): any {
        return this.received.filter((packet) => packet.cmd === cmd).at(-1);
    }

    close(): void {
        this.socket.destroy();
    }
}
