import type { ListenerMove, ListenerSetting, PushedListener } from "../../facts/listeners";
import {
    type DefaultOfSetting,
    isOn,
    kindOf,
    type ListenerSettings,
    type Listeners,
    settingOf,
} from "./listenerState";

/**
 * What running nodes do when the settings of their listeners change under them. Sources: emqx/emqx v5.7.2 and e5.8.11,
 * emqx_listeners.erl (update_listener, do_update_listener, ranch_opts), esockd 5.13 (set_options); run with real clients.
 */
export function listenerPush(
    running: Listeners,
    pushed: Listeners,
    defaultOf: DefaultOfSetting,
): PushedListener[] {
    return [...new Set([...running.keys(), ...pushed.keys()])].sort().flatMap((id): PushedListener[] => {
        const [old, wanted] = [running.get(id), pushed.get(id)];
        const kind = kindOf(id);
        const differing = differences(id, old, wanted, (setting) => defaultOf(kind, setting));
        const move = moveOf(kind, isOn(old), isOn(wanted), differing);
        if (move === undefined) return [];
        const causes = differing.filter(({ setting }) => isCause(kind, move, setting));
        const because = move === "hot" ? differing : causes;
        return [{ listener: id, kind, move, because, others: differing.filter((s) => !because.includes(s)) }];
    });
}

function moveOf(
    kind: string,
    was: boolean,
    is: boolean,
    differing: readonly ListenerSetting[],
): ListenerMove | undefined {
    if (was !== is) return is ? "started" : "stopped";
    if (!is || differing.length === 0) return undefined;
    const caused = (move: ListenerMove) => differing.some(({ setting }) => isCause(kind, move, setting));
    if (caused("restarted")) return "restarted";
    return caused("reopened") ? "reopened" : "hot";
}

function isCause(kind: string, move: ListenerMove, setting: string): boolean {
    if (move === "started" || move === "stopped") return setting === "enable" || setting === "enabled";
    if (kind === "tcp" || kind === "ssl") {
        return move === "restarted" && (setting === "bind" || setting === "tcp_options.backlog");
    }
    // The port is opened anew for whatever ranch opens it with; of quic, for all its options.
    const ofPort = /^(bind|acceptors|max_connections|handshake_timeout|(tcp|ssl)_options\..*)$/;
    return move === "reopened" && (kind === "quic" || ofPort.test(setting));
}

export function differences(
    id: string,
    old: ListenerSettings | undefined,
    wanted: ListenerSettings | undefined,
    defaultOf: (setting: string) => string | null | undefined,
): ListenerSetting[] {
    const settings = [...new Set([...(old?.keys() ?? []), ...(wanted?.keys() ?? [])])].sort();
    return settings.flatMap((setting): ListenerSetting[] => {
        const fallback = defaultOf(setting);
        const [from, to] = [old, wanted].map((of) => settingOf(id, of, setting, fallback));
        if (from === to || (from !== undefined && to !== undefined && same(setting, from, to))) return [];
        // Both sides rest on a default that is not known here.
        if (fallback === undefined && (from === undefined || to === undefined)) return [];
        return [
            SHOWN.has(setting)
                ? { setting, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
                : { setting },
        ];
    });
}

/** Settings whose values say something to a person, and are never a secret. */
const SHOWN = new Set([
    "bind",
    "enable",
    "acceptors",
    "max_connections",
    "max_conn_rate",
    "proxy_protocol",
    "tcp_options.backlog",
    "ssl_options.verify",
    "ssl_options.fail_if_no_peer_cert",
]);

/** Spellings of one value. Of a port EMQX reads `1883`, `"1883"` and `":1883"` alike, and `0.0.0.0:1883` as another. */
function same(setting: string, a: string, b: string): boolean {
    const plain = (value: string) => {
        const lower = value.toLowerCase().replaceAll(/\s/g, "");
        if (setting === "bind") return lower.replace(/^:/, "");
        return lower === "on" ? "true" : lower === "off" ? "false" : lower;
    };
    return plain(a) === plain(b);
}
