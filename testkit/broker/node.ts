import {
    type Applied,
    applyChange,
    boot,
    type Change,
    type Effect,
    filesOf,
    hasAuthentication,
    isAtLeast,
    isEnabled,
    isFull,
    isOnLoopback,
    type Licence,
    type Luck,
    licenceOf,
    push,
    type RunningNode,
    type Variable,
    valueAt,
} from "../emqx";
import type { Release } from "../emqx/release";
import type { ServedCluster, ServedNode } from "./api/served";
import { type ApiServer, startApi } from "./api/server";
import type { Clock } from "./clock";
import { EvictionAgent } from "./eviction/agent";
import { Evacuation } from "./eviction/evacuation";
import { Rebalance } from "./eviction/rebalance";
import { BrokerListener } from "./listener";
import { ReasonCode } from "./reasonCodes";
import type { Connection, Host } from "./session/connection";
import type { Registry } from "./session/registry";
import type { Session } from "./session/session";

export type Role = "core" | "replicant";

export interface NodeOptions {
    /** `emqx@...`, as other nodes know it. */
    readonly name: string;
    readonly role: Role;
    /** What it runs. Default: the cluster's. */
    readonly release?: Release;
    /** What it begins with, read anew at each start. Default: the cluster's text and nothing else. */
    readonly begins?: () => Beginning;
    /** Its data folder outlives the process, as a core's disk does. Default: for cores. */
    readonly keepsData?: boolean;
}

/** What a container is started with, as far as EMQX reads it. */
export interface Beginning {
    /** `etc/base.hocon`. Default: nothing. */
    readonly base?: string;
    /** `etc/emqx.conf`. */
    readonly text: string;
    readonly environment: readonly Variable[];
    /** What is mounted, by path. */
    readonly files: ReadonlyMap<string, string>;
}

/** A node whose configuration, license or environment EMQX does not begin with. */
export class DidNotBoot extends Error {}

/** What a node needs of the cluster that it is in. */
export interface ClusterOfNode extends ServedCluster {
    readonly clock: Clock;
    readonly release: Release;
    readonly random: () => number;
    /** What nodes begin with that say nothing of it themselves. */
    readonly beginning: Beginning;
    /** What pushes have left on the disks of nodes that run, for one that joins them. */
    keptFor(release: Release): RunningNode["kept"] | undefined;
    recipients(from: ServedNode, names: readonly string[] | undefined): readonly ServedNode[];
    /** Why a node of this configuration does not start beside those that run. */
    joinRefusal(node: RunningNode): string | undefined;
    /** By which licenses end. */
    today(): Date;
    /** What a push did to a listener of a node. */
    reloaded(node: ServedNode, effect: Effect): void;
    joined(node: ServedNode): void;
    left(node: ServedNode): void;
}

/** One EMQX: its listeners and an API on loopback while it runs; what it remembers of clients is gone when it ends. */
export class BrokerNode implements Host, ServedNode {
    readonly name: string;
    readonly role: Role;
    release: Release;
    readonly clock: Clock;
    readonly registry: Registry;
    readonly sessions = new Map<string, Session>();
    readonly agent: EvictionAgent;
    readonly evacuation: Evacuation;
    readonly rebalance: Rebalance;
    /** Clients that this process let in. */
    connects = 0;
    private configured: RunningNode | undefined;
    /** `cluster.hocon`, where a disk outlives the process. */
    private disk: RunningNode["kept"] | undefined;
    private readonly listeners = new Map<string, BrokerListener>();
    private api: ApiServer | undefined;
    private startedAt = 0;

    constructor(
        private readonly cluster: ClusterOfNode,
        private readonly options: NodeOptions,
    ) {
        this.name = options.name;
        this.role = options.role;
        this.release = options.release ?? cluster.release;
        this.clock = cluster.clock;
        this.registry = cluster.registry;
        this.agent = new EvictionAgent(this, cluster.random);
        this.evacuation = new Evacuation(this.clock, this.agent, {
            recipients: (names) => cluster.recipients(this, names),
        });
        this.rebalance = new Rebalance(this.clock, this.name);
    }

    get isRunning(): boolean {
        return this.api !== undefined;
    }

    /** Where clients reach `tcp:default`, or what listens instead; another port after each start. Throws while nothing does. */
    get mqttPort(): number {
        const open = this.reachable().filter(({ port }) => port !== undefined);
        const listener = open.find(({ id }) => id === "tcp:default") ?? open[0];
        return running(listener?.port, this.name);
    }

    /** Where a port of its pod leads to; undefined where nothing listens. */
    portFor(podPort: number): number | undefined {
        return this.reachable().find((listener) => listener.podPort === podPort)?.port;
    }

    /** One on loopback is reached by its own pod alone. */
    private reachable(): BrokerListener[] {
        const { listeners } = this.configuration;
        return [...this.listeners.values()].filter(
            ({ id }) => !listeners.some((each) => each.id === id && isOnLoopback(each)),
        );
    }

    /** Its configuration while it runs. */
    get configuration(): RunningNode {
        return running(this.configured, this.name);
    }

    get apiPort(): number {
        return running(this.api, this.name).port;
    }

    get uptimeSeconds(): number {
        return this.clock.now - this.startedAt;
    }

