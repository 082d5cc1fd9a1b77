import { BOTH_ROLES } from "../../../../provider/emqx/lines/line/fields";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { tlsDirectory } from "../../../../provider/emqx/listeners/certificates";
import type { ListenerPort } from "../../facts/emqx";
import { type Level, worst } from "../../facts/level";
import { cutsWhenReopened, type PushedListener, shortName } from "../../facts/listeners";
import type { Cluster } from "../clusters";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { settingsIn } from "./configTree";
import { listenerDefaultsFor } from "./defaults";
import { differences, listenerPush } from "./listenerPush";
import { bootedListeners, isOn, kindOf, type Listeners, pushedListeners, settingOf } from "./listenerState";

/** Listeners that come, go, move or are tuned: at the push on running nodes, and with pods that are made anew. */
export function listeners(given: EmqxCase): Found[] {
    const { before, after } = given.cluster;
    const own = given.line.push.ownLines;
    const [old, wanted] = [before, after].map((state) => (state ? bootedListeners(state, own) : NONE)) as [
        Listeners,
        Listeners,
    ];
    // A name that a text leaves out is not forgotten, unless the text takes the place of what runs.
    const forgets = after?.configMode === "Replace";
    const unnamed = forgets ? [] : [...old.keys()].filter((id) => !wanted.has(id)).map(shortName);
    const push = pushed(given, unnamed);
    const rolls = podsAnew(given).pods !== "none";
    return [...(rolls ? [booted(given, old, wanted, unnamed)] : []), ...(push === undefined ? [] : [push])];
}

function booted(given: EmqxCase, old: Listeners, wanted: Listeners, unnamed: readonly string[]): Found {
    const { before, after } = given.cluster;
    const [was, is] = [ports(old), ports(wanted)];
    const only = (these: Ports, others: Ports): ListenerPort[] =>
        [...these].flatMap(([id, port]) =>
            others.has(id) ? [] : [{ listener: shortName(id), ...(port === undefined ? {} : { port }) }],
        );
    const moved = [...is].flatMap(([id, to]) => {
        const from = was.get(id);
        return from === undefined || from === to
            ? []
            : [{ listener: shortName(id), from, ...(to === undefined ? {} : { to }) }];
    });
    const removed = only(was, is).filter(({ listener }) => !unnamed.includes(listener));
    const defaultOf = listenerDefaultsFor(after);
    const settings = [...is.keys()]
        .filter((id) => was.has(id))
        .flatMap((id) =>
            differences(id, old.get(id), wanted.get(id), (setting) => defaultOf(kindOf(id), setting)).map(
                ({ setting }) => `${shortName(id)}.${setting}`,
            ),
        );
    return {
        fact: {
            kind: "listeners",
            added: only(is, was),
            removed,
            moved,
            unnamed,
            certificates: certificates(before, after),
            settings,
            anew: podsAnew(given),
        },
        ...(removed.length + moved.length > 0 ? { level: "reconnect" } : {}),
    };
}

function pushed({ cluster, line, rollout }: EmqxCase, unnamed: readonly string[]): Found | undefined {
    const moves = pushOf(cluster, line.push.ownLines);
    if (moves.length + unnamed.length === 0) return undefined;
    const { version } = cluster.before ?? {};
    return {
        fact: {
            kind: "listenerPush",
            pushed: moves,
            unnamed,
            duringRollout: rollout?.roles.includes("core") ?? false,
            ...(version === undefined ? {} : { version }),
        },
        level: worst(moves.map((move) => levelOf(move, version))),
        toRunningNodes: true,
        ...(rollout === undefined ? { seconds: line.push.seconds } : {}),
    };
}

const NONE: Listeners = new Map();

/** Listeners whose Secret is mounted otherwise. */
function certificates(before: EmqxState | undefined, after: EmqxState | undefined): string[] {
    const secrets = (state: EmqxState | undefined) =>
        new Map(
            BOTH_ROLES.flatMap((role) => state?.mounts[role] ?? []).map((mount) => [
                mount.directory,
                mount.secretName,
            ]),
        );
    const [old, wanted] = [secrets(before), secrets(after)];
    return [
        ...new Set([...(before?.listeners ?? []), ...(after?.listeners ?? [])].map(({ key }) => key)),
    ].filter((key) => old.get(tlsDirectory(key)) !== wanted.get(tlsDirectory(key)));
}

/** What a changed text does to the listeners that run; nothing where the text stays as it is. */
function pushOf({ before, after }: Cluster, ownLines: string): PushedListener[] {
    if (before?.configData === undefined || after?.configData === undefined) return [];
    if (before.configData === after.configData) return [];
    const wanted = settingsIn(`${ownLines}\n${after.configData}`);
    if (wanted === undefined || settingsIn(before.configData) === undefined) return [];
    const defaultOf = listenerDefaultsFor(before);
    const running = bootedListeners(before, ownLines);
    const then = pushedListeners(running, wanted, after.configMode, defaultOf);
    const had = ports(running);
    return listenerPush(running, then, defaultOf).map((listener) => {
        const port = had.get(listener.listener);
        return port === undefined ? listener : { ...listener, port };
    });
}

function levelOf({ move, kind }: PushedListener, version: string | undefined): Level {
    switch (move) {
        case "restarted":
        case "stopped":
            return "reconnect";
        case "reopened":
            // A port that is not free at once cuts all clients of a node; of the others none was ever seen cut.
            return cutsWhenReopened(kind, version) ? "reconnect" : "reload";
        case "hot":
            return "reload";
        case "started":
            return "none";
    }
}

/** Port by listener, of those that are on; undefined where it is not known. */
type Ports = ReadonlyMap<string, string | undefined>;

function ports(listeners: Listeners): Ports {
    return new Map(
        [...listeners]
            .filter(([, settings]) => isOn(settings))
            .map(([id, settings]) => [
                id,
                /(\d+)$/.exec(settingOf(id, settings, "bind", undefined) ?? "")?.[1],
            ]),
    );
}
