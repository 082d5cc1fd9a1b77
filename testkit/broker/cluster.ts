import {
    type Edition,
    type Effect,
    isAtLeast,
    type Luck,
    type Release,
    type RunningNode,
    releaseOf,
    SINGLE_NODE_LICENSE,
} from "../emqx";
import { Accounts } from "./api/accounts";
import type { ServedNode } from "./api/served";
import type { Clock } from "./clock";
import { type Beginning, BrokerNode, type ClusterOfNode, licenceIn, type NodeOptions } from "./node";
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
    /** `license.key` in the nodes' environment, which 5.9 and later need to be several. Default: one without limits. */
    readonly license?: string;
    /** By which licenses end. Default: the machine's. */
    readonly today?: () => Date;
    /** Of the dice that choose where evicted sessions go. */
    readonly seed?: number;
    /** What differs from node to node at a push. Default: the worst that was seen. */
    readonly luck?: Luck;
}

/** What every start of EMQX needs. */
const OF_THE_IMAGE = [
    { name: "EMQX_NODE__DATA_DIR", value: "data" },
    { name: "EMQX_NODE__COOKIE", value: "of-the-tests" },
];
const LICENCE_OF_THE_TESTS = "b2YgdGhlIHRlc3Rz.c2lnbmVk";

/** Nodes that know each other. A node is added once and can start, end and come back. */
export class BrokerCluster implements ClusterOfNode {
    readonly clock: Clock;
    readonly release: Release;
    readonly registry: Registry;
    readonly accounts: Accounts;
    readonly beginning: Beginning;
    /** What pushes have done to listeners of running nodes, in order. */
    readonly reloads: (Effect & { readonly node: string })[] = [];
    /** What was pushed, in order; a test looks here for what a program sent. */
    readonly pushes: string[] = [];
    readonly random: () => number;
    private readonly luck: Luck;
    private readonly known = new Map<string, BrokerNode>();

    constructor(private readonly options: ClusterOptions) {
        const { clock, version = "5.8.8", edition = "Enterprise", seed = 1 } = options;
        this.clock = clock;
        this.release = releaseOf(version, edition);
        this.registry = new Registry(clock);
        this.random = seededRandom(seed);
        this.accounts = new Accounts(clock, this.release, options.dashboardUser);
        this.luck = options.luck ?? { portIsFree: () => false };
        const license = { name: "EMQX_LICENSE__KEY", value: options.license ?? LICENCE_OF_THE_TESTS };
        this.beginning = {
            text: options.config ?? "",
            environment: [...OF_THE_IMAGE, license],
            files: new Map(),
        };
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

    /**
     * A node that joins copies `cluster.hocon` of a core that runs and is no newer. Source: emqx_conf_app.erl, sync_cluster_conf,
     * v5.7.2 and e5.8.11.
     */
    keptFor({ version }: Release): RunningNode["kept"] | undefined {
        const cores = this.running.filter(
            ({ role, release }) => role === "core" && !isNewer(release.version, version),
        );
        return cores[0]?.configuration.kept;
    }

    /**
     * From 5.9 on a license for one node is looked at when the node has met the others, with what it has fetched of them by then; the 30 s
     * that later versions wait first are left out. Source: emqx_license_app.erl, emqx_license_checker.erl (no_violation), 5.9.0 to release-63.
     */
    joinRefusal(node: RunningNode): string | undefined {
        if (!isAtLeast(node.release, "5.9") || this.running.length === 0) return undefined;
        return licenceIn(node).isForOneNode ? SINGLE_NODE_LICENSE : undefined;
    }

    today(): Date {
        return this.options.today?.() ?? new Date();
    }

    /** The text that one node was given; the others follow it, each as far as it can. */
    async push(text: string, to: ServedNode, ignoreReadOnly: boolean): Promise<string | undefined> {
        const { refusal, changes } = await this.node(to.name).push(text, ignoreReadOnly, this.luck);
        for (const node of this.running.filter(({ name }) => name !== to.name)) {
            // One that cannot follow a change stays behind and takes no later one. Source: emqx_cluster_rpc.erl, catch_up.
            for (const change of changes) if ((await node.follow(change, this.luck)) !== undefined) break;
        }
        if (refusal === undefined) this.pushes.push(text);
        return refusal;
    }

    reloaded({ name }: ServedNode, effect: Effect): void {
        this.reloads.push({ node: name, ...effect });
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

function isNewer(one: string, other: string): boolean {
    return one.localeCompare(other, "en", { numeric: true }) > 0;
}
