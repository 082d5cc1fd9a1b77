import { REVISION_ANNOTATION } from "../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL } from "../../provider/nodes/kernel/labels";
import type { PropertyChange } from "../changes/change";
import type { Cluster } from "./clusters";
import type { Role, Subject } from "./review";
import { pathNames } from "./values";

/** Differences of one subject in an EMQX object. */
export interface SubjectChange {
    readonly subject: Subject;
    readonly properties: readonly PropertyChange[];
    /** Roles whose pods are made anew because of it. */
    readonly rolls: ReadonlySet<Role>;
}

const BOTH: readonly Role[] = ["core", "replicant"];

/** Fields of the object as a whole that end up in every pod. Source: emqxes CRD of operator 2.2.29. */
const IN_EVERY_POD: Readonly<Record<string, Subject>> = {
    image: "image",
    imagePullPolicy: "pods",
    imagePullSecrets: "pods",
    serviceAccountName: "pods",
    clusterDomain: "pods",
};

/** Fields of the object as a whole that no pod sees. */
const IN_NO_POD: Readonly<Record<string, Subject>> = {
    config: "configuration",
    updateStrategy: "evacuation",
    revisionHistoryLimit: "evacuation",
    bootstrapAPIKeys: "api keys",
    dashboardServiceTemplate: "load balancer",
    listenersServiceTemplate: "load balancer",
};

/** Fields of a node template, by what they are about; what is not named here is part of the pods. */
const IN_TEMPLATE: Readonly<Record<string, Subject>> = {
    env: "environment",
    envFrom: "environment",
    resources: "resources",
    nodeSelector: "placement",
    nodeName: "placement",
    affinity: "placement",
    tolerations: "placement",
    toleRations: "placement",
    topologySpreadConstraints: "placement",
    initContainers: "kernel",
    ports: "listeners",
};

/** The differences of an EMQX object by subject. */
export function subjectsOf(cluster: Cluster): SubjectChange[] {
    const found = new Map<Subject, { properties: PropertyChange[]; rolls: Set<Role> }>();
    const add = (subject: Subject, property: PropertyChange, rolls: readonly Role[]) => {
        const entry = found.get(subject) ?? { properties: [], rolls: new Set<Role>() };
        entry.properties.push(property);
        for (const role of rolls) entry.rolls.add(role);
        found.set(subject, entry);
    };
    for (const property of cluster.change?.properties ?? []) {
        if (followsTheImage(property, cluster)) continue;
        const { subjects, rolls } = classify(property, cluster);
        for (const subject of subjects) add(subject, property, rolls);
    }
    const all = [...found].map(([subject, entry]) => ({ subject, ...entry }));
    // The revision changes with whatever else makes new pods; alone it stands for Secrets that only a restart reads.
    const others =
        cluster.bootSecrets.length > 0 ||
        all.some(({ subject, rolls }) => subject !== "secret" && rolls.size > 0);
    return all.filter(({ subject }) => subject !== "secret" || !others);
}

/** The preflight container runs EMQX's image too. */
function followsTheImage({ path, before, after }: PropertyChange, cluster: Cluster): boolean {
    return (
        /\.initContainers\[\d+\]\.image$/.test(path) &&
        before === cluster.before?.image &&
        after === cluster.after?.image
    );
}

interface Classified {
    readonly subjects: readonly Subject[];
    readonly rolls: readonly Role[];
}

function classify(property: PropertyChange, cluster: Cluster): Classified {
    const [root, field = "", ...rest] = pathNames(property.path);
    if (root === "metadata") {
        const identity = field === "name" || field === "namespace";
        return { subjects: [identity ? "identity" : "other"], rolls: [] };
    }
    if (root !== "spec") return { subjects: ["identity"], rolls: [] };
    const general = IN_NO_POD[field];
    if (general !== undefined) return { subjects: [general], rolls: [] };
    if (field === "coreTemplate") return inTemplate("core", rest, property, cluster);
    if (field === "replicantTemplate") return inTemplate("replicant", rest, property, cluster);
    return { subjects: [IN_EVERY_POD[field] ?? "pods"], rolls: BOTH };
}

