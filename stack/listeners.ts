import type { ListenerArgs } from "emqx-ack";
import { at } from "./paths";
import { isObject, type Values } from "./values";

/** What stands behind a listener's name: a running cluster takes such steps one by one. */
const STEPS: Readonly<Record<string, ListenerArgs>> = {
    off: { enabled: false },
    internal: { exposed: false },
};

const WITH_TLS = ["ssl", "wss", "quic"];

/** The listeners named by `listeners`, each with what `emqx.listeners` says of it, and those that stand there alone. */
export function listenersOf(named: unknown, values: Values): unknown {
    const further = at(values.emqx, "listeners");
    if (further !== undefined && !isObject(further)) return further;
    const { tlsSecretName } = values;
    const listeners: Record<string, unknown> = { ...further };
    for (const text of Array.isArray(named) ? named.map(String) : []) {
        const [kind = "", step] = text.split(":");
        // What is no step is refused as a listener that there is not.
        const name = step === undefined || STEPS[step] !== undefined ? kind : text;
        const given = {
            ...(WITH_TLS.includes(kind) ? { tlsSecretName } : {}),
            ...(step === undefined ? {} : STEPS[step]),
        };
        const more = listeners[name];
        listeners[name] = more === undefined || isObject(more) ? { ...given, ...more } : more;
    }
    return listeners;
}
