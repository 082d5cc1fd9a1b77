import type { Socket } from "node:net";
import { generate, type IConnectPacket, type Packet, parser, type QoS } from "mqtt-packet";
import type { Clock, Timer } from "../clock";
import { ReasonCode, returnCodeOf } from "../reasonCodes";
import { answerOf } from "./answers";
import type { Memory, Registry } from "./registry";
import type { Message, Session, SessionConnection } from "./session";

/** What a connection asks of the node that it came to. */
export interface Host extends Memory {
    readonly clock: Clock;
    readonly registry: Registry;
    /** Why this client may not connect now by this listener, and where else it could; undefined lets it in. */
    refusal(
        clientId: string,
        via: string,
    ): { reasonCode: number; serverReference?: string | undefined } | undefined;
    ended(connection: Connection): void;
}

/** A client has to say CONNECT within it. Source: emqx_schema.erl, mqtt.idle_timeout. */
const IDLE_SECONDS = 15;
/** `mqtt.max_inflight`. */
const MAX_INFLIGHT = 32;
/** `mqtt.keepalive_multiplier`. */
const KEEP_ALIVE_FACTOR = 1.5;
/** `mqtt.session_expiry_interval`: for clients of MQTT 3.1.1 that do not start clean. */
const OLD_CLIENTS_EXPIRY_SECONDS = 7200;

/**
 * One client's connection, MQTT 5 or 3.1.1. What it can not do it says in its CONNACK: retained messages, shared
 * subscriptions, topic aliases. Source of the behaviour: emqx_channel.erl, 6.3.
 */
export class Connection implements SessionConnection {
    receiveMaximum = MAX_INFLIGHT;
    protocolVersion = 5;
    keepAliveSeconds = 0;
    readonly connectedAt = new Date();
    readonly remotePort: number;
    private session: Session | undefined;
    private heardAt: number;
    private timer: Timer;
    private isClosed = false;
    private saidGoodbye: "with will" | "without will" | undefined;

    constructor(
        private readonly host: Host,
        private readonly socket: Socket,
        /** The listener that it came by. */
        private readonly via: string,
        /** The client's own port, where a load balancer told it. */
        clientPort?: number,
    ) {
        this.remotePort = clientPort ?? socket.remotePort ?? 0;
        this.heardAt = host.clock.now;
        this.timer = host.clock.after(IDLE_SECONDS, () => this.socket.destroy());
        const packets = parser();
        packets.on("packet", (packet) => {
            if (!this.isClosed) this.take(packet);
        });
        packets.on("error", () => this.malformed());
        socket.on("data", (data: Buffer) => {
            this.heardAt = host.clock.now;
            // No packet begins so: a PROXY header where none is expected, for one.
            if (this.session === undefined && (data[0] as number) >> 4 !== 1) socket.destroy();
            else packets.parse(data);
        });
        socket.on("error", () => undefined);
        socket.on("close", () => {
            this.timer.cancel();
            this.closed();
        });
        socket.setNoDelay(true);
    }

    publish({ topic, payload }: Message, qos: QoS, id: number | undefined, again: boolean): void {
        this.send({
            cmd: "publish",
            topic,
            payload,
            qos,
            dup: again,
            retain: false,
            ...(id === undefined ? {} : { messageId: id }),
        });
    }

    release(id: number): void {
        this.send({ cmd: "pubrel", messageId: id });
    }

    disconnect(reasonCode: number, serverReference?: string): void {
        if (this.isClosed) return;
        // MQTT 3.1.1 has no words for it: the connection is closed.
        if (this.protocolVersion === 5) {
            this.send({
                cmd: "disconnect",
                reasonCode,
                ...(serverReference === undefined ? {} : { properties: { serverReference } }),
            });
        }
        this.closed();
        this.socket.end();
        // Somebody who does not close in turn keeps nothing open here.
        this.timer = this.host.clock.after(IDLE_SECONDS, () => this.socket.destroy());
    }

    /** As the end of the process would: the kernel closes what is open. */
    kill(how: "closed" | "reset"): void {
        this.isClosed = true;
        this.timer.cancel();
        if (how === "reset") this.socket.resetAndDestroy();
        else this.socket.destroy();
    }

    private take(packet: Packet): void {
        const { session } = this;
        if (session === undefined) {
            if (packet.cmd === "connect") this.connect(packet);
            else this.socket.destroy();
        } else if (packet.cmd === "disconnect") {
            this.goodbye(session, packet.reasonCode ?? 0, packet.properties?.sessionExpiryInterval);
        } else {
            const said = answerOf(packet, session, this.host.registry);
            if (typeof said === "number") this.disconnect(said);
            else if (said !== undefined) this.send(said);
        }
    }

