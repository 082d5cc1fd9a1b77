import type { Clock, Timer } from "../clock";
import type { EvictedNode, EvictionAgent } from "./agent";

/** What a rebalance is started with; EMQX's own names. */
export interface RebalanceOptions {
    readonly wait_health_check: number;
    readonly conn_evict_rate: number;
    readonly sess_evict_rate: number;
    readonly wait_takeover: number;
    readonly abs_conn_threshold: number;
    readonly rel_conn_threshold: number;
    readonly abs_sess_threshold: number;
    readonly rel_sess_threshold: number;
    /** Nodes that take part. Absent: all that run. */
    readonly nodes?: readonly string[];
}

export type RebalanceState = "wait_health_check" | "evicting_conns" | "wait_takeover" | "evicting_sessions";

/** A node that can take part. */
export interface Participant extends EvictedNode {
    readonly agent: EvictionAgent;
}

/** Source: apps/emqx_node_rebalance/include/emqx_node_rebalance.hrl. */
const DEFAULTS: RebalanceOptions = {
    wait_health_check: 60,
    conn_evict_rate: 500,
    sess_evict_rate: 500,
    wait_takeover: 60,
    abs_conn_threshold: 1000,
    rel_conn_threshold: 1.1,
    abs_sess_threshold: 1000,
    rel_sess_threshold: 1.1,
};
const INTERVAL_SECONDS = 1;
const KIND = "emqx_node_rebalance";

/**
 * Levels the nodes' connections, then the sessions without one: those with as many as the average or more give to the others.
 * Source: apps/emqx_node_rebalance/src/emqx_node_rebalance.erl, 5.8.11 to 6.3.
 */
export class Rebalance {
    private state: RebalanceState | undefined;
    private options = DEFAULTS;
    private donors: readonly Participant[] = [];
    private recipients: readonly Participant[] = [];
    private averages: Record<string, number> = {};
    private timer: Timer | undefined;

    constructor(
        private readonly clock: Clock,
        /** The node that coordinates. */
        private readonly coordinator: string,
    ) {}

    start(
        options: Partial<RebalanceOptions>,
        participants: readonly Participant[],
    ): "ok" | "already_started" | "nothing_to_balance" {
        if (this.state !== undefined) return "already_started";
        const all = { ...DEFAULTS, ...options };
        const level = average(participants, connections);
        const donors = participants.filter((node) => connections(node) >= level);
        const recipients = participants.filter((node) => connections(node) < level);
        if (donors.length === 0 || recipients.length === 0 || !needsIt(all, donors, recipients)) {
            return "nothing_to_balance";
        }
        Object.assign(this, { options: all, donors, recipients, averages: {} });
        for (const { agent } of donors) agent.enable(KIND, true);
        this.next("wait_health_check", all.wait_health_check, () => {
            for (const { agent } of donors) agent.enable(KIND, false);
            this.next("evicting_conns", 0, () => this.evictConnections());
        });
        return "ok";
    }

    stop(): "ok" | "not_started" {
        if (this.state === undefined) return "not_started";
        this.end();
        return "ok";
    }

    end(): void {
        this.timer?.cancel();
        this.state = undefined;
        for (const { agent } of this.donors) agent.disable(KIND);
        this.donors = [];
    }

    /** Ends of itself when a node that takes part is gone: its calls to it fail. */
    lost(name: string): void {
        if ([...this.donors, ...this.recipients].some((node) => node.name === name)) this.end();
    }

    /** As `global_status` shows it. */
    status(): object | undefined {
        if (this.state === undefined) return undefined;
        return {
            state: this.state,
            coordinator_node: this.coordinator,
            connection_eviction_rate: this.options.conn_evict_rate,
            session_eviction_rate: this.options.sess_evict_rate,
            recipients: this.recipients.map(({ name }) => name),
            donors: this.donors.map(({ name }) => name),
            ...this.averages,
        };
    }

    private next(state: RebalanceState, seconds: number, action: () => void): void {
        this.state = state;
        this.timer = this.clock.after(seconds, action);
    }

    private evictConnections(): void {
        const { abs_conn_threshold, rel_conn_threshold, conn_evict_rate, wait_takeover } = this.options;
        const given = average(this.donors, connections);
        const goal = average(this.recipients, connections);
        if (within(given, goal, abs_conn_threshold, rel_conn_threshold)) {
            this.next("wait_takeover", wait_takeover, () => this.evictSessions());
            return;
        }
        Object.assign(this.averages, { connection_goal: goal, donor_conn_avg: given });
        for (const node of this.donors)
            if (connections(node) > goal) node.agent.evictConnections(conn_evict_rate);
        this.next("evicting_conns", INTERVAL_SECONDS, () => this.evictConnections());
    }

    private evictSessions(): void {
        const { abs_sess_threshold, rel_sess_threshold, sess_evict_rate } = this.options;
        const given = average(this.donors, disconnected);
        const goal = average(this.recipients, disconnected);
        if (within(given, goal, abs_sess_threshold, rel_sess_threshold)) {
            this.end();
            return;
        }
        Object.assign(this.averages, { disconnected_session_goal: goal, donor_sess_avg: given });
        for (const node of this.donors) {
            if (disconnected(node) > goal) node.agent.evictSessions(sess_evict_rate, this.recipients);
        }
        this.next("evicting_sessions", INTERVAL_SECONDS, () => this.evictSessions());
    }
}

function needsIt(
    options: RebalanceOptions,
    donors: readonly Participant[],
    recipients: readonly Participant[],
): boolean {
    const level = (count: (node: Participant) => number, absolute: number, relative: number) =>
        within(average(donors, count), average(recipients, count), absolute, relative);
    return (
        !level(connections, options.abs_conn_threshold, options.rel_conn_threshold) ||
        !level(({ agent }) => agent.sessionCount(), options.abs_sess_threshold, options.rel_sess_threshold)
    );
}

function within(value: number, goal: number, absolute: number, relative: number): boolean {
    return value <= goal + absolute || value <= goal * relative;
}

function average(nodes: readonly Participant[], count: (node: Participant) => number): number {
    return nodes.reduce((sum, node) => sum + count(node), 0) / nodes.length;
}

function connections({ agent }: Participant): number {
    return agent.connectionCount();
}

function disconnected({ agent }: Participant): number {
    return agent.sessionCount("disconnected");
}
