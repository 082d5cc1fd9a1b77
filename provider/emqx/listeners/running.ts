import { readHocon } from "../config/hocon/evaluate";
import { HoconError } from "../config/hocon/tokens";
import { type HoconObject, leavesOf } from "../config/hocon/tree";
import { KINDS, LISTENER_KINDS, type ListenerKind } from "./kinds";
import { DEFAULT_NAME } from "./listeners";
import { listenerOf } from "./variables";

/** A listener as an EMQX object in the cluster has it, whoever wrote that. */
export interface RunningListener {
    /** `tcp.default`, `ssl.fleet` */
    readonly id: string;
    readonly kind: ListenerKind;
    /** What the arguments would call it: the kind, or its own name. */
    readonly key: string;
    readonly enabled: boolean;
    /** Port that the pods bind; undefined where that is not known, or is one address of several. */
    readonly port?: number;
    readonly proxyProtocol: boolean;
    /** Whether clients have to show a certificate. */
    readonly verifies: boolean;
    /** Certificate, key and authorities, where they are said. */
    readonly files: readonly string[];
    /** Every key that is said of it, as text: by its path below the listener. */
    readonly settings: ReadonlyMap<string, string>;
}

/** Those that EMQX starts by itself. Source: emqx_schema.erl, ensure_default_listener, at v5.7.2 and e5.8.11. */
const STARTED_BY_EMQX: readonly ListenerKind[] = ["tcp", "ssl", "ws", "wss"];

/** The listeners of an object, by its configuration text and its variables, which count where both say something. */
export function runningListeners(
    configData: string | undefined,
    variables: ReadonlyMap<string, string | undefined>,
): RunningListener[] {
    const said = new Map<string, Map<string, string>>(
        STARTED_BY_EMQX.map((kind) => [`${kind}.${DEFAULT_NAME}`, new Map()]),
    );
    const say = (kind: string, name: string, setting: readonly string[], value: string) => {
        const id = `${kind}.${name}`;
        said.set(id, (said.get(id) ?? new Map()).set(setting.join("."), value));
    };
    for (const { path, value } of leavesOf(readable(configData ?? ""))) {
        const [root, kind, name, ...setting] = path;
        if (root !== "listeners" || kind === undefined || name === undefined) continue;
        if (value.kind !== "computed") say(kind, name, setting, value.text);
    }
    for (const [variable, value] of variables) {
        const listener = listenerOf(variable);
        if (listener !== undefined && value !== undefined) {
            say(listener.kind, listener.name, listener.setting, scalarOf(value));
        }
    }
    return [...said].flatMap(([id, settings]) => runningListener(id, settings));
}

function runningListener(id: string, settings: ReadonlyMap<string, string>): RunningListener[] {
    const [kind, name = ""] = id.split(".") as [ListenerKind, string];
    if (!KINDS.includes(kind)) return [];
    const port = portOf(settings.get("bind") ?? String(LISTENER_KINDS[kind].port));
    return [
        {
            id,
            kind,
            key: name === DEFAULT_NAME ? kind : name,
            enabled: (settings.get("enable") ?? settings.get("enabled") ?? "true") !== "false",
            ...(port === undefined ? {} : { port }),
            proxyProtocol: settings.get("proxy_protocol") === "true",
            verifies: settings.get("ssl_options.verify") === "verify_peer",
            files: ["certfile", "keyfile", "cacertfile"].flatMap(
                (key) => settings.get(`ssl_options.${key}`) ?? [],
            ),
            settings,
        },
    ];
}

/** `1883`, `:1883` and `0.0.0.0:1883` are one port for whoever connects, if not for EMQX. */
function portOf(bind: string): number | undefined {
    const port = /^(?:0\.0\.0\.0)?:?(\d+)$/.exec(bind.trim())?.[1];
    return port === undefined ? undefined : Number(port);
}

/** A variable's value: HOCON, and the text itself where it is none. */
function scalarOf(value: string): string {
    const [leaf] = leavesOf(readable(`value = ${value}`));
    return leaf === undefined || leaf.value.kind === "computed" ? value : leaf.value.text;
}

/** A text that EMQX could not read either says nothing. */
function readable(text: string): HoconObject {
    try {
        return readHocon(text);
    } catch (error) {
        if (error instanceof HoconError) return { kind: "object", fields: [] };
        throw error;
    }
}
