import { compareVersions } from "../../../provider/naming/versionNumbers";

/** What running nodes do with a listener when a configuration is pushed to them. */
export type ListenerMove =
    /** Its port opens, ... */
    | "started"
    /** ... or closes, with all its connections. */
    | "stopped"
    /** It is stopped and started: all its connections are cut. */
    | "restarted"
    /** Its port closes for a moment; connections are meant to stay. */
    | "reopened"
    /** The settings count for new connections at once; nobody is cut. */
    | "hot";

/** One setting of a listener, by its path beneath it; without values where they are nobody's business. */
export interface ListenerSetting {
    readonly setting: string;
    readonly from?: string;
    readonly to?: string;
}

export interface PushedListener {
    /** `tcp.default` */
    readonly listener: string;
    readonly kind: string;
    /** That it had before, where it is known. */
    readonly port?: string;
    readonly move: ListenerMove;
    /** Those that make the move; all that differ where it is none. */
    readonly because: readonly ListenerSetting[];
    /** The rest of those that differ. */
    readonly others: readonly ListenerSetting[];
}

/** `tcp` for `tcp.default`, `fleet` for `ssl.fleet`: as a program names it. */
export function shortName(id: string): string {
    const [kind = id, name] = id.split(".");
    return name === undefined || name === "default" ? kind : name;
}

/**
 * From this release on a port that is not free at once is tried again. Sources: run on 5.8.11, where a third of the nodes cut all
 * clients of ws; emqx/emqx release-63, whose listeners try again. What lies between counts as before.
 */
const REOPENS_SURELY_FROM = "6.3.0";

/** Whether a listener that closes its port and opens it again may cut its clients. */
export function cutsWhenReopened(kind: string, version: string | undefined): boolean {
    return kind === "ws" && (version === undefined || compareVersions(version, REOPENS_SURELY_FROM) < 0);
}
