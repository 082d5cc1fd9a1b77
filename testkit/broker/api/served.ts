import type { Release } from "../../emqx/release";
import type { EvictionAgent } from "../eviction/agent";
import type { Evacuation } from "../eviction/evacuation";
import type { Participant, Rebalance } from "../eviction/rebalance";
import type { Registry } from "../session/registry";
import type { Session } from "../session/session";
import type { Accounts } from "./accounts";
import type { Configuration } from "./configuration";

/** A node as its API sees it. */
export interface ServedNode extends Participant {
    readonly name: string;
    readonly role: "core" | "replicant";
    readonly release: Release;
    readonly isRunning: boolean;
    readonly uptimeSeconds: number;
    readonly registry: Registry;
    readonly sessions: Map<string, Session>;
    readonly agent: EvictionAgent;
    readonly evacuation: Evacuation;
    readonly rebalance: Rebalance;
}

/** Its cluster likewise. */
export interface ServedCluster {
    readonly accounts: Accounts;
    readonly configuration: Configuration;
    readonly registry: Registry;
    readonly nodes: readonly ServedNode[];
    readonly running: readonly ServedNode[];
}
