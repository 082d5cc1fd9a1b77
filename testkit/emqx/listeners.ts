import type { Files } from "./files";
import { isPem, resolvedPath } from "./files";
import { isList, isSame, isTree, type Tree, type Value, valueAt } from "./hocon";

export const KINDS = ["quic", "ssl", "tcp", "ws", "wss"] as const;
export type ListenerKind = (typeof KINDS)[number];

/** A listener as a node has it in its configuration: with every default, in the types that EMQX computes with. */
export interface Listener {
    /** `tcp:default`, as EMQX says it. */
    readonly id: string;
    readonly kind: ListenerKind;
    readonly name: string;
    readonly config: Tree;
}

/** All of a checked root `listeners`, in the order in which EMQX goes through them; what is marked for deletion is none. */
export function listenersIn(root: Value | undefined): Listener[] {
    return KINDS.flatMap((kind) => {
        const named = valueAt(root, [kind]);
        if (!isTree(named)) return [];
        return [...named]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .flatMap(([name, config]) =>
                isTree(config) ? [{ id: `${kind}:${name}`, kind, name, config }] : [],
            );
    });
}

export function isEnabled({ config }: Listener): boolean {
    return config.get("enable") !== false;
}

/** Only its own pod reaches it. */
export function isOnLoopback({ config }: Listener): boolean {
    return /^(?:127\.|\[?::1)/.test(String(config.get("bind")));
}

/** Somebody looks who a client is: an authenticator of the listener, or of all. Source: emqx_authn_chains.erl, get_authenticators. */
export function hasAuthentication({ config }: Listener, ofAll: Value | undefined): boolean {
    return [config.get("authentication"), ofAll].some((chain) => {
        const authenticators = isTree(chain) ? [chain] : isList(chain) ? chain : [];
        return authenticators.some((each) => isTree(each) && each.get("enable") !== false);
    });
}

export function portOf({ config }: Listener): number {
    const bind = String(config.get("bind"));
    return Number(bind.slice(bind.lastIndexOf(":") + 1));
}

/** Of two that listen on one port, TCP and UDP are two. */
export function sharesPort(one: Listener, other: Listener): boolean {
    return portOf(one) === portOf(other) && (one.kind === "quic") === (other.kind === "quic");
}

const FILES = [["keyfile"], ["certfile"], ["cacertfile"], ["ocsp", "issuer_pem"]];

/**
 * What EMQX finds wrong with the files of a root `listeners` as written, of listeners that are off too. Source: emqx_listeners.erl
 * (convert_certs), emqx_tls_lib.erl (ensure_ssl_files_in_mutable_certs_dir), v5.7.2 and e5.8.11.
 */
export function fileRefusal(root: Value | undefined, files: Files): string | undefined {
    for (const { config } of listenersIn(root)) {
        const options = config.get("ssl_options");
        for (const path of FILES) {
            const given = valueAt(options, path);
            if (given === undefined || given === null) continue;
            const reason = wrongWith(path.join("."), String(given), files);
            if (reason !== undefined)
                return `{bad_ssl_config,#{which_option => "${path.join(".")}",${reason}}}`;
        }
    }
    return undefined;
}

function wrongWith(option: string, given: string, files: Files): string | undefined {
    if (given === "") {
        return option === "cacertfile" ? undefined : "reason => pem_file_path_or_string_is_required";
    }
    if (isPem(given)) return undefined;
    const path = resolvedPath(given);
    const content = files(path);
    if (content === undefined) return `pem_check => enoent,file_path => "${path}"`;
    return isPem(content) ? undefined : `pem_check => not_pem,file_path => "${path}"`;
}

/** Source: emqx_schema.erl, validate_server_ssl_opts: a client without certificate cannot be refused where none is looked at. */
export function verificationRefusal(listeners: readonly Listener[]): string | undefined {
    const wrong = listeners.find(({ config }) => {
        const options = config.get("ssl_options");
        return (
            valueAt(options, ["fail_if_no_peer_cert"]) === true &&
            valueAt(options, ["verify"]) !== "verify_peer"
        );
    });
    return wrong && "verify must be verify_peer when fail_if_no_peer_cert is true";
}

/** Verification needs something to verify by: the TLS library does not start. Seen for ssl and wss, 5.8.11 and 6.3. */
export function cannotStart({ config }: Listener): boolean {
    const options = config.get("ssl_options");
    return (
        valueAt(options, ["verify"]) === "verify_peer" &&
        ["", undefined].includes(valueAt(options, ["cacertfile"]) as string | undefined)
    );
}

/** What the listening socket of ws and wss is opened with. Source: emqx_listeners.erl, ranch_opts. */
const TRANSPORT = ["bind", "acceptors", "max_connections", "handshake_timeout", "tcp_options"];

export function needsReopening(kind: ListenerKind, before: Tree, after: Tree): boolean {
    const keys = kind === "wss" ? [...TRANSPORT, "ssl_options"] : TRANSPORT;
    return keys.some((key) => !isSame(before.get(key), after.get(key)));
}

/** What a running tcp or ssl listener cannot take over. Source: emqx_listeners.erl, do_update_listener; inet:setopts of a backlog. */
export function needsRestart(before: Tree, after: Tree): boolean {
    return (
        !isSame(before.get("bind"), after.get("bind")) ||
        !isSame(valueAt(before, ["tcp_options", "backlog"]), valueAt(after, ["tcp_options", "backlog"]))
    );
}
