import { compareVersions, minorOf } from "../../provider/emqx/lines/versionNumbers";
import type { Cluster } from "./clusters";
import type { Context } from "./context";
import { subjectsOf } from "./emqxChanges";
import type { Danger, Effect, Subject } from "./review";
import { shortagesOf } from "./room";

/** Changes that are worse together than apart. */
export function dangersOf(context: Context, effects: readonly Effect[]): Danger[] {
    const found = context.clusters.flatMap((cluster) => {
        if (cluster.change?.operation !== "update" || !cluster.before || !cluster.after) return [];
        return RULES.flatMap((rule) => rule(cluster, effects, context) ?? []);
    });
    return [...found, ...pools(effects)];
}

type DangerRule = (cluster: Cluster, effects: readonly Effect[], context: Context) => Danger | undefined;

const changed = (cluster: Cluster, subject: Subject) =>
    subjectsOf(cluster).find((part) => part.subject === subject);

/** Configuration that the new pods do not boot with. */
const imageAndConfig: DangerRule = (cluster, effects, context) => {
    const config = effects.some(({ subject, urn }) => subject === "configuration" && urn === cluster.urn);
    const rollout = context.rollouts.get(cluster.urn);
    if (cluster.line !== "2.2" || !config || rollout === undefined) return undefined;
    return {
        title: "New pods and a new configuration in one update",
        because:
            "operator 2.2 boots the new pods with the old configuration and pushes the new one afterwards; what the new version needs at boot is missing then",
        issues: ["emqx-operator#1134"],
        steps: ["merge the configuration and let it be pushed", "then merge what restarts the pods"],
        level: rollout.level,
    };
};

const operatorAndEmqx: DangerRule = (cluster, effects, context) => {
    const operator = effects.some(({ subject, level }) => subject === "operator" && level !== "none");
    const rollout = context.rollouts.get(cluster.urn);
    if (!operator || rollout === undefined) return undefined;
    return {
        title: "Operator and EMQX in one update",
        because: cluster.ours
            ? "the new operator may roll EMQX by itself; pulumi up waits until the cluster has come to rest under it, and then rolls it: two rollouts one after the other"
            : "the new operator may roll EMQX by itself while the change is rolled out: two rollouts in one",
        issues: ["emqx-operator#897", "emqx-operator#932"],
        steps: [
            "merge the operator and wait until the cluster has come to rest",
            "then merge the change of EMQX",
        ],
        level: rollout.level,
    };
};

const unlicensed: DangerRule = (cluster, _effects, context) => {
    const { after } = cluster;
    if (after?.version === undefined || compareVersions(after.version, "5.9.0") < 0) return undefined;
    const licensed =
        after.environment.core.has("EMQX_LICENSE__KEY") || /\blicense\b/.test(after.configData ?? "");
    if (licensed || !context.rollouts.has(cluster.urn)) return undefined;
    return {
        title: `EMQX ${minorOf(after.version)} without a license`,
        because:
            "from 5.9 on EMQX without a license is a single node: the new node cannot join the old one, and the update ends with an empty database",
        issues: ["emqx-operator#1151", "emqx#15006"],
        steps: [
            "merge the license (EMQX_LICENSE__KEY) with the version that runs",
            "then merge the new version",
        ],
        level: "data",
    };
};

const halfTheCores: DangerRule = ({ before, after }) => {
    const [now, then] = [before?.replicas.core ?? 0, after?.replicas.core ?? 0];
    const least = Math.ceil(now / 2);
    if (then >= least) return undefined;
    return {
        title: `Cores from ${now} to ${then} at once`,
        because:
            "more than half of the cores go in the same second, and with them the quorum of the database",
        issues: [],
        steps: [`merge cores.replicas ${least} and let it roll out`, `then ${then}`],
        level: "data",
    };
};

const openSourceReplicants: DangerRule = ({ after }) => {
    if (after?.enterprise !== false || after.version === undefined || after.replicas.replicant === 0)
        return undefined;
    if (compareVersions(after.version, "5.8.0") < 0 || compareVersions(after.version, "5.9.0") >= 0)
        return undefined;
    return {
        title: "Open-source EMQX 5.8 with replicants",
        because: "it refuses the role: new replicants never start, and the rollout stands still",
        issues: ["emqx-operator#1072"],
        steps: [
            "move to Enterprise with a license (or stay on 5.7)",
            "then to 5.8 with replicants; open source 5.8 runs cores only",
        ],
        level: "reconnect",
    };
};

