import { type Edition, type Release, releaseOf } from "../emqx/release";
import { Accounts } from "./api/accounts";
import { Configuration } from "./api/configuration";
import type { ServedNode } from "./api/served";
import type { Clock } from "./clock";
import { BrokerNode, type ClusterOfNode, type NodeOptions } from "./node";
import { seededRandom } from "./random";
import { Registry } from "./session/registry";

export interface ClusterOptions {
    readonly clock: Clock;
    /** Default: 5.8.8. */
    readonly version?: string;
    /** Default: Enterprise. Versions from 5.9 on have one edition. */
    readonly edition?: Edition;
    /** The text of the file that `api_key.bootstrap_file` names: lines `key:secret` or `key:secret:role`. */
    readonly bootstrapKeys?: string | (() => string);
    /** `dashboard.default_username` and `default_password`. Default: admin, public. */
    readonly dashboardUser?: { readonly username: string; readonly password: string };
    /** What the nodes boot with, as HOCON. Default: nothing. */
    readonly config?: string;
    /** Of the dice that choose where evicted sessions go. */
    readonly seed?: number;
}

/** Nodes that know each other. A node is added once and can start, end and come back. */
export class BrokerCluster implements ClusterOfNode {
    readonly clock: Clock;
    readonly release: Release;
    readonly registry: Registry;
    readonly accounts: Accounts;
    readonly configuration: Configuration;
    readonly random: () => number;
    private readonly known = new Map<string, BrokerNode>();

    constructor(private readonly options: ClusterOptions) {
        const { clock, version = "5.8.8", edition = "Enterprise", seed = 1 } = options;
        this.clock = clock;
        this.release = releaseOf(version, edition);
        this.registry = new Registry(clock);
        this.random = seededRandom(seed);
        this.accounts = new Accounts(clock, this.release, options.dashboardUser);
        this.configuration = new Configuration(options.config ?? "");
    }

    add(options: NodeOptions): BrokerNode {
        if (this.known.has(options.name)) throw new Error(`the cluster has a node ${options.name} already`);
        const node = new BrokerNode(this, options);
        this.known.set(options.name, node);
        return node;
    }

    /** Takes a node out for good, as `emqx ctl cluster force-leave` does; it does not run any more. */
    async remove(name: string): Promise<void> {
        await this.known.get(name)?.cut();
        this.known.delete(name);
    }

    get nodes(): readonly BrokerNode[] {
        return [...this.known.values()];
    }

    get running(): readonly BrokerNode[] {
        return this.nodes.filter(({ isRunning }) => isRunning);
    }

    node(name: string): BrokerNode {
        const node = this.known.get(name);
        if (node === undefined)
            throw new Error(`no node ${name}; there are ${[...this.known.keys()].join(", ")}`);
        return node;
    }

    /** Who can take sessions of a node that sends them away. Source: emqx_node_rebalance_evacuation.erl, migrate_to. */
    recipients(from: ServedNode, names: readonly string[] | undefined): readonly BrokerNode[] {
        const asked = this.running.filter(({ name }) => names?.includes(name) ?? name !== from.name);
        return asked.filter(({ agent }) => !agent.isEnabled);
    }

    /** Cores read the file of API keys at each start. Source: emqx_mgmt_auth.erl, try_init_bootstrap_file. */
    joined(node: ServedNode): void {
        if (node.role !== "core") return;
        const { bootstrapKeys = "" } = this.options;
        this.accounts.loadBootstrapFile(typeof bootstrapKeys === "string" ? bootstrapKeys : bootstrapKeys());
    }

    left(node: ServedNode): void {
        for (const { rebalance } of this.nodes) rebalance.lost(node.name);
    }

    /** Ends all nodes; the clock is its owner's. */
    async close(): Promise<void> {
        await Promise.all(this.nodes.map((node) => node.cut()));
    }
}
