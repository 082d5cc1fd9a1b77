import { listenerOf } from "../../../../provider/emqx/config/variables";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { type Setting, settingsIn } from "./configTree";
import type { DefaultOf } from "./removedKeys";

/** Settings of a listener by their path beneath it: `bind`, `ssl_options.verify`. */
export type ListenerSettings = ReadonlyMap<string, string>;

/** By kind and name: `tcp.default`. */
export type Listeners = ReadonlyMap<string, ListenerSettings>;

/** EMQX starts them whether a configuration names them or not. Source: emqx/emqx e5.8.11, emqx_schema.erl (default_listener). */
const ALWAYS_THERE: Readonly<Record<string, string>> = {
    "tcp.default": "0.0.0.0:1883",
    "ssl.default": "0.0.0.0:8883",
    "ws.default": "0.0.0.0:8083",
    "wss.default": "0.0.0.0:8084",
};

/** What a text says of listeners, the operator's own lines first. */
export function listenersOf(settings: readonly Setting[]): Map<string, Map<string, string>> {
    const found = new Map<string, Map<string, string>>();
    for (const { path, value } of settings) {
        const [root, kind, name, ...setting] = path;
        if (root !== "listeners" || kind === undefined || name === undefined || setting.length === 0)
            continue;
        const listener = found.get(`${kind}.${name}`) ?? new Map<string, string>();
        listener.set(setting.join("."), value);
        found.set(`${kind}.${name}`, listener);
    }
    return found;
}

/** The listeners of nodes that have booted with an object: its text, and over it its environment. */
export function bootedListeners(state: EmqxState, ownLines: string): Listeners {
    const listeners = listenersOf([
        ...(settingsIn(ownLines) ?? []),
        ...(settingsIn(state.configData ?? "") ?? []),
    ]);
    for (const id of Object.keys(ALWAYS_THERE)) {
        if (!listeners.has(id)) listeners.set(id, new Map());
    }
    for (const environment of [state.environment.replicant, state.environment.core]) {
        for (const [name, value] of environment) {
            const listener = listenerOf(name);
            if (listener === undefined || listener.setting.length === 0 || value === undefined) continue;
            const id = `${listener.kind}.${listener.name}`;
            const settings = listeners.get(id) ?? new Map<string, string>();
            settings.set(listener.setting.join("."), plain(value));
            listeners.set(id, settings);
        }
    }
    return listeners;
}

/** As EMQX reads a variable's value: as a value of its configuration, or as it stands. */
function plain(value: string): string {
    return settingsIn(`value = ${value}`)?.[0]?.value ?? value;
}

/** The same listeners after a push of a text: what it leaves out goes to its default, or stays where it has none. */
export function pushedListeners(
    running: Listeners,
    text: readonly Setting[],
    mode: EmqxState["configMode"],
    defaultOf: (kind: string, setting: string) => ReturnType<DefaultOf>,
): Listeners {
    const named = listenersOf(text);
    for (const id of Object.keys(ALWAYS_THERE)) {
        if (!named.has(id)) named.set(id, new Map());
    }
    const after = new Map<string, ListenerSettings>(named);
    for (const [id, settings] of running) {
        const wanted = named.get(id);
        if (wanted === undefined) {
            // A name that is not written any more is never forgotten.
            if (mode === "Merge") after.set(id, settings);
            continue;
        }
        const kind = id.split(".")[0] ?? "";
        const kept =
            mode === "Merge"
                ? [...settings].filter(
                      ([setting]) => !wanted.has(setting) && defaultOf(kind, setting) === null,
                  )
                : [];
        after.set(id, new Map([...kept, ...wanted]));
    }
    return after;
}

/** The value that counts: what is written, else the default. */
export function settingOf(
    id: string,
    settings: ListenerSettings | undefined,
    setting: string,
    fallback: string | null | undefined,
): string | undefined {
    const written = settings?.get(setting);
    if (written !== undefined) return written;
    if (setting === "bind") return ALWAYS_THERE[id];
    return fallback ?? undefined;
}

/** A listener runs unless it is switched off. */
export function isOn(settings: ListenerSettings | undefined): boolean {
    const enabled = settings?.get("enable") ?? settings?.get("enabled") ?? "true";
    return settings !== undefined && (enabled === "true" || enabled === "on");
}

/** Whether texts differ in what they say of listeners. */
export function listenersDiffer(before: EmqxState | undefined, after: EmqxState | undefined): boolean {
    const said = (state: EmqxState | undefined) =>
        (settingsIn(state?.configData ?? "") ?? [])
            .filter(({ path }) => path[0] === "listeners")
            .map(({ path, value }) => `${path.join(".")} = ${value}`)
            .sort()
            .join("\n");
    return said(before) !== said(after);
}
