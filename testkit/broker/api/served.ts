import type { Release, RunningNode } from "../../emqx";
import type { EvictionAgent } from "../eviction/agent";
import type { Evacuation } from "../eviction/evacuation";
import type { Participant, Rebalance } from "../eviction/rebalance";
import type { Registry } from "../session/registry";
import type { Session } from "../session/session";
import type { Accounts } from "./accounts";

/** A node as its API sees it. */
export interface ServedNode extends Participant {
    readonly name: string;
    readonly role: "core" | "replicant";
    readonly release: Release;
    readonly isRunning: boolean;
    readonly uptimeSeconds: number;
    /** What its configuration files and the environment have made of it. */
    readonly configuration: RunningNode;
    readonly registry: Registry;
    readonly sessions: Map<string, Session>;
    readonly agent: EvictionAgent;
    readonly evacuation: Evacuation;
    readonly rebalance: Rebalance;
}

/** Its cluster likewise. */
export interface ServedCluster {
    readonly accounts: Accounts;
    /** The answer to `PUT /configs`: why not, or undefined. */
    push(text: string, to: ServedNode, ignoreReadOnly: boolean): Promise<string | undefined>;
    readonly registry: Registry;
    /** Takes a node out for good. */
    remove(name: string): Promise<void>;
    readonly nodes: readonly ServedNode[];
    readonly running: readonly ServedNode[];
}
