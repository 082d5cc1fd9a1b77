import type { RunningNode } from "./boot";
import { isSame, type Value } from "./hocon";
import {
    cannotStart,
    fileRefusal,
    isEnabled,
    type Listener,
    listenersIn,
    needsReopening,
    needsRestart,
    portOf,
    sharesPort,
    verificationRefusal,
} from "./listeners";
import { isAtLeast } from "./release";

/** What a push does to a listener of a node. */
export interface Effect {
    readonly listener: string;
    /**
     * `restarted` cuts all its clients; `reopened` closes the listening socket for a moment and cuts nobody; `changed` is for new clients;
     * `stopped` cuts all; `down`: it was stopped and does not start.
     */
    readonly what: "started" | "stopped" | "restarted" | "reopened" | "changed" | "down";
    readonly port: number;
}

/** What differs from node to node. */
export interface Luck {
    /** The port of a ws or wss listener is free when it is opened again at once. On 5.8.11 11 of 24 times it was not, for ws. */
    readonly portIsFree: (listener: string) => boolean;
}

export interface Reloaded {
    readonly refusal: string | undefined;
    /** Refused before anything was touched. */
    readonly isUntouched: boolean;
    readonly listeners: readonly Listener[];
    readonly down: ReadonlySet<string>;
    readonly effects: readonly Effect[];
}

/**
 * The root `listeners` on a running node: changed ones first, then those that are gone, then new ones; the first that fails ends it and
 * nothing is taken back. Source: emqx_listeners.erl (pre_config_update, post_config_update, update_listener), e5.8.11; in 5.7.2 likewise.
 */
export function applyListeners(
    node: RunningNode,
    written: Value,
    typed: Value | undefined,
    luck: Luck,
): Reloaded {
    const before = node.listeners;
    const unchanged = { listeners: before, down: node.down, effects: [] };
    if (isSame(written, node.written.get("listeners")))
        return { refusal: undefined, isUntouched: false, ...unchanged };
    const after = listenersIn(typed);
    const early = fileRefusal(written, node.files) ?? verificationRefusal(after);
    if (early !== undefined) return { refusal: early, isUntouched: true, ...unchanged };
    const work = new Reload(node, luck);
    const was = new Map(before.map((listener) => [listener.id, listener]));
    const is = new Map(after.map((listener) => [listener.id, listener]));
    const changed = after.filter(({ id, config }) => was.has(id) && !isSame(was.get(id)?.config, config));
    const steps = [
        ...changed.map((listener) => () => work.update(was.get(listener.id) as Listener, listener)),
        ...before.filter(({ id }) => !is.has(id)).map((listener) => () => work.stop(listener)),
        ...after.filter(({ id }) => !was.has(id)).map((listener) => () => work.start(listener)),
    ];
    let refusal: string | undefined;
    for (const step of steps) {
        refusal = step();
        if (refusal !== undefined) break;
    }
    return { refusal, isUntouched: false, listeners: after, down: work.down, effects: work.effects };
}

/** The listeners of a node while they change. */
class Reload {
    readonly effects: Effect[] = [];
    readonly down: Set<string>;
    private readonly open: Map<string, Listener>;

    constructor(
        private readonly node: RunningNode,
        private readonly luck: Luck,
    ) {
        this.down = new Set(node.down);
        const running = node.listeners.filter((each) => isEnabled(each) && !node.down.has(each.id));
        this.open = new Map(running.map((listener) => [listener.id, listener]));
    }

    update(before: Listener, after: Listener): string | undefined {
        if (!isEnabled(after)) return isEnabled(before) ? this.stop(before) : undefined;
        if (!isEnabled(before)) return this.start(after);
        if (this.down.has(before.id)) {
            // 6.3 asks for a listener that is not there and starts one.
            if (isAtLeast(this.node.release, "6.3")) return this.start(after);
            return `{config_update_crashed,${after.kind.startsWith("ws") ? "badarg" : "not_found"}}`;
        }
        if (after.kind === "quic") return this.reload(before, after);
        return after.kind === "tcp" || after.kind === "ssl"
            ? this.setOptions(before, after)
            : this.setTransport(before, after);
    }

    start(listener: Listener): string | undefined {
        if (!isEnabled(listener)) return undefined;
        if (cannotStart(listener)) return this.failed(listener, "{options,incompatible}");
        const inTheWay = [...this.open.values()].some((other) => sharesPort(listener, other));
        if (inTheWay) return this.failed(listener, "eaddrinuse");
        this.open.set(listener.id, listener);
        this.down.delete(listener.id);
        this.note(listener, "started");
        return undefined;
    }

    stop(listener: Listener): undefined {
        if (this.open.delete(listener.id)) this.note(listener, "stopped");
        this.down.delete(listener.id);
    }

    private setOptions(before: Listener, after: Listener): string | undefined {
        if (needsRestart(before.config, after.config) || cannotStart(after))
            return this.restart(before, after);
        this.keep(after, "changed");
        return undefined;
    }

    private setTransport(before: Listener, after: Listener): string | undefined {
        if (!needsReopening(after.kind, before.config, after.config)) {
            this.keep(after, "changed");
            return undefined;
        }
        const others = [...this.open.values()].filter(({ id }) => id !== after.id);
        const isFree =
            !others.some((other) => sharesPort(after, other)) &&
            (after.kind === "wss" || isAtLeast(this.node.release, "6.3") || this.luck.portIsFree(after.id));
        if (cannotStart(after) || !isFree) return this.restart(before, after);
        this.keep(after, "reopened");
        return undefined;
    }

    /** Stops listening and starts again; connections are MsQuic's own. Source: quicer_listener.erl, do_reload; MsQuic, ListenerStop. */
    private reload(_before: Listener, after: Listener): string | undefined {
        this.keep(after, "reopened");
        return undefined;
    }

    private restart(before: Listener, after: Listener): string | undefined {
        this.open.delete(before.id);
        const others = [...this.open.values()];
        if (cannotStart(after) || others.some((other) => sharesPort(after, other))) {
            this.note(before, "down");
            this.down.add(before.id);
            return this.failed(after, cannotStart(after) ? "{options,incompatible}" : "eaddrinuse");
        }
        this.open.set(after.id, after);
        this.note(after, "restarted");
        return undefined;
    }

    private keep(listener: Listener, what: "changed" | "reopened"): void {
        this.open.set(listener.id, listener);
        this.note(listener, what);
    }

    private failed({ id, config }: Listener, reason: string): string {
        return `{post_config_update,emqx_listeners,{failed_to_start,"${id}(${config.get("bind")}) : ${reason}"}}`;
    }

    private note(listener: Listener, what: Effect["what"]): void {
        this.effects.push({ listener: listener.id, what, port: portOf(listener) });
    }
}
