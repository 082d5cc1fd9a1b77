import { BOTH_ROLES } from "../../../../provider/emqx/lines/line/fields";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { tlsDirectory } from "../../../../provider/emqx/listeners/certificates";
import type { ListenerPort } from "../../facts/emqx";
import { type Level, worst } from "../../facts/level";
import type { PushedListener } from "../../facts/listeners";
import type { Cluster } from "../clusters";
import { type EmqxCase, type Found, podsAnew } from "./case";
import { settingsIn } from "./configTree";
import { listenerDefaultsFor } from "./defaults";
import { differences, listenerPush } from "./listenerPush";
import { bootedListeners, isOn, kindOf, type Listeners, pushedListeners, settingOf } from "./listenerState";

/** Listeners that come, go, move or are tuned: what running nodes do at the push, and new pods at boot. */
export function listeners(given: EmqxCase): Found | undefined {
    const { cluster, line, rollout } = given;
    const { before, after } = cluster;
    const own = line.push.ownLines;
    const [old, wanted] = [before, after].map((state) => (state ? bootedListeners(state, own) : NONE)) as [
        Listeners,
        Listeners,
    ];
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
    const forgets = after?.configMode === "Replace";
    const unnamed = [...old.keys()].filter((id) => !forgets && !wanted.has(id));
    const added = only(is, was);
    const removed = only(was, is).filter(({ listener }) => !unnamed.map(shortName).includes(listener));
    const pushed = pushOf(cluster, own);
    const defaultOf = listenerDefaultsFor(after);
    const settings = [...is.keys()]
        .filter((id) => was.has(id))
        .flatMap((id) =>
            differences(id, old.get(id), wanted.get(id), (setting) => defaultOf(kindOf(id), setting)).map(
                ({ setting }) => `${shortName(id)}.${setting}`,
            ),
        );
    const anew = podsAnew(given);
    const differs = [added, removed, moved, unnamed, settings, pushed].some(({ length }) => length > 0);
    if (!differs && anew.pods !== "anew") return undefined;
    return {
        fact: {
            kind: "listeners",
            added,
            removed,
            moved,
            unnamed: unnamed.map(shortName),
            certificates: certificates(before, after),
            settings,
            pushed,
            duringRollout: rollout !== undefined,
            anew,
            ...(after?.version === undefined ? {} : { version: after.version }),
        },
        level: worst([removed.length + moved.length > 0 ? "reconnect" : "none", ...pushed.map(levelOf)]),
        seconds: line.push.seconds,
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
    return listenerPush(running, pushedListeners(running, wanted, after.configMode, defaultOf), defaultOf);
}

function levelOf({ move, kind }: PushedListener): Level {
    switch (move) {
        case "restarted":
        case "stopped":
            return "reconnect";
        case "reopened":
            // A port that is not free at once cuts all clients of a node; of the others none was ever seen cut.
            return kind === "ws" ? "reconnect" : "reload";
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

/** `tcp` for `tcp.default`, `fleet` for `ssl.fleet`: as a program names it. */
export function shortName(id: string): string {
    const [kind = id, name] = id.split(".");
    return name === undefined || name === "default" ? kind : name;
}