function inTemplate(
    role: Role,
    rest: readonly string[],
    property: PropertyChange,
    cluster: Cluster,
): Classified {
    const rolls = [role];
    const [part, field, key] = rest;
    // The template as a whole came or went.
    if (part === undefined) return { subjects: ["replicas"], rolls: [] };
    if (part === "metadata") {
        // Follows from what else changes, or from Secrets that only a restart reads.
        return { subjects: [key === REVISION_ANNOTATION ? "secret" : "pods"], rolls };
    }
    if (field === undefined) return { subjects: ["pods"], rolls };
    if (field === "replicas") return { subjects: ["replicas"], rolls: [] };
    if (field === "minAvailable" || field === "maxUnavailable")
        return { subjects: ["evacuation"], rolls: [] };
    if (field === "volumeClaimTemplates" || field === "persistentVolumeClaimSpec") {
        // A new pod template is what makes new disks; ours comes with one.
        return { subjects: ["storage"], rolls: cluster.ours ? rolls : [] };
    }
    if (field === "env") return { subjects: environmentSubjects(role, cluster), rolls };
    if (field === "nodeSelector" && (key === KERNEL_PROFILE_LABEL || key === KERNEL_TUNED_LABEL)) {
        return { subjects: ["kernel"], rolls };
    }
    if (field === "podSecurityContext" && key === "sysctls") return { subjects: ["kernel"], rolls };
    if (field.startsWith("extraVolume")) return { subjects: [mountSubject(property)], rolls };
    return { subjects: [IN_TEMPLATE[field] ?? "pods"], rolls };
}

/** EmqxCluster mounts the license and the listeners' certificates. */
function mountSubject({ before, after }: PropertyChange): Subject {
    const text = `${JSON.stringify(before)} ${JSON.stringify(after)}`;
    return /license/.test(text) ? "license" : /tls-/.test(text) ? "listeners" : "pods";
}

/** What the variables that differ are about, by their names. */
const VARIABLES: readonly (readonly [start: string, subject: Subject])[] = [
    ["EMQX_LICENSE__", "license"],
    ["EMQX_LISTENERS__", "listeners"],
    ["EMQX_API_KEY__", "api keys"],
    ["EMQX_NODE__COOKIE", "cookie"],
];

function environmentSubjects(role: Role, cluster: Cluster): Subject[] {
    const names = changedVariables(cluster, role);
    const subjects = names.map(
        (name) => VARIABLES.find(([start]) => name.startsWith(start))?.[1] ?? "environment",
    );
    // Values that come from elsewhere, or are secrets, differ without saying how.
    return subjects.length > 0 ? [...new Set(subjects)] : ["environment"];
}

/** Names of the variables that came, went or have another value. */
export function changedVariables(cluster: Cluster, role: Role): string[] {
    const before = cluster.before?.environment[role] ?? new Map<string, string | undefined>();
    const after = cluster.after?.environment[role] ?? new Map<string, string | undefined>();
    return [...new Set([...before.keys(), ...after.keys()])]
        .filter((name) => before.has(name) !== after.has(name) || before.get(name) !== after.get(name))
        .sort();
}

/** The roles whose pods an update makes anew, and whether that is certain. */
export function rolledRoles(cluster: Cluster): { roles: Role[]; certain: boolean } {
    const subjects = subjectsOf(cluster);
    const rolling = subjects.filter(({ rolls }) => rolls.size > 0);
    const roles = BOTH.filter(
        (role) => cluster.bootSecrets.length > 0 || rolling.some(({ rolls }) => rolls.has(role)),
    ).filter((role) => (cluster.before?.replicas[role] ?? 0) > 0 && (cluster.after?.replicas[role] ?? 0) > 0);
    const certain =
        cluster.bootSecrets.length > 0 ||
        rolling.some(({ properties }) => properties.some((p) => p.certainty === "certain"));
    return { roles, certain };
}