    /** Begins, as what it was or as another release. Rejects with `DidNotBoot` and EMQX's words. */
    async start(release = this.release): Promise<this> {
        if (this.isRunning) return this;
        this.release = release;
        const { base = "", ...begins } = this.options.begins?.() ?? this.cluster.beginning;
        const kept = this.cluster.keptFor(release) ?? this.disk ?? new Map();
        const began = boot({ release, base, ...begins, kept });
        if (began.kind === "ended") throw new DidNotBoot(began.says);
        const refusal = this.cluster.joinRefusal(began.node);
        if (refusal !== undefined) throw new DidNotBoot(refusal);
        this.configured = began.node;
        await this.openListeners();
        this.api = await startApi(this, this.cluster);
        this.startedAt = this.clock.now;
        this.connects = 0;
        this.cluster.joined(this);
        this.evacuation.restored();
        return this;
    }

    /** A push that came to this node: its answer, and what other nodes have to follow. */
    async push(text: string, ignoreReadOnly: boolean, luck: Luck) {
        const { refusal, node, effects, changes } = push(this.currently(), text, ignoreReadOnly, luck);
        await this.become(node, effects);
        return { refusal, changes };
    }

    /** A change that another node took. */
    async follow(change: Change, luck: Luck): Promise<Applied["refusal"]> {
        const { refusal, node, effects } = applyChange(this.currently(), change, "replicate", luck);
        await this.become(node, effects);
        return refusal;
    }

    /**
     * SIGTERM: the listener closes, then every connection's process is ended; nobody is told a reason. Source:
     * emqx_listeners.erl, esockd 5.17 (facts: no DISCONNECT 0x8B is ever sent).
     */
    stop(): Promise<void> {
        return this.halt("closed");
    }

    /** The process is gone at once; the kernel resets what was open. */
    cut(): Promise<void> {
        return this.halt("reset");
    }

    refusal(clientId: string, via: string) {
        const refusal = this.unlicensed(clientId) ?? this.agent.refusal() ?? this.unauthenticated(via);
        if (refusal === undefined) this.connects++;
        return refusal;
    }

    /** Looked at before anything else. Source: emqx_license.erl, check; hooks of `client.connect` by priority. */
    private unlicensed(clientId: string) {
        if (!isAtLeast(this.release, "5.9")) return undefined;
        const licence = licenceIn(this.configuration);
        const { endsAt, uptimeSeconds = Number.POSITIVE_INFINITY } = licence;
        const isOver = endsAt !== undefined && this.cluster.today().getTime() >= endsAt.getTime();
        const isNew = clientId === "" || this.registry.find(clientId) === undefined;
        const isRefused =
            isOver || this.uptimeSeconds >= uptimeSeconds || (isNew && isFull(licence, this.registry.size));
        return isRefused ? { reasonCode: ReasonCode.QUOTA_EXCEEDED } : undefined;
    }

    /** Where nobody looks who a client is: let in by the legacy profile, turned away by the hardened one. */
    private unauthenticated(via: string) {
        const { profile, listeners, written } = this.configuration;
        const listener = listeners.find(({ id }) => id === via);
        const isLookedAt = listener && hasAuthentication(listener, written.get("authentication"));
        if (profile === "legacy" || isLookedAt) return undefined;
        return { reasonCode: ReasonCode.NOT_AUTHORIZED };
    }

    ended(connection: Connection): void {
        for (const listener of this.listeners.values()) listener.forget(connection);
    }

    /** Its files are as they are by now: the kubelet keeps Secrets that are mounted up to date. */
    private currently(): RunningNode {
        const { files } = this.options.begins?.() ?? this.cluster.beginning;
        return { ...this.configuration, files: filesOf(files) };
    }

    private async openListeners(): Promise<void> {
        for (const listener of this.configuration.listeners) {
            const opened = new BrokerListener(this, listener);
            this.listeners.set(listener.id, opened);
            if (isEnabled(listener)) await opened.open();
        }
    }

    private async become(node: RunningNode, effects: readonly Effect[]): Promise<void> {
        this.configured = node;
        this.disk = node.kept;
        for (const configured of node.listeners) {
            const known = this.listeners.get(configured.id);
            if (known === undefined) this.listeners.set(configured.id, new BrokerListener(this, configured));
            else known.configure(configured);
        }
        for (const effect of effects) {
            const { listener: id, what } = effect;
            this.cluster.reloaded(this, effect);
            const listener = this.listeners.get(id);
            if (listener === undefined || what === "changed") continue;
            if (what !== "started") await listener.close();
            if (what !== "started" && what !== "reopened") {
                // A session is a process of the listener that its client came by. Source: esockd_connection_sup.erl; emqx_channel.erl.
                this.registry.lose(this, id);
                listener.cutClients("closed");
            }
            if (what === "started" || what === "restarted" || what === "reopened") await listener.open();
        }
        for (const [id, listener] of this.listeners) {
            if (!node.listeners.some((configured) => configured.id === id) && listener.port === undefined) {
                this.listeners.delete(id);
            }
        }
    }

    private async halt(how: "closed" | "reset"): Promise<void> {
        const { api } = this;
        if (api === undefined) return;
        this.api = undefined;
        const open = [...this.listeners.values()];
        this.listeners.clear();
        const closed = Promise.all([...open.map((listener) => listener.close()), api.close()]);
        this.registry.lose(this);
        for (const listener of open) listener.cutClients(how);
        const keepsData = this.options.keepsData ?? this.role === "core";
        if (!keepsData) this.disk = undefined;
        this.evacuation.halted(keepsData);
        this.rebalance.end();
        this.cluster.left(this);
        await closed;
    }
}

export function licenceIn({ written, files }: RunningNode): Licence {
    return licenceOf(String(valueAt(written, ["license", "key"]) ?? "default"), files);
}

function running<T>(part: T | undefined, name: string): T {
    if (part === undefined) throw new Error(`${name} does not run`);
    return part;
}
