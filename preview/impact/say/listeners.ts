import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import { inputOfSetting } from "../../../provider/emqx/listeners/owner";
import { compareVersions } from "../../../provider/naming/versionNumbers";
import type { FactOf } from "../facts/fact";
import {
    cutsWhenReopened,
    type ListenerMove,
    type ListenerSetting,
    type PushedListener,
    shortName,
} from "../facts/listeners";
import type { Inputs } from "./inputs";
import { listenersHeading, pushHeading, settingTexts } from "./listenerHeadings";
import { anewSentence } from "./rolls";
import { SOURCES } from "./sources";
import { listed } from "./wording";
import { cited, possible, type Sayers } from "./words";

/** EMQX's listeners: at the push on the nodes that run, and with the pods that are made anew. */
export const LISTENERS: Sayers<FactOf<"listeners" | "listenerPush">> = {
    listeners: (fact, line, inputs) => ({
        what: listenersHeading(fact, inputs),
        happens: [anewSentence(fact.anew, line), ...endSentences(fact)].join(" "),
        sources: cited(line, "rollout", "evacuation"),
    }),
    listenerPush: (fact, line, inputs) => ({
        what: pushHeading(fact, inputs),
        happens: pushSentences(fact, line, inputs).join(" "),
        arithmetic: "one push to each node",
        back: possible("Revert the commit: the old values are pushed, and do the same once more."),
        sources: [...cited(line, "config push"), SOURCES["listener push"]],
    }),
};

/** What comes of it in the end. */
function endSentences({ removed, moved }: FactOf<"listeners">): string[] {
    return [
        ...(removed.length > 0
            ? [
                  `Clients of ${listed(removed.map(({ listener }) => listener))} cannot come back: nothing listens there any more.`,
              ]
            : []),
        ...(moved.length > 0
            ? [
                  `${listed(moved.map(({ listener }) => listener))} of the pods listens on another port: what leads to it has to follow.`,
              ]
            : []),
    ];
}

function pushSentences(
    { pushed, unnamed, duringRollout, version }: FactOf<"listenerPush">,
    { push }: OperatorLine,
    inputs: Inputs,
): string[] {
    const when = !duringRollout
        ? "At the push, within seconds, on every node:"
        : push.order === "afterCores"
          ? "At the push, when the new cores are ready, on the old nodes too:"
          : "At the push, before any pod is made anew, on the nodes that run:";
    // Who is cut is said first.
    const rank = ({ move, kind }: PushedListener) =>
        MOVES.indexOf(move) - (cutsWhenReopened(kind, version) ? 0.5 : 0);
    const sentences = [...pushed]
        .sort((a, b) => rank(a) - rank(b))
        .map((listener) => moveSentence(listener, inputs, version));
    return [
        ...(pushed.length > 0 ? [`${when} ${sentences.join(" ")}`] : []),
        ...(unnamed.length > 0
            ? [
                  `${listed(unnamed)} ${unnamed.length === 1 ? "keeps running as it was" : "keep running as they were"}, on new nodes too: EMQX forgets no listener that it has. To end one, switch it off instead of leaving it out.`,
              ]
            : []),
    ];
}

/** What hurts most first. */
const MOVES: readonly ListenerMove[] = ["restarted", "stopped", "reopened", "hot", "started"];

function moveSentence(
    { listener, kind, move, because, others }: PushedListener,
    inputs: Inputs,
    version?: string,
): string {
    const name = shortName(listener);
    const all = [...because, ...others];
    const texts = (settings: readonly ListenerSetting[]) => listed(settingTexts(settings, inputs), 4);
    const why = because.length > 0 ? ` (${texts(because)})` : "";
    switch (move) {
        case "started":
            return `${name} opens its port${portText(all)}.`;
        case "stopped":
            return `${name} closes its port and all of its connections.`;
        case "restarted":
            return `${name} is stopped and started${why}: all its connections are cut, and its clients reconnect in that second.`;
        case "reopened":
            return `${reopened(name, kind, why, version)}${hotText(kind, all, inputs, version)}`;
        case "hot":
            return `${name} takes ${texts(all)} at once, and no connection is cut.${hotText(kind, all, inputs, version)}`;
    }
}

function reopened(name: string, kind: string, why: string, version: string | undefined): string {
    const opens = `${name} closes its port and opens it again${why}`;
    switch (cutsWhenReopened(kind, version) ? "ws" : kind === "quic" ? "quic" : "wss") {
        case "ws":
            return `${opens}: clients are meant to stay, but on about a third of the nodes the port is not free at once, and there all clients of ${name} are cut.`;
        case "wss":
            return `${opens}: clients stay, and connects are refused for a moment.`;
        default:
            return `${opens}: connected clients stay, and no one can connect for a moment.`;
    }
}

function portText(settings: readonly ListenerSetting[]): string {
    const port = settings.find(({ setting }) => setting === "bind")?.to;
    return port === undefined ? "" : ` (${port})`;
}

/** From this release on sockets above the rate are closed; before they wait. Source: emqx#14219, esockd#196. */
const RATE_CLOSES_FROM = "5.8.3";

/** What new clients notice of settings that count at once. */
function hotText(
    kind: string,
    settings: readonly ListenerSetting[],
    inputs: Inputs,
    version?: string,
): string {
    const [limit, pace] = ["max_connections", "max_conn_rate"].map((key) =>
        inputs.byHand ? key : (inputOfSetting(key) ?? key),
    );
    const changed = (setting: string) => settings.find((s) => s.setting === setting);
    const rate = changed("max_conn_rate");
    const verify = changed("ssl_options.verify");
    const proxy = changed("proxy_protocol");
    const most = changed("max_connections");
    return [
        ...(most === undefined ? [] : [`Clients above ${limit} stay connected; new ones are refused.`]),
        ...(rate === undefined ? [] : [rateText(kind, pace ?? "", version)]),
        ...(verify?.to === "verify_peer"
            ? ["Clients without a certificate stay connected and cannot come back."]
            : verify === undefined
              ? []
              : ["New clients need no certificate any more."]),
        ...(proxy === undefined
            ? []
            : [
                  proxy.to === "true"
                      ? "New connections without the PROXY header are refused from then on."
                      : "New connections with the PROXY header are refused from then on.",
              ]),
    ]
        .map((sentence) => ` ${sentence}`)
        .join("");
}

/** Source: emqx/emqx release-63, emqx_listeners.erl and its pool of cowboy; on 5.8.11 it had no effect (run). */
function appliesRateToWs(version: string | undefined): boolean {
    return version !== undefined && compareVersions(version, "6.0.0") >= 0;
}

function rateText(kind: string, pace: string, version?: string): string {
    if (kind === "quic") return `EMQX reads ${pace} of quic when a node starts.`;
    if ((kind === "ws" || kind === "wss") && !appliesRateToWs(version)) {
        return `EMQX before 6 does not apply ${pace} to ${kind}.`;
    }
    const closes = version === undefined || compareVersions(version, RATE_CLOSES_FROM) >= 0;
    return closes
        ? `New connections above ${pace} are closed, not delayed.`
        : `New connections above ${pace} have to wait.`;
}
