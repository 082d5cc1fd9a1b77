import { ReasonCode } from "../reasonCodes";
import type { Registry } from "../session/registry";
import type { Session } from "../session/session";

/** A node whose clients are sent away. */
export interface EvictedNode {
    readonly name: string;
    readonly registry: Registry;
    readonly sessions: Map<string, Session>;
}

/** Who makes the node send its clients away; one of them at a time. */
export type Kind = "emqx_node_rebalance_evacuation" | "emqx_node_rebalance";

interface Enabled {
    readonly kind: Kind;
    readonly serverReference: string | undefined;
    readonly allowConnections: boolean;
}

/** Source: apps/emqx_eviction_agent/src/emqx_eviction_agent.erl, 5.8.11 to 6.3. */
export class EvictionAgent {
    private enabled: Enabled | undefined;

    constructor(
        private readonly node: EvictedNode,
        private readonly random: () => number,
    ) {}

    get isEnabled(): boolean {
        return this.enabled !== undefined;
    }

    /** False when somebody else has it: `eviction_agent_busy`. */
    enable(kind: Kind, allowConnections: boolean, serverReference?: string): boolean {
        if (this.enabled !== undefined && this.enabled.kind !== kind) return false;
        this.enabled = { kind, serverReference, allowConnections };
        return true;
    }

    disable(kind: Kind): void {
        if (this.enabled?.kind === kind) this.enabled = undefined;
    }

    /** What a client that connects now is told; undefined when it may. */
    refusal(): { reasonCode: number; serverReference: string | undefined } | undefined {
        const { enabled } = this;
        if (enabled === undefined || enabled.allowConnections) return undefined;
        return { reasonCode: ReasonCode.USE_ANOTHER_SERVER, serverReference: enabled.serverReference };
    }

    connectionCount(): number {
        let count = 0;
        for (const { connection } of this.node.sessions.values()) if (connection !== undefined) count++;
        return count;
    }

    /** Clients that are connected count as well: each has a session. */
    sessionCount(which: "any" | "disconnected" = "any"): number {
        const { size } = this.node.sessions;
        return which === "any" ? size : size - this.connectionCount();
    }

    /** The first ones of the table, all in one go. */
    evictConnections(most: number): void {
        let left = most;
        for (const { connection } of [...this.node.sessions.values()]) {
            if (connection === undefined) continue;
            if (left-- <= 0) return;
            connection.disconnect(ReasonCode.USE_ANOTHER_SERVER, this.enabled?.serverReference);
        }
    }

    /** Each to a node that the dice choose. */
    evictSessions(most: number, recipients: readonly EvictedNode[]): void {
        let left = most;
        for (const session of [...this.node.sessions.values()]) {
            if (session.connection !== undefined) continue;
            if (left-- <= 0) return;
            const to = recipients[Math.floor(this.random() * recipients.length)] as EvictedNode;
            this.node.registry.move(session, to);
        }
    }
}
