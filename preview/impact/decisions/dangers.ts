import { EmqxEdition } from "../../../provider/emqx/args/edition";
import { LICENSE_VARIABLE } from "../../../provider/emqx/config/variables";
import { SINGLE_NODE_FROM, VERSIONS } from "../../../provider/emqx/lines/matrix";
import { podPortName } from "../../../provider/emqx/listeners/listeners";
import { compareVersions, minorOf } from "../../../provider/naming/versionNumbers";
import type { DangerFact, DangerFound } from "../facts/danger";
import type { Effect } from "../facts/effect";
import type { ListenerPort } from "../facts/emqx";
import type { FactOf } from "../facts/fact";
import { type Level, reaches, worst } from "../facts/level";
import { shortName } from "../facts/listeners";
import type { ServicePort } from "../facts/thing";
import { type Cluster, changesLine, isInFrontOf } from "../rules/clusters";
import type { Context } from "../rules/context";
import { setsRoot, switchesOn } from "../rules/emqx/settings";
import { openToEverybody } from "./exposure";
import { shortagesOf } from "./room";
import { zonesInUse } from "./zones";

/** Changes that are worse together than apart. */
export function dangersOf(context: Context, effects: readonly Effect[]): DangerFound[] {
    const found = context.clusters.flatMap((cluster) => {
        if (cluster.change?.operation !== "update" || !cluster.before || !cluster.after) return [];
        return RULES.flatMap((rule) => rule(cluster, effects, context) ?? []);
    });
    return [
        ...found,
        ...severalPools(effects),
        ...zonesInUse(context),
        ...openToEverybody(context),
        ...projectRenamed(context),
        ...poolsFollowName(effects),
    ];
}

type DangerRule = (cluster: Cluster, effects: readonly Effect[], context: Context) => DangerFound | undefined;

const danger = (level: Level, fact: DangerFact): DangerFound => ({ level, fact });

/** Facts of one kind with their effects. */
function of<K extends Effect["fact"]["kind"]>(effects: readonly Effect[], kind: K) {
    return effects.flatMap((effect) =>
        effect.fact.kind === kind ? [{ ...effect, fact: effect.fact as FactOf<K> }] : [],
    );
}

/** Facts of one kind about one EMQX object. */
function ofCluster<K extends Effect["fact"]["kind"]>({ urn }: Cluster, effects: readonly Effect[], kind: K) {
    return of(effects, kind).filter((effect) => effect.urn === urn);
}

const noRoom: DangerRule = (cluster, _effects, context) => {
    const rollout = context.rollouts.get(cluster.urn);
    const missing = rollout === undefined ? [] : shortagesOf(rollout, cluster, context.changes);
    if (rollout === undefined || missing.length === 0) return undefined;
    return danger(rollout.level, { kind: "noRoom", missing, stopsUpdate: cluster.ours });
};

/** Configuration that the new pods do not boot with. */
const podsAndConfiguration: DangerRule = (cluster, effects, context) => {
    const rollout = context.rollouts.get(cluster.urn);
    const changed = (["configuration", "configurationUnreadable"] as const).some(
        (kind) => ofCluster(cluster, effects, kind).length > 0,
    );
    if (!rollout?.line.traps.bootsWithOldConfiguration || !changed) return undefined;
    return danger(rollout.level, { kind: "podsAndConfiguration", line: rollout.line });
};

const operatorAndEmqx: DangerRule = (cluster, effects, context) => {
    const operator = effects.some(({ subject, level }) => subject === "operator" && level !== "none");
    const rollout = context.rollouts.get(cluster.urn);
    // That an operator of another line rolls what it takes over is no second change.
    if (!operator || rollout === undefined || changesLine(cluster)) return undefined;
    return danger(rollout.level, { kind: "operatorAndEmqx", waits: cluster.ours });
};

const unlicensed: DangerRule = ({ urn, after, line }, _effects, context) => {
    if (after?.version === undefined || compareVersions(after.version, SINGLE_NODE_FROM) < 0)
        return undefined;
    const licensed = after.environment.core.has(LICENSE_VARIABLE) || setsRoot(after, "license");
    if (licensed || line === undefined || !context.rollouts.has(urn)) return undefined;
    const nodes = after.replicas.core + after.replicas.replicant;
    const inPlace = line.pace.leaves === "oneByOne";
    // A single node is made anew on the disk that it has.
    if (inPlace && nodes <= 1) return undefined;
    return danger("data", {
        kind: "unlicensed",
        minor: minorOf(after.version) ?? after.version,
        inPlace,
        nodes,
    });
};

const quorum: DangerRule = ({ before, after, line }) => {
    if (line?.pace.scaleDown.core === "emptied") return undefined;
    const [from, to] = [before?.replicas.core ?? 0, after?.replicas.core ?? 0];
    const least = Math.ceil(from / 2);
    return to >= least ? undefined : danger("data", { kind: "quorum", from, to, least });
};

const openSourceReplicants: DangerRule = ({ after }) => {
    if (after?.enterprise !== false || after.replicas.replicant === 0) return undefined;
    const minor = minorOf(after.version ?? "");
    const row = VERSIONS.find((version) => version.minor === minor);
    if (minor === undefined || row === undefined) return undefined;
    if (row.editions[EmqxEdition.OpenSource].replicants) return undefined;
    return danger("reconnect", { kind: "openSourceReplicants", minor });
};

const durableSessions: DangerRule = ({ urn, before, after }, _effects, context) => {
    const on = [before, after].some((state) =>
        switchesOn(state, "durable_sessions.enable", "EMQX_DURABLE_SESSIONS__ENABLE"),
    );
    const rollout = context.rollouts.get(urn);
    if (!on || !rollout?.roles.includes("core") || !rollout.line.traps.losesDurableSessions) return undefined;
    return danger("data", { kind: "durableSessions", line: rollout.line });
};

