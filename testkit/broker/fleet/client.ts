import { connect, type Socket } from "node:net";
import { generate, type IConnackPacket, type IDisconnectPacket, type Packet, parser } from "mqtt-packet";
import type { Clock, Timer } from "../clock";
import { LOOPBACK } from "../loopback";
import { ReasonCode } from "../reasonCodes";
import type { Happening } from "./counters";
import { type ReconnectPolicy, waitBefore } from "./reconnect";

export interface ClientSettings {
    readonly clock: Clock;
    readonly clientId: string;
    /** Where it dials, asked anew at each attempt; undefined: nobody is there. */
    readonly port: () => number | undefined;
    readonly policy: ReconnectPolicy;
    readonly keepAliveSeconds: number;
    readonly sessionExpirySeconds: number;
    /** What it subscribes to, QoS 1, when the broker has no session of it. */
    readonly topic: string;
    readonly random: () => number;
    readonly happened: (what: Happening) => void;
    readonly connection: (change: 1 | -1) => void;
}

/** How an MQTT 5 client library behaves: keeps its session, answers, pings, and tries again and again. */
export class FleetClient {
    /** Messages of its topic, in the order of their arrival. */
    readonly messages: string[] = [];
    /** When it was connected and by which CONNACK. */
    lastConnack: { at: number; sessionPresent: boolean } | undefined;
    private socket: Socket | undefined;
    private state: "away" | "dialling" | "connected" = "away";
    private failed = 0;
    private connectedAt = 0;
    private pinged = false;
    private timer: Timer | undefined;
    private ping: Timer | undefined;
    private isOver = false;

    constructor(private readonly settings: ClientSettings) {}

    get clientId(): string {
        return this.settings.clientId;
    }

    get isConnected(): boolean {
        return this.state === "connected";
    }

    start(afterSeconds = 0): void {
        this.timer = this.settings.clock.after(afterSeconds, () => this.dial());
    }

    /** Says goodbye, keeping its session, and does not come back. */
    stop(): void {
        this.isOver = true;
        this.timer?.cancel();
        if (this.state === "connected") this.send({ cmd: "disconnect", reasonCode: ReasonCode.SUCCESS });
        this.socket?.end();
        this.left();
    }

    /** Gone without a word and for good. */
    destroy(): void {
        this.isOver = true;
        this.timer?.cancel();
        this.socket?.destroy();
        this.left();
    }

    private dial(): void {
        const { clock, port: ask, policy, happened } = this.settings;
        happened("attempts");
        const port = ask();
        if (port === undefined) {
            this.ended("unanswered");
            return;
        }
        this.state = "dialling";
        const socket = connect({ port, host: LOOPBACK, noDelay: true });
        this.socket = socket;
        const packets = parser({ protocolVersion: 5 });
        let over: Happening | undefined;
        packets.on("packet", (packet) => {
            if (this.socket !== socket || this.isOver) return;
            if (packet.cmd === "connack") over = this.answered(packet) ?? over;
            else if (packet.cmd === "disconnect") over = reasonOf(packet);
            else this.take(packet);
        });
        socket.on("data", (data: Buffer) => packets.parse(data));
        socket.on("error", () => undefined);
        socket.on("connect", () => this.hello());
        socket.on("close", () => {
            if (this.socket === socket)
                this.ended(over ?? (this.state === "connected" ? "cut" : "unanswered"));
        });
        this.timer = clock.after(policy.timeoutSeconds, () => socket.destroy());
    }

    private hello(): void {
        const { clientId, keepAliveSeconds, sessionExpirySeconds } = this.settings;
        this.send({
            cmd: "connect",
            protocolId: "MQTT",
            protocolVersion: 5,
            clientId,
            clean: false,
            keepalive: keepAliveSeconds,
            properties: { sessionExpiryInterval: sessionExpirySeconds },
        });
    }

    private answered({ reasonCode = 0, sessionPresent }: IConnackPacket): Happening | undefined {
        const { clock, topic, happened } = this.settings;
        if (reasonCode !== ReasonCode.SUCCESS) return "refused";
        this.timer?.cancel();
        this.state = "connected";
        this.connectedAt = clock.now;
        this.lastConnack = { at: clock.now, sessionPresent };
        happened("connects");
        if (sessionPresent) happened("resumed");
        else this.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos: 1 }] });
        this.settings.connection(1);
        if (this.settings.policy.resetAfterSeconds === 0) this.failed = 0;
        this.pinged = false;
        this.schedulePing();
        return undefined;
    }

    private take(packet: Packet): void {
        if (packet.cmd === "pingresp") this.pinged = false;
        if (packet.cmd !== "publish") return;
        this.messages.push(packet.payload.toString());
        if (packet.qos === 1)
            this.send({ cmd: "puback", messageId: packet.messageId as number, reasonCode: 0 });
    }

    /** A ping that is not answered until the next one means that nobody is there. */
    private schedulePing(): void {
        const { clock, keepAliveSeconds } = this.settings;
        if (keepAliveSeconds === 0) return;
        this.ping = clock.after(keepAliveSeconds, () => {
            if (this.pinged) {
                this.socket?.destroy();
                return;
            }
            this.pinged = true;
            this.send({ cmd: "pingreq" });
            this.schedulePing();
        });
    }

    private ended(what: Happening): void {
        if (this.isOver) return;
        const { clock, policy, random, happened } = this.settings;
        happened(what);
        const wasUpLongEnough = clock.isOver(this.connectedAt, policy.resetAfterSeconds);
        this.failed = this.state === "connected" && wasUpLongEnough ? 0 : this.failed + 1;
        this.left();
        this.timer = clock.after(waitBefore(this.failed, policy, random), () => this.dial());
    }

    private left(): void {
        this.ping?.cancel();
        this.timer?.cancel();
        if (this.state === "connected") this.settings.connection(-1);
        this.state = "away";
        this.socket = undefined;
    }

    private send(packet: Packet): void {
        if (this.socket?.writable) this.socket.write(generate(packet, { protocolVersion: 5 }));
    }
}

function reasonOf({ reasonCode }: IDisconnectPacket): Happening {
    if (reasonCode === ReasonCode.USE_ANOTHER_SERVER) return "evicted";
    return reasonCode === ReasonCode.SESSION_TAKEN_OVER ? "takenOver" : "disconnected";
}
