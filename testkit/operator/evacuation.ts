/** An evacuation that a node of EMQX Enterprise was asked for. */
export interface Evacuation extends EvacuationPace {
    readonly node: string;
    readonly startedAt: number;
    readonly clients: number;
    readonly recipients: readonly string[];
    /** Before the first connection is closed. */
    readonly waitHealthCheckSeconds: number;
}

export interface EvacuationPace {
    readonly connectionsPerSecond: number;
    readonly sessionsPerSecond: number;
    readonly waitTakeoverSeconds: number;
    /** Absent where an operator says nothing of it, as 2.2 does: EMQX's own. */
    readonly waitHealthCheckSeconds?: number;
}

/** What EMQX's API says of one. */
export type EvacuationSeen = Omit<EvacuationState, "waitTakeoverSeconds" | "waitHealthCheckSeconds">;

export interface EvacuationState extends EvacuationPace {
    readonly node: string;
    readonly state:
        | "waiting_health_check"
        | "evicting_conns"
        | "waiting_takeover"
        | "evicting_sessions"
        | "prohibiting";
    readonly recipients: readonly string[];
    /** Connected at the start. */
    readonly clients: number;
    /** At the start; absent: one for each of those. */
    readonly initialSessions?: number;
    readonly connected: number;
    readonly sessions: number;
}

/** Source: apps/emqx_node_rebalance/include/emqx_node_rebalance.hrl (DEFAULT_WAIT_HEALTH_CHECK), 5.7.2 to 6.3. */
export const WAIT_HEALTH_CHECK_SECONDS = 60;

/**
 * Where an evacuation is: load balancers get time to look away, connections are closed, clients get time to come back elsewhere, then the sessions go.
 * That all sessions are left by then is the slowest case: clients that came back elsewhere have taken theirs
 * along.
 */
export function evacuationAt(evacuation: Evacuation, now: number): EvacuationState {
    const { startedAt, waitHealthCheckSeconds, ...asked } = evacuation;
    const { clients, connectionsPerSecond, sessionsPerSecond, waitTakeoverSeconds } = asked;
    const elapsed = (now - startedAt) / 1000 - waitHealthCheckSeconds;
    const waitsFrom = clients / connectionsPerSecond;
    const sessionsFrom = waitsFrom + waitTakeoverSeconds;
    const left = (from: number, rate: number) =>
        Math.min(clients, Math.max(0, Math.ceil(clients - Math.max(0, elapsed - from) * rate)));
    const connected = left(0, connectionsPerSecond);
    const sessions = left(sessionsFrom, sessionsPerSecond);
    const state =
        elapsed < 0
            ? "waiting_health_check"
            : connected > 0
              ? "evicting_conns"
              : elapsed < sessionsFrom
                ? "waiting_takeover"
                : sessions > 0
                  ? "evicting_sessions"
                  : "prohibiting";
    return { ...asked, state, connected, sessions };
}

/** The evacuation that stands where this one does now, for whoever takes over. */
export function evacuationFrom(seen: Omit<EvacuationState, "state">, now: number): Evacuation {
    const { connected, sessions, ...asked } = seen;
    const connectionsClosedFor = (asked.clients - connected) / asked.connectionsPerSecond;
    const sessionsClosedFor = (asked.clients - sessions) / asked.sessionsPerSecond;
    const waited = sessionsClosedFor > 0 ? asked.waitTakeoverSeconds : 0;
    const startedAt = now - (connectionsClosedFor + waited + sessionsClosedFor) * 1000;
    return { ...asked, startedAt, waitHealthCheckSeconds: 0 };
}
