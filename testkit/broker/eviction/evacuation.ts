import type { Clock, Timer } from "../clock";
import type { EvictedNode, EvictionAgent } from "./agent";

/** What an evacuation is started with; EMQX's own names. */
export interface EvacuationOptions {
    readonly wait_health_check: number;
    readonly conn_evict_rate: number;
    readonly wait_takeover: number;
    readonly sess_evict_rate: number;
    /** Where clients of MQTT 5 are told to go. */
    readonly redirect_to?: string;
    /** Nodes that get the sessions of clients that do not come back. Absent: all that run. */
    readonly migrate_to?: readonly string[];
}

export type EvacuationState =
    | "waiting_health_check"
    | "evicting_conns"
    | "waiting_takeover"
    | "evicting_sessions"
    | "prohibiting";

/** An evacuation as `global_status` and `status` show it. */
export interface EvacuationStatus {
    readonly state: EvacuationState;
    readonly connection_eviction_rate: number;
    readonly session_eviction_rate: number;
    readonly connection_goal: 0;
    readonly session_goal: 0;
    readonly session_recipients: readonly string[];
    readonly stats: {
        readonly initial_connected: number;
        readonly current_connected: number;
        readonly initial_sessions: number;
        readonly current_sessions: number;
    };
}

/** Source: apps/emqx_node_rebalance/include/emqx_node_rebalance.hrl. */
export const EVACUATION_DEFAULTS: EvacuationOptions = {
    wait_health_check: 60,
    conn_evict_rate: 500,
    wait_takeover: 60,
    sess_evict_rate: 500,
};
const INTERVAL_SECONDS = 1;
const NO_NODES_INTERVAL_SECONDS = 30;
const KIND = "emqx_node_rebalance_evacuation";

interface Peers {
    /** Running nodes that are not themselves sending clients away; of those names, or all but this one. */
    recipients(names: readonly string[] | undefined): readonly EvictedNode[];
}

/** Source: apps/emqx_node_rebalance/src/emqx_node_rebalance_evacuation.erl, the same from 5.7.2 to 6.3. */
export class Evacuation {
    private state: EvacuationState | undefined;
    private options = EVACUATION_DEFAULTS;
    private timer: Timer | undefined;
    private initial = { connected: 0, sessions: 0 };
    private current = { connected: 0, sessions: 0 };
    /** What a file in the data folder tells the next process: neither recipients nor the wait for health checks. */
    private file: EvacuationOptions | undefined;

    constructor(
        private readonly clock: Clock,
        private readonly agent: EvictionAgent,
        private readonly peers: Peers,
    ) {}

    start(options: Partial<EvacuationOptions>): "ok" | "already_started" | "eviction_agent_busy" {
        if (this.state !== undefined) return "already_started";
        const all = { ...EVACUATION_DEFAULTS, ...options };
        // New clients are let in until the load balancer had time to look away.
        if (!this.agent.enable(KIND, true, all.redirect_to)) return "eviction_agent_busy";
        this.begin(all);
        const { wait_health_check: _, migrate_to: __, ...kept } = all;
        this.file = { ...EVACUATION_DEFAULTS, ...kept };
        this.next("waiting_health_check", all.wait_health_check, () => {
            this.agent.enable(KIND, false, all.redirect_to);
            this.next("evicting_conns", 0, () => this.evictConnections());
        });
        return "ok";
    }

    stop(): "ok" | "not_started" {
        if (this.state === undefined) return "not_started";
        this.file = undefined;
        this.agent.disable(KIND);
        this.end();
        return "ok";
    }

    status(): EvacuationStatus | undefined {
        if (this.state === undefined) return undefined;
        return {
            state: this.state,
            connection_eviction_rate: this.options.conn_evict_rate,
            session_eviction_rate: this.options.sess_evict_rate,
            connection_goal: 0,
            session_goal: 0,
            session_recipients: this.peers.recipients(this.options.migrate_to).map(({ name }) => name),
            stats: {
                initial_connected: this.initial.connected,
                current_connected: this.current.connected,
                initial_sessions: this.initial.sessions,
                current_sessions: this.current.sessions,
            },
        };
    }

    /** The process ended; what it had written stays where the data folder outlives it. */
    halted(keepsData: boolean): void {
        this.agent.disable(KIND);
        this.end();
        if (!keepsData) this.file = undefined;
    }

    /** A node that was being evacuated when it ended goes on with that, and at once. */
    restored(): void {
        if (this.file === undefined) return;
        this.agent.enable(KIND, false, this.file.redirect_to);
        this.begin(this.file);
        this.next("evicting_conns", 0, () => this.evictConnections());
    }

    private begin(options: EvacuationOptions): void {
        this.options = options;
        this.initial = { connected: this.agent.connectionCount(), sessions: this.agent.sessionCount() };
        this.current = { ...this.initial };
    }

    private end(): void {
        this.timer?.cancel();
        this.state = undefined;
    }

    private next(state: EvacuationState, seconds: number, action: () => void): void {
        this.state = state;
        this.timer = this.clock.after(seconds, action);
    }

    private evictConnections(): void {
        const connected = this.agent.connectionCount();
        // As counted before this turn's are sent away.
        this.current.connected = connected;
        if (connected > 0) {
            this.agent.evictConnections(this.options.conn_evict_rate);
            this.next("evicting_conns", INTERVAL_SECONDS, () => this.evictConnections());
        } else {
            this.next("waiting_takeover", this.options.wait_takeover, () =>
                this.next("evicting_sessions", 0, () => this.evictSessions()),
            );
        }
    }

    /** The counts of sessions are as at the start until this phase. */
    private evictSessions(): void {
        const sessions = this.agent.sessionCount();
        const recipients = this.peers.recipients(this.options.migrate_to);
        if (sessions > 0 && recipients.length === 0) {
            this.next("evicting_sessions", NO_NODES_INTERVAL_SECONDS, () => this.evictSessions());
            return;
        }
        this.current.sessions = sessions;
        if (sessions > 0) {
            this.agent.evictSessions(this.options.sess_evict_rate, recipients);
            this.next("evicting_sessions", INTERVAL_SECONDS, () => this.evictSessions());
        } else this.state = "prohibiting";
    }
}
