import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import {
    LISTENER_VARIABLES,
    listenerOf,
    listenerVariable,
} from "../../../../provider/emqx/listeners/variables";
import type { ListenerPort } from "../../facts/emqx";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { changedVariables } from "./variables";

/** Listeners that come, go, move or are tuned at boot. */
export function listeners(given: EmqxCase): Found {
    const { before, after } = given.cluster;
    const [old, wanted] = [listening(before), listening(after)];
    const only = (these: Ports, others: Ports): ListenerPort[] =>
        [...these].flatMap(([listener, port]) => (others.has(listener) ? [] : [{ listener, port }]));
    const moved = [...wanted].flatMap(([listener, to]) => {
        const from = old.get(listener);
        return from === undefined || from === to ? [] : [{ listener, from, to }];
    });
    const removed = only(old, wanted);
    return {
        fact: {
            kind: "listeners",
            added: only(wanted, old),
            removed,
            moved,
            settings: changedVariables(given.cluster, given.part.rolls).filter((name) =>
                name.startsWith(LISTENER_VARIABLES),
            ),
            anew: podsAnew(given),
        },
        ...(removed.length + moved.length > 0 ? { level: "reconnect" } : {}),
    };
}

/** Port by kind; undefined where it is not known. */
type Ports = ReadonlyMap<string, string | undefined>;

/** What the environment switches on. */
function listening(state: EmqxState | undefined): Ports {
    const found = new Map<string, string | undefined>();
    const variables = new Map<string, string | undefined>([
        ...(state?.environment.core ?? []),
        ...(state?.environment.replicant ?? []),
    ]);
    for (const [name, value] of variables) {
        const listener = listenerOf(name);
        if (listener?.setting.join() !== "enable" || value !== "true") continue;
        const { kind, name: own } = listener;
        const bind = variables.get(listenerVariable(listener, ["bind"]));
        found.set(own === "default" ? kind : own, bind === undefined ? undefined : portIn(bind));
    }
    return found;
}

/** Port of an address that a listener binds, with or without quotes and host. */
function portIn(bind: string): string {
    return /(\d+)"?$/.exec(bind)?.[1] ?? bind;
}
