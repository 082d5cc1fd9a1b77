import type { EmqxState } from "../../provider/emqx/lines/line/state";
import { LISTENER_KINDS } from "../../provider/emqx/listeners/kinds";
import { DEFAULT_NAME } from "../../provider/emqx/listeners/listeners";
import { ListenerProtocol } from "../../provider/emqx/listeners/listenersArgs";
import type { RunningListener } from "../../provider/emqx/listeners/running";
import { type Inputs, memberOf, withoutEmpty } from "./shown";

/** What the inputs take where nobody says anything. Source: the doc comments of ListenerArgs. */
const DEFAULTS = { acceptors: 64, maxConnections: 1_024_000, maxConnectionRate: 100_000 };

/** Listeners as the inputs name them. One that is off and has its kind's name needs no words. */
export function listenerInputs(state: EmqxState): Inputs {
    const named = state.listeners.filter(({ id, enabled }) => enabled || !id.endsWith(`.${DEFAULT_NAME}`));
    const more: Inputs = {};
    const inputs: Inputs = {};
    for (const listener of named) {
        if (listener.id.endsWith(`.${DEFAULT_NAME}`)) inputs[listener.kind] = listenerInput(listener, state);
        else
            more[listener.key] = {
                protocol: memberOf("ListenerProtocol", ListenerProtocol, listener.kind),
                ...listenerInput(listener, state),
            };
    }
    return { ...inputs, ...withoutEmpty({ more }) };
}

function listenerInput(listener: RunningListener, state: EmqxState): Inputs {
    const { kind, enabled, port, proxyProtocol, verifies, files, settings } = listener;
    const directory = files[0]?.replace(/\/[^/]*$/, "");
    const secret = state.mounts.core.find((mount) => mount.directory === directory);
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
