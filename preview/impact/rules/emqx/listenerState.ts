import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { LISTENER_KINDS, type ListenerKind } from "../../../../provider/emqx/listeners/kinds";
import { runningListeners } from "../../../../provider/emqx/listeners/running";
import { type Setting, settingsIn } from "./configTree";
import type { DefaultOf } from "./removedKeys";

/** Settings of a listener by their path beneath it: `bind`, `ssl_options.verify`. */
export type ListenerSettings = ReadonlyMap<string, string>;

/** By kind and name: `tcp.default`. */
export type Listeners = ReadonlyMap<string, ListenerSettings>;

/** The default of a listener's setting. */
export type DefaultOfSetting = (kind: string, setting: string) => ReturnType<DefaultOf>;

/** Those that EMQX has by itself, whether a configuration names them or not. */
const ALWAYS_THERE = runningListeners(undefined, new Map()).map(({ id }) => id);

/** What a text says of listeners. */
function listenersIn(settings: readonly Setting[]): Map<string, Map<string, string>> {
    const found = new Map<string, Map<string, string>>(ALWAYS_THERE.map((id) => [id, new Map()]));
    for (const { path, value } of settings) {
        const [root, kind, name, ...setting] = path;
        if (root !== "listeners" || name === undefined || setting.length === 0) continue;
        const id = `${kind}.${name}`;
        found.set(id, (found.get(id) ?? new Map()).set(setting.join("."), value));
    }
    return found;
}

/** The listeners of nodes that have booted with an object, behind the lines that its operator writes first. */
export function bootedListeners({ listeners }: EmqxState, ownLines: string): Listeners {
    const own = listenersIn(settingsIn(ownLines) ?? []);
    return new Map(listeners.map(({ id, settings }) => [id, new Map([...(own.get(id) ?? []), ...settings])]));
}

/** The same listeners after a push of a text: what it leaves out goes to its default, or stays where it has none. */
export function pushedListeners(
    running: Listeners,
    text: readonly Setting[],
    mode: EmqxState["configMode"],
    defaultOf: DefaultOfSetting,
): Listeners {
    const named = listenersIn(text);
    if (mode === "Replace") return named;
    const after = new Map<string, ListenerSettings>(named);
    for (const [id, settings] of running) {
        const wanted = named.get(id);
        const stays = ([setting]: [string, string]) =>
            wanted === undefined || (!wanted.has(setting) && defaultOf(kindOf(id), setting) === null);
        // A name that is not written any more is never forgotten.
        after.set(id, new Map([...[...settings].filter(stays), ...(wanted ?? [])]));
    }
    return after;
}

export function kindOf(id: string): string {
    return id.split(".")[0] ?? "";
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
    if (setting !== "bind") return fallback ?? undefined;
    const kind = LISTENER_KINDS[kindOf(id) as ListenerKind];
    return kind && `0.0.0.0:${kind.port}`;
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
