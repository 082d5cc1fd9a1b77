import { inputOfListener, inputOfSetting } from "../../../provider/emqx/listeners/owner";
import type { ListenerPort } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import type { InputChange } from "../facts/input";
import { type ListenerSetting, type PushedListener, shortName } from "../facts/listeners";
import { type Inputs, inputText } from "./inputs";
import { listed, plural } from "./wording";

/** Listeners that pods are made anew for. */
export function listenersHeading(fact: FactOf<"listeners">, inputs: Inputs): string {
    const { added, removed, moved, unnamed, certificates, settings } = fact;
    const name = (listener: string) => (inputs.byHand ? listener : inputs.path(inputOfListener(listener)));
    const named = ({ listener, port }: ListenerPort) =>
        port === undefined ? name(listener) : `${name(listener)} ${inputs.byHand ? port : `(${port})`}`;
    const bind = inputs.byHand ? "" : ".bind";
    const parts = [
        ...(added.length > 0 ? [`${listed(added.map(named))} added`] : []),
        ...(removed.length > 0 ? [`${listed(removed.map(named))} removed`] : []),
        ...moved.map(
            ({ listener, from, to }) =>
                `${name(listener)}${bind} ${from} to ${to ?? "a port that is not known"}`,
        ),
        ...(unnamed.length > 0 ? [`${listed(unnamed.map(name))} no longer named`] : []),
    ];
    if (parts.length > 0) return `${inputs.byHand ? "EMQX listener " : ""}${parts.join(", ")}`;
    if (settings.length > 0) {
        if (inputs.byHand) return `EMQX listener settings ${listed([...new Set(settings)], 4)}`;
        const changed = settings.map((setting) => {
            const [listener = "", ...key] = setting.split(".");
            return `${name(listener)}.${inputOfSetting(key.join(".")) ?? key.join(".")}`;
        });
        return listed([...new Set(changed)], 4);
    }
    if (certificates.length === 0) return "EMQX listener settings";
    return inputs.byHand
        ? `certificate of EMQX listener ${listed(certificates)}`
        : listed(certificates.map((key) => `${name(key)}.tlsSecretName`));
}

/** Listeners of the nodes that run. */
export function pushHeading(
    { pushed, unnamed, duringRollout }: FactOf<"listenerPush">,
    inputs: Inputs,
): string {
    if (inputs.byHand) {
        if (pushed.length === 0) return `EMQX listener ${listed(unnamed)} no longer named`;
        const names = pushed.map(({ listener }) => shortName(listener));
        return `running EMQX ${plural(names.length, "listener")} ${listed(names)}`;
    }
    const texts = [
        ...pushed.map((listener) => pushedText(listener, inputs)),
        ...unnamed.map((listener) => `${inputs.path(inputOfListener(listener))} no longer named`),
    ];
    // Beside the heading of the pods that are made anew for the same inputs.
    return `${listed(texts, 4)}${duringRollout ? ", at the push" : ""}`;
}

/** `emqx.listeners.tcp.acceptors 16 to 32`, or `emqx.listeners.tcp (acceptors 16 to 32, ...)`. */
function pushedText({ listener, move, because, others }: PushedListener, inputs: Inputs): string {
    const path = inputs.path(inputOfListener(shortName(listener)));
    const [only, ...more] =
        move === "started" || move === "stopped"
            ? [inputText(PLAIN, switched(move === "started"))]
            : settingTexts([...because, ...others], inputs);
    return more.length === 0 ? `${path}.${only}` : `${path} (${[only, ...more].join(", ")})`;
}

function switched(on: boolean): InputChange {
    return { input: "enabled", from: String(!on), to: String(on) };
}

/** What differs in a listener, each once: by the listener's inputs, or by EMQX's own keys where there are none. */
export function settingTexts(settings: readonly ListenerSetting[], inputs: Inputs): string[] {
    if (inputs.byHand) {
        return settings.map(({ setting, from, to }) =>
            from !== undefined && to !== undefined ? `${setting} ${from} to ${to}` : setting,
        );
    }
    const found = new Map<string, InputChange>();
    for (const { setting, from, to } of settings) {
        const input = inputOfSetting(setting) ?? setting;
        // Of several keys that come from one input, the one whose values say something.
        if (found.has(input) && (from === undefined || to === undefined)) continue;
        const values = from === undefined || to === undefined ? {} : { from, to };
        found.set(input, { input, ...asInput(setting, values) });
    }
    return [...found.values()].map((change) => inputText(PLAIN, change));
}

/** The input's own name, in the listener that was named already. */
const PLAIN: Inputs = { byHand: false, outlined: false, path: (input) => input };

/** Values of EMQX's as the input has them. */
function asInput(setting: string, values: Pick<ListenerSetting, "from" | "to">) {
    const spelled = (value: string) => {
        if (setting === "bind") return value.replace(/^.*:/, "");
        if (setting === "max_conn_rate") return value.replace(/\/s$/, "");
        if (setting === "ssl_options.fail_if_no_peer_cert") return value;
        return setting === "ssl_options.verify" ? String(value === "verify_peer") : value;
    };
    return Object.fromEntries(Object.entries(values).map(([side, value]) => [side, spelled(value)]));
}
