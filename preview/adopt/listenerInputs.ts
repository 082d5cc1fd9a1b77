import type { EmqxState, MountedSecret } from "../../provider/emqx/lines/line/state";
import { tlsDirectory } from "../../provider/emqx/listeners/certificates";
import { LISTENER_KINDS, type ListenerKind } from "../../provider/emqx/listeners/kinds";
import { DEFAULT_NAME } from "../../provider/emqx/listeners/listeners";
import { ListenerProtocol } from "../../provider/emqx/listeners/listenersArgs";
import type { RunningListener } from "../../provider/emqx/listeners/running";
import { type Inputs, memberOf, withoutEmpty } from "./shown";

/** What the inputs take where nobody says anything. Source: the doc comments of ListenerArgs. */
const DEFAULTS = { acceptors: 64, maxConnections: 1_024_000, maxConnectionRate: 100_000 };

/** Listeners as the inputs name them. One that is off and has its kind's name needs no words. */
export function listenerInputs(state: EmqxState): Inputs {
    const named = state.listeners.filter(
        (listener) =>
            listener.enabled ||
            !listener.id.endsWith(`.${DEFAULT_NAME}`) ||
            secretOf(listener, state) !== undefined,
    );
    const taken = new Set(
        named
            .filter(({ id }) => id.endsWith(`.${DEFAULT_NAME}`))
            .map(({ kind }) => place(kind, LISTENER_KINDS[kind].port)),
    );
    const more: Inputs = {};
    const inputs: Inputs = {};
    for (const listener of named) {
        if (listener.id.endsWith(`.${DEFAULT_NAME}`)) inputs[listener.kind] = listenerInput(listener, state);
        else
            more[listener.key] = {
                protocol: memberOf("ListenerProtocol", ListenerProtocol, listener.kind),
                ...listenerInput(listener, state),
                ...offered(listener, taken),
            };
    }
    return { ...inputs, ...withoutEmpty({ more }) };
}

/** The object does not know the load balancer: clients are taken to use the pods' port where that one is free. */
function offered({ kind, port }: RunningListener, taken: Set<string>): Inputs {
    if (port === undefined || taken.has(place(kind, port))) return { exposed: false };
    taken.add(place(kind, port));
    return port === LISTENER_KINDS[kind].port ? {} : { port };
}

function place(kind: ListenerKind, port: number): string {
    return `${LISTENER_KINDS[kind].protocol}/${port}`;
}

/** The Secret that the listener's certificate is in, or that is mounted for it before it is switched on. */
function secretOf({ key, files }: RunningListener, { mounts }: EmqxState): MountedSecret | undefined {
    const directory = files[0]?.replace(/\/[^/]*$/, "") ?? tlsDirectory(key);
    return mounts.core.find((mount) => mount.directory === directory);
}

function listenerInput(listener: RunningListener, state: EmqxState): Inputs {
    const { kind, enabled, port, proxyProtocol, verifies, settings } = listener;
    const secret = secretOf(listener, state);
    const differing = (name: keyof typeof DEFAULTS, value: string | undefined) => {
        const number = /^\d+$/.test(value ?? "") ? Number(value) : undefined;
        return number === DEFAULTS[name] ? undefined : number;
    };
    return withoutEmpty({
        enabled: enabled ? undefined : false,
        bind: port === LISTENER_KINDS[kind].port ? undefined : port,
        acceptors: differing("acceptors", settings.get("acceptors")),
        maxConnections: differing("maxConnections", settings.get("max_connections")),
        maxConnectionRate: differing("maxConnectionRate", settings.get("max_conn_rate")?.replace(/\/s$/, "")),
        proxyProtocol: proxyProtocol || undefined,
        tlsSecretName: secret?.secretName,
        verifyClient: verifies || undefined,
    });
}