/** The listener goes while the load balancer still leads clients to it. */
const listenerAndPort: DangerRule = (cluster, effects) => {
    const stopped = ofCluster(cluster, effects, "listenerPush")
        .flatMap(({ fact }) => fact.pushed)
        .filter(({ move }) => move === "stopped")
        .map(({ listener, port }) => ({
            listener: shortName(listener),
            ...(port === undefined ? {} : { port }),
        }));
    const listeners = [
        ...ofCluster(cluster, effects, "listeners").flatMap(({ fact }) => fact.removed),
        ...stopped,
    ];
    const ports = [
        ...of(effects, "servicePorts").map(({ fact }) => ({ ...fact, gone: fact.removed })),
        ...of(effects, "serviceGone").map(({ fact }) => ({
            ...fact,
            gone: fact.kept ? [] : (fact.thing.ports ?? []),
        })),
    ]
        .filter(({ users, thing }) => users === "clients" && isInFrontOf(thing.behind, cluster))
        .flatMap(({ gone }) => gone);
    const both = listeners.some((listener) => ports.some((port) => leadsTo(port, listener)));
    return both ? danger("reconnect", { kind: "listenerAndPort" }) : undefined;
};

/** Whether a Service's port is a listener's; where the listener's own port is not known it may be. */
function leadsTo({ port, target }: ServicePort, { listener, port: bound }: ListenerPort): boolean {
    if (target === podPortName(listener)) return true;
    return bound === undefined || [port, target].some((number) => String(number) === String(bound));
}

/** EMQX and the load balancer switch one after the other. */
const proxyProtocol: DangerRule = (cluster, effects) => {
    const balancer = of(effects, "serviceAnnotations").some(
        ({ fact }) =>
            isInFrontOf(fact.thing.behind, cluster) &&
            // One that is taken out goes on sending the header.
            fact.annotations.some(
                ({ name, does }) =>
                    does === "proxyProtocol" ||
                    does === "proxyProtocolOff" ||
                    (name === "proxy-protocol" && does === "leftAsItIs"),
            ),
    );
    const listeners = (["listeners", "listenerPush"] as const).some(
        (kind) => ofCluster(cluster, effects, kind).length > 0,
    );
    if (!balancer || !listeners) return undefined;
    return danger("reconnect", { kind: "proxyProtocol" });
};

const replicasAndNodes: DangerRule = (cluster, effects) => {
    const replicas = ofCluster(cluster, effects, "replicas").some(({ fact }) =>
        fact.roles.some(({ from, to }) => to < from),
    );
    const nodes = [...of(effects, "poolShrunk"), ...of(effects, "poolSizeNotKnown")];
    const fewer = nodes.some(({ properties }) => properties.includes("desiredSize"));
    return replicas && fewer ? danger("reconnect", { kind: "replicasAndNodes" }) : undefined;
};

/** The load balancer comes after the rollout, and there is no replicant left by then. */
const replicantsBehindBalancer: DangerRule = (cluster, effects) => {
    const { before, after } = cluster;
    if ((before?.replicas.replicant ?? 0) === 0 || after?.replicas.replicant !== 0) return undefined;
    const follows = of(effects, "serviceSpec").some(
        ({ fact }) => fact.otherPods && fact.users === "clients" && isInFrontOf(fact.thing.behind, cluster),
    );
    return follows ? danger("reconnect", { kind: "replicantsBehindBalancer" }) : undefined;
};

const RULES: readonly DangerRule[] = [
    noRoom,
    podsAndConfiguration,
    operatorAndEmqx,
    unlicensed,
    quorum,
    openSourceReplicants,
    durableSessions,
    listenerAndPort,
    proxyProtocol,
    replicasAndNodes,
    replicantsBehindBalancer,
];

/** Both roles' nodes without an orderly move of EMQX. */
function severalPools(effects: readonly Effect[]): DangerFound[] {
    const gone = of(effects, "poolGone").filter(
        ({ level, follows }) => !follows && reaches(level, "reconnect"),
    );
    return gone.length < 2 ? [] : [danger(worst(gone.map(({ level }) => level)), { kind: "severalPools" })];
}

/** Nothing that runs is touched, but all of it is asked for a second time, under the same names. */
function projectRenamed({ changes: { formerProject, project, stack } }: Context): DangerFound[] {
    if (formerProject === undefined) return [];
    return [danger("reconnect", { kind: "projectRenamed", from: formerProject, to: project, stack })];
}

/** Each component once, by what its pools' names have not in common. */
function poolsFollowName(effects: readonly Effect[]): DangerFound[] {
    const names = of(effects, "poolGone").flatMap(({ fact }) =>
        fact.way !== "emptied"
            ? []
            : fact.reasons.flatMap((reason) => (reason.reason === "name" ? [withoutRole(reason)] : [])),
    );
    const each = new Map(names.map((name) => [JSON.stringify(name), name]));
    return [...each.values()].map((name) => danger("rolling", { kind: "poolsFollowName", ...name }));
}

/** `mqtt` and `broker` of `mqtt-core` and `broker-core`. */
function withoutRole({ from, to }: { readonly from: string; readonly to: string }) {
    const [old, now] = [from.split("-"), to.split("-")];
    while (old.length > 1 && now.length > 1 && old.at(-1) === now.at(-1)) {
        old.pop();
        now.pop();
    }
    return { from: old.join("-"), to: now.join("-") };
}
