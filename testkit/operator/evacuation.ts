import type { EvacuationStatus } from "./lines/v2beta1/emqxStatus";

/** An evacuation that EMQX Enterprise was asked for. */
export interface Evacuation {
    readonly node: string;
    readonly startedAt: number;
    readonly clients: number;
    readonly connectionsPerSecond: number;
    readonly sessionsPerSecond: number;
    readonly waitTakeoverSeconds: number;
    readonly recipients: readonly string[];
}

/**
 * Where an evacuation is: connections are closed, clients get time to come back elsewhere, then the sessions go.
 * That all sessions are left by then is the slowest case: clients that came back elsewhere have taken theirs
 * along.
 */
export function evacuationAt(evacuation: Evacuation, now: number): EvacuationStatus {
    const { clients, connectionsPerSecond, sessionsPerSecond, waitTakeoverSeconds } = evacuation;
    const elapsed = (now - evacuation.startedAt) / 1000;
    const waitsFrom = clients / connectionsPerSecond;
    const sessionsFrom = waitsFrom + waitTakeoverSeconds;
    const left = (from: number, rate: number) =>
        Math.min(clients, Math.max(0, Math.ceil(clients - Math.max(0, elapsed - from) * rate)));
    const connected = left(0, connectionsPerSecond);
    const sessions = left(sessionsFrom, sessionsPerSecond);
    const state =
        connected > 0
            ? "evicting_conns"
            : elapsed < sessionsFrom
              ? "waiting_takeover"
              : sessions > 0
                ? "evicting_sessions"
                : "prohibiting";
    return {
        node: evacuation.node,
        state,
        session_recipients: evacuation.recipients,
        connection_eviction_rate: connectionsPerSecond,
        session_eviction_rate: sessionsPerSecond,
        stats: {
            initial_connected: clients,
            current_connected: connected,
            initial_sessions: clients,
            current_sessions: sessions,
        },
    };
}
