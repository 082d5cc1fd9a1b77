import type { Clock } from "../clock";
import { ReasonCode } from "../reasonCodes";
import { type Message, Session, type Will } from "./session";
import { matches } from "./topics";

/** The part of a node that sessions are in: its memory. */
export interface Memory {
    readonly name: string;
    readonly sessions: Map<string, Session>;
}

/** What became of sessions since the cluster began. */
export interface SessionCounts {
    created: number;
    /** A connection was replaced by one with the same client identifier, or a kept session was taken up by its client. */
    takenOver: number;
    /** Thrown away because the client wanted to start clean. */
    discarded: number;
    expired: number;
    /** Moved to another node without their client. */
    moved: number;
    /** Gone with their node. */
    lost: number;
}

/**
 * Who is where: a client identifier has one session in the whole cluster, in the memory of one node. Source:
 * emqx_cm.erl (open_session, takeover, discard) and emqx_channel.erl (will messages, expiry), 6.3.
 */
export class Registry {
    readonly counts: SessionCounts = {
        created: 0,
        takenOver: 0,
        discarded: 0,
        expired: 0,
        moved: 0,
        lost: 0,
    };
    private readonly places = new Map<string, Memory>();
    private readonly subscribers = new Map<string, Set<Session>>();

    constructor(private readonly clock: Clock) {}

    get size(): number {
        return this.places.size;
    }

    find(clientId: string): { session: Session; memory: Memory } | undefined {
        const memory = this.places.get(clientId);
        const session = memory?.sessions.get(clientId);
        return memory && session && { session, memory };
    }

    /** A clean start discards what there is, else it is taken over, from whichever node has it. */
    open(memory: Memory, clientId: string, cleanStart: boolean): { session: Session; present: boolean } {
        const known = this.find(clientId);
        if (known !== undefined && !cleanStart) {
            this.counts.takenOver++;
            const { session } = known;
            // With a delay there is no reason to tell of a client's death: it is back (MQTT 5.0, 3.1.3.2.2).
            if (session.will?.delaySeconds === 0 && session.connection !== undefined)
                this.publish(session.will);
            this.place(session, known.memory, memory);
            const connection = session.connection;
            session.connection = undefined;
            connection?.disconnect(ReasonCode.SESSION_TAKEN_OVER);
            return { session, present: true };
        }
        if (known !== undefined) {
            this.counts.discarded++;
            this.end(known.session, ReasonCode.SESSION_TAKEN_OVER);
        }
        const session = new Session(clientId, new Date());
        this.counts.created++;
        this.places.set(clientId, memory);
        memory.sessions.set(clientId, session);
        return { session, present: false };
    }

    /** The client has gone, and its session stays for as long as the client wanted. */
    detach(session: Session, will: "published" | "dropped"): void {
        session.connection = undefined;
        session.disconnectedAt = new Date();
        if (will === "dropped") session.will = undefined;
        if (session.expirySeconds === 0) {
            this.end(session);
            return;
        }
        const { will: left } = session;
        if (left !== undefined)
            session.willTimer = this.clock.after(left.delaySeconds, () => this.tellOf(session, left));
        if (session.expirySeconds < NEVER) {
            session.expiryTimer = this.clock.after(session.expirySeconds, () => {
                this.counts.expired++;
                this.end(session);
            });
        }
    }

    /** Ends a session for good; a will that still waits is published. A connection of it gets the reason. */
    end(session: Session, reasonCode: number = ReasonCode.ADMINISTRATIVE_ACTION): void {
        const { connection, will } = session;
        session.connection = undefined;
        this.forget(session);
        if (will !== undefined) this.publish(will);
        connection?.disconnect(reasonCode);
    }

    /** To the memory of another node, where its client is not; its time runs anew. Source: emqx_eviction_agent_channel.erl. */
    move(session: Session, to: Memory): void {
        const from = this.places.get(session.clientId);
        if (from === undefined || session.connection !== undefined) return;
        this.counts.moved++;
        this.place(session, from, to);
        session.via = undefined;
        session.will = undefined;
        this.detach(session, "published");
    }

    /**
     * A node is no more, or one listener of it, and with it all that was in its memory; wills are not published, nobody is left to
     * do so.
     */
    lose(memory: Memory, via?: string): void {
        for (const session of [...memory.sessions.values()]) {
            if (via !== undefined && session.via !== via) continue;
            this.counts.lost++;
            session.connection = undefined;
            this.forget(session);
        }
    }

    subscribe(session: Session, filter: string): void {
        const known = this.subscribers.get(filter);
        if (known === undefined) this.subscribers.set(filter, new Set([session]));
        else known.add(session);
    }

    unsubscribe(session: Session, filter: string): void {
        const known = this.subscribers.get(filter);
        known?.delete(session);
        if (known?.size === 0) this.subscribers.delete(filter);
    }

    /** To everybody who subscribed, wherever their session is; how many that were. */
    publish(message: Message): number {
        let receivers = 0;
        for (const [filter, sessions] of this.subscribers) {
            if (!matches(filter, message.topic)) continue;
            for (const session of sessions) {
                const subscription = session.subscriptions.get(filter);
                if (subscription === undefined) continue;
                if (subscription.noLocal && message.from === session.clientId) continue;
                session.deliver(message, subscription.qos);
                receivers++;
            }
        }
        return receivers;
    }

    private tellOf(session: Session, will: Will): void {
        session.will = undefined;
        this.publish(will);
    }

    private place(session: Session, from: Memory, to: Memory): void {
        session.stopTimers();
        from.sessions.delete(session.clientId);
        to.sessions.set(session.clientId, session);
        this.places.set(session.clientId, to);
    }

    private forget(session: Session): void {
        session.stopTimers();
        this.places.get(session.clientId)?.sessions.delete(session.clientId);
        this.places.delete(session.clientId);
        for (const filter of session.subscriptions.keys()) this.unsubscribe(session, filter);
    }
}

/** Session Expiry Interval of a session that does not expire. */
const NEVER = 0xffff_ffff;