const durable: DangerRule = (cluster, _effects, context) => {
    const texts = [cluster.before, cluster.after].map(
        (state) =>
            `${state?.configData ?? ""} ${[...(state?.environment.core ?? [])].map(([name, value]) => `${name}=${value}`).join(" ")}`,
    );
    const on = texts.some((text) => /durable_sessions[^\n]*true|DURABLE_SESSIONS__ENABLE=true/i.test(text));
    const cores = context.rollouts.get(cluster.urn)?.roles.includes("core");
    if (!on || !cores || cluster.line !== "2.2") return undefined;
    return {
        title: "Durable sessions and new cores",
        because: "operator 2.2 gives new cores empty disks and does not move durable sessions to them",
        issues: [],
        steps: [
            "switch durable sessions off and let their clients come back clean",
            "then merge what restarts the cores",
        ],
        level: "data",
    };
};

const listenerAndLoadBalancer: DangerRule = (cluster, effects) => {
    const listener = effects.find(
        ({ subject, urn, level, what }) =>
            subject === "listeners" && urn === cluster.urn && level === "reconnect" && /removed/.test(what),
    );
    const port = effects.some(
        ({ subject, what }) => subject === "load balancer" && /^port .*removed|deleted$/.test(what),
    );
    if (listener === undefined || !port) return undefined;
    return {
        title: "A listener and its port of the load balancer removed together",
        because:
            "the listener goes first and the load balancer's port last: for the length of the rollout clients are led to a port that nobody serves",
        issues: [],
        steps: [
            "take the port away from the load balancer, and let its clients come through another one",
            "then merge the removal of the listener",
        ],
        level: "reconnect",
    };
};

const proxyProtocol: DangerRule = (cluster, effects) => {
    const balancer = effects.some(
        ({ subject, what }) => subject === "load balancer" && /proxy-protocol/.test(what),
    );
    if (!balancer || changed(cluster, "listeners") === undefined) return undefined;
    return {
        title: "PROXY protocol switched on both sides at once",
        because:
            "EMQX switches with its rollout and the load balancer after it: in between every new connection is refused",
        issues: [],
        steps: [
            "add a second listener and load balancer that speak the other way, and move the clients",
            "then take the first ones away",
        ],
        level: "reconnect",
    };
};

const nodesAndReplicas: DangerRule = (cluster, effects) => {
    const replicas = effects.some(
        ({ subject, level, urn }) => subject === "replicas" && urn === cluster.urn && level !== "none",
    );
    const nodes = effects.some(
        ({ subject, level, properties }) =>
            subject === "node pool" && level === "reconnect" && properties.includes("desiredSize"),
    );
    if (!replicas || !nodes) return undefined;
    return {
        title: "Fewer replicas and fewer nodes in one update",
        because:
            "the pool shrinks first, and ACK chooses which nodes go: pods that were to stay may go with them, and more clients reconnect than asked for",
        issues: [],
        steps: [
            "merge fewer replicas, with the number of nodes written as it is (corePool.nodes, replicantPool.nodes)",
            "then merge fewer nodes",
        ],
        level: "reconnect",
    };
};

const noRoom: DangerRule = (cluster, _effects, context) => {
    const rollout = context.rollouts.get(cluster.urn);
    const missing = rollout === undefined ? [] : shortagesOf(rollout, cluster, context.changes);
    if (rollout === undefined || missing.length === 0) return undefined;
    return {
        title: "No room for the new pods beside the running ones",
        because: `${missing.join("; ")}${cluster.ours ? ": pulumi up stops before EMQX changes" : ": the rollout stands still"}`,
        issues: [],
        steps: [
            "merge more or larger nodes (corePool.nodes, replicantPool.nodes), or smaller requests",
            "then merge what restarts the pods",
        ],
        level: rollout.level,
    };
};

const RULES: readonly DangerRule[] = [
    noRoom,
    imageAndConfig,
    operatorAndEmqx,
    unlicensed,
    halfTheCores,
    openSourceReplicants,
    durable,
    listenerAndLoadBalancer,
    proxyProtocol,
    nodesAndReplicas,
];

/** Both roles' nodes without an orderly move of EMQX. */
function pools(effects: readonly Effect[]): Danger[] {
    const gone = effects.filter(
        ({ subject, level, what, follows }) =>
            !follows &&
            subject === "node pool" &&
            (level === "reconnect" || level === "data") &&
            /(replaced|deleted)/.test(what),
    );
    if (gone.length < 2) return [];
    return [
        {
            title: "Several node pools go in one update",
            because:
                "their nodes go undrained and at the same time: cores and replicants may all be killed at once",
            issues: [],
            steps: [
                "merge the new pools, and move EMQX onto them (nodeSelector)",
                "then merge the removal of the old ones",
            ],
            level: gone.some(({ level }) => level === "data") ? "data" : "reconnect",
        },
    ];
}