    private connect(packet: IConnectPacket): void {
        const { host } = this;
        this.timer.cancel();
        this.protocolVersion = packet.protocolVersion ?? 4;
        const { properties = {} } = packet;
        const refusal = properties.authenticationMethod
            ? { reasonCode: ReasonCode.BAD_AUTHENTICATION_METHOD }
            : host.refusal(packet.clientId, this.via);
        if (refusal !== undefined) {
            this.refuse(refusal);
            return;
        }
        const clientId = packet.clientId || `auto-${host.name}-${this.remotePort}`;
        const clean = packet.clean ?? true;
        const { session, present } = host.registry.open(host, clientId, clean);
        this.session = session;
        session.via = this.via;
        session.expirySeconds =
            this.protocolVersion === 5
                ? (properties.sessionExpiryInterval ?? 0)
                : clean
                  ? 0
                  : OLD_CLIENTS_EXPIRY_SECONDS;
        session.will = packet.will && {
            topic: packet.will.topic,
            payload: Buffer.from(packet.will.payload),
            qos: packet.will.qos ?? 0,
            from: clientId,
            delaySeconds: packet.will.properties?.willDelayInterval ?? 0,
        };
        this.receiveMaximum = Math.min(properties.receiveMaximum ?? MAX_INFLIGHT, MAX_INFLIGHT);
        this.keepAliveSeconds = packet.keepalive ?? 0;
        this.send({
            cmd: "connack",
            sessionPresent: present,
            reasonCode: ReasonCode.SUCCESS,
            returnCode: 0,
            properties: {
                receiveMaximum: this.receiveMaximum,
                topicAliasMaximum: 0,
                retainAvailable: false,
                sharedSubscriptionAvailable: false,
                ...(packet.clientId ? {} : { assignedClientIdentifier: clientId }),
            },
        });
        session.resume(this);
        this.watchKeepAlive();
    }

    private refuse({
        reasonCode,
        serverReference,
    }: {
        reasonCode: number;
        serverReference?: string | undefined;
    }): void {
        this.send({
            cmd: "connack",
            sessionPresent: false,
            reasonCode,
            returnCode: returnCodeOf(reasonCode),
            ...(serverReference === undefined ? {} : { properties: { serverReference } }),
        });
        this.closed();
        this.socket.end();
    }

    /** Looks every half of the client's keep-alive. Source: emqx_keepalive.erl, keepalive_params. */
    private watchKeepAlive(): void {
        if (this.keepAliveSeconds === 0) return;
        const limit = this.keepAliveSeconds * KEEP_ALIVE_FACTOR;
        const look = () => {
            if (this.host.clock.isOver(this.heardAt, limit)) this.disconnect(ReasonCode.KEEP_ALIVE_TIMEOUT);
            else this.timer = this.host.clock.after(this.keepAliveSeconds / 2, look);
        };
        this.timer = this.host.clock.after(this.keepAliveSeconds / 2, look);
    }

    private goodbye(session: Session, reasonCode: number, expirySeconds: number | undefined): void {
        if (expirySeconds !== undefined && expirySeconds > 0 && session.expirySeconds === 0) {
            this.disconnect(ReasonCode.PROTOCOL_ERROR);
            return;
        }
        session.expirySeconds = expirySeconds ?? session.expirySeconds;
        this.saidGoodbye = reasonCode === ReasonCode.SUCCESS ? "without will" : "with will";
        this.closed();
        this.socket.end();
    }

    private malformed(): void {
        if (this.session === undefined) this.socket.destroy();
        else this.disconnect(ReasonCode.MALFORMED_PACKET);
    }

    private closed(): void {
        if (this.isClosed) return;
        this.isClosed = true;
        this.timer.cancel();
        const { session } = this;
        // Somebody else may have taken the session over meanwhile.
        if (session?.connection === this) {
            this.host.registry.detach(session, this.saidGoodbye === "without will" ? "dropped" : "published");
        }
        this.host.ended(this);
    }

    private send(packet: Packet): void {
        if (this.isClosed || !this.socket.writable) return;
        this.socket.write(generate(this.inItsWords(packet), { protocolVersion: this.protocolVersion }));
    }

    /** MQTT 3.1.1 knows one way to refuse a subscription. */
    private inItsWords(packet: Packet): Packet {
        if (packet.cmd !== "suback" || this.protocolVersion === 5) return packet;
        return { ...packet, granted: packet.granted.map((code) => (Number(code) > 2 ? 0x80 : Number(code))) };
    }
}
