import type { QoS } from "mqtt-packet";
import type { Timer } from "../clock";

export interface Message {
    readonly topic: string;
    readonly payload: Buffer;
    readonly qos: QoS;
    /** The client that published it. */
    readonly from: string;
}

export interface Will extends Message {
    readonly delaySeconds: number;
}

export interface Subscription {
    readonly qos: QoS;
    /** Its own messages do not come back. */
    readonly noLocal: boolean;
}

/** The connection that a session has at the moment. */
export interface SessionConnection {
    /** How many messages the client takes before it acknowledges one. */
    readonly receiveMaximum: number;
    readonly remotePort: number;
    readonly protocolVersion: number;
    readonly keepAliveSeconds: number;
    readonly connectedAt: Date;
    publish(message: Message, qos: QoS, id: number | undefined, again: boolean): void;
    release(id: number): void;
    /** Says goodbye with the reason, where the protocol has words for that, and closes. */
    disconnect(reasonCode: number, serverReference?: string): void;
}

interface Sent {
    readonly message: Message;
    readonly qos: QoS;
    /** The client has it (QoS 2), and has been told to let go of the identifier. */
    released: boolean;
}

/** `mqtt.max_mqueue_len`; the oldest goes first. Source: emqx_schema.erl, emqx_mqueue.erl, 6.3. */
const LONGEST_QUEUE = 1000;

/** What a broker keeps of one client: in the memory of one node, whether the client is connected or not. */
export class Session {
    readonly subscriptions = new Map<string, Subscription>();
    /** Identifiers of QoS 2 messages of the client that it has not released. */
    readonly received = new Set<number>();
    connection: SessionConnection | undefined;
    /** The listener that its client came by, and whose end is its own; undefined once it was moved to another node. */
    via: string | undefined;
    /** How long it is kept without a connection. */
    expirySeconds = 0;
    will: Will | undefined;
    willTimer: Timer | undefined;
    expiryTimer: Timer | undefined;
    disconnectedAt: Date | undefined;
    private queue: Message[] = [];
    private readonly sent = new Map<number, Sent>();
    private lastId = 0;

    constructor(
        readonly clientId: string,
        readonly createdAt: Date,
    ) {}

    get queued(): number {
        return this.queue.length;
    }

    get unacknowledged(): number {
        return this.sent.size;
    }

    /** Sends it, or keeps it until there is room or a connection; QoS 0 as well (`mqtt.mqueue_store_qos0`). */
    deliver(message: Message, granted: QoS): void {
        const qos = Math.min(message.qos, granted) as QoS;
        if (this.connection !== undefined && qos === 0) this.connection.publish(message, 0, undefined, false);
        else {
            this.queue.push({ ...message, qos });
            if (this.queue.length > LONGEST_QUEUE) this.queue.shift();
            this.sendQueued();
        }
    }

    /** What was on its way comes again and what waited comes now. Source: emqx_session_mem.erl, replay. */
    resume(connection: SessionConnection): void {
        this.connection = connection;
        this.disconnectedAt = undefined;
        for (const [id, { message, qos, released }] of this.sent) {
            if (released) connection.release(id);
            else connection.publish(message, qos, id, true);
        }
        this.sendQueued();
    }

    /** The client has a message; false when it never got one of that identifier. */
    acknowledge(id: number): boolean {
        const known = this.sent.delete(id);
        this.sendQueued();
        return known;
    }

    /** The client has a QoS 2 message; false as above. */
    releases(id: number): boolean {
        const sent = this.sent.get(id);
        if (sent !== undefined) sent.released = true;
        return sent !== undefined;
    }

    stopTimers(): void {
        this.expiryTimer?.cancel();
        this.willTimer?.cancel();
        this.expiryTimer = undefined;
        this.willTimer = undefined;
    }

    private sendQueued(): void {
        const { connection } = this;
        while (
            connection !== undefined &&
            this.queue.length > 0 &&
            this.sent.size < connection.receiveMaximum
        ) {
            const message = this.queue.shift() as Message;
            if (message.qos === 0) connection.publish(message, 0, undefined, false);
            else {
                const id = this.nextId();
                this.sent.set(id, { message, qos: message.qos, released: false });
                connection.publish(message, message.qos, id, false);
            }
        }
    }

    private nextId(): number {
        do this.lastId = (this.lastId % 65_535) + 1;
        while (this.sent.has(this.lastId));
        return this.lastId;
    }
}
