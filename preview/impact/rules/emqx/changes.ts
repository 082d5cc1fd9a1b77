import { BOTH_ROLES } from "../../../../provider/emqx/lines/line/fields";
import type { OperatorLine } from "../../../../provider/emqx/lines/line/line";
import type { Role } from "../../../../provider/emqx/lines/line/observation";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import { isTlsVolume, LICENSE_VOLUME } from "../../../../provider/emqx/secrets/mounts";
import { POOL_IDENTITY_LABEL } from "../../../../provider/naming/labels";
import { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL } from "../../../../provider/nodes/kernel/labels";
import { RESERVED_PORTS } from "../../../../provider/nodes/kernel/reservedPorts";
import type { PropertyChange } from "../../../changes/change";
import type { Wire } from "../../../monitor/wire";
import type { Subject } from "../../facts/effect";
import { type Cluster, changesLine } from "../clusters";
import { listAt, pathNames, textAt } from "../values";
import { settingsIn } from "./configTree";
import { differingSubjects } from "./lineChange";
import { listenersDiffer } from "./listenerState";
import { changedVariables, subjectOfVariable } from "./variables";

/** Differences of one subject in an EMQX object. */
export interface SubjectChange {
    readonly subject: Subject;
    readonly properties: readonly PropertyChange[];
    /** Roles whose pods are made anew because of it. */
    readonly rolls: ReadonlySet<Role>;
}

/** The differences of an EMQX object by subject. */
export function subjectsOf(cluster: Cluster): SubjectChange[] {
    const { line } = cluster;
    if (line === undefined) return [];
    if (changesLine(cluster)) {
        const properties = cluster.change?.properties ?? [];
        return differingSubjects(cluster).map(([subject, rolls]) => ({
            subject,
            properties,
            rolls: new Set(rolls),
        }));
    }
    const found = new Map<Subject, { properties: PropertyChange[]; rolls: Set<Role> }>();
    const add = (subject: Subject, property: PropertyChange, rolls: readonly Role[]) => {
        const entry = found.get(subject) ?? { properties: [], rolls: new Set<Role>() };
        entry.properties.push(property);
        for (const role of rolls) entry.rolls.add(role);
        found.set(subject, entry);
    };
    for (const property of cluster.change?.properties ?? []) {
        if (followsTheImage(property, cluster)) continue;
        const { subjects, rolls } = classify(property, cluster, line);
        for (const subject of subjects) add(subject, property, rolls);
    }
    const all = withBootRoots(
        [...found].map(([subject, entry]) => ({ subject, ...entry })),
        cluster,
        line,
    );
    // The revision changes with whatever else makes new pods; alone it stands for Secrets that only a restart reads.
    const others =
        cluster.bootSecrets.length > 0 ||
        all.some(({ subject, rolls }) => subject !== "secret" && rolls.size > 0);
    return all.filter(({ subject }) => subject !== "secret" || !others);
}

/** On a line that reads some roots of the text at boot only, the revision may change with these. */
function withBootRoots(
    parts: readonly SubjectChange[],
    { before, after, ours, bootSecrets }: Cluster,
    { push }: OperatorLine,
): readonly SubjectChange[] {
    const revision = parts.find(({ subject }) => subject === "secret");
    if (!ours || push.bootRootsDo !== "roll" || revision === undefined || bootSecrets.length > 0)
        return parts;
    if (!push.bootRoots.some((root) => textOfRoot(before, root) !== textOfRoot(after, root))) return parts;
    return parts.map((part) =>
        part.subject === "configuration"
            ? { ...part, rolls: new Set([...part.rolls, ...revision.rolls]) }
            : part,
    );
}

function textOfRoot(state: EmqxState | undefined, root: string): string {
    return (settingsIn(state?.configData ?? "") ?? [])
        .filter(({ path }) => path[0] === root)
        .map(({ path, value }) => `${path.join(".")} = ${value}`)
        .sort()
        .join();
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

function classify(property: PropertyChange, cluster: Cluster, line: OperatorLine): Classified {
    const { subject, name, role, rolls, key, onlyWithTemplate } = line.field(pathNames(property.path));
    // No variable, port or volume is another one then, but the template is.
    if (property.order) return { subjects: ["pods"], rolls };
    switch (subject) {
        case "environment":
            return {
                subjects: role && name === "env" ? environmentSubjects(role, cluster) : ["environment"],
                rolls,
            };
        case "placement": {
            const profile =
                key === KERNEL_PROFILE_LABEL ||
                key === KERNEL_TUNED_LABEL ||
                (key === POOL_IDENTITY_LABEL && withKernelProfile(property, cluster));
            return { subjects: [profile ? "kernel" : "placement"], rolls };
        }
        case "kernel": {
            const binds = entriesIn(property, cluster).every((name) => name === RESERVED_PORTS);
            const listeners = binds && listenersDiffer(cluster.before, cluster.after);
            return { subjects: [listeners ? "listeners" : subject], rolls };
        }
        case "mounts":
            return { subjects: [mountSubject(property, cluster)], rolls };
        case "configuration":
            return {
                subjects: listenersDiffer(cluster.before, cluster.after) ? [subject, "listeners"] : [subject],
                rolls,
            };
        case "revision":
            return { subjects: ["secret"], rolls };
        default:
            // EmqxCluster changes the template with it.
            return { subjects: [subject], rolls: onlyWithTemplate && !cluster.ours ? [] : rolls };
    }
}

/** A pool's identity changes with its kernel profile, and by itself. */
function withKernelProfile({ path }: PropertyChange, { change }: Cluster): boolean {
    const beside = path.replace(POOL_IDENTITY_LABEL, KERNEL_PROFILE_LABEL);
    return (change?.properties ?? []).some((other) => other.path === beside);
}

/** EmqxCluster mounts the license and the listeners' certificates, each as a volume with a name of its own. */
function mountSubject(property: PropertyChange, cluster: Cluster): Subject {
    const volumes = entriesIn(property, cluster);
    if (volumes.includes(LICENSE_VOLUME)) return "license";
    return volumes.some(isTlsVolume) ? "listeners" : "pods";
}

/** Names of the entries that a difference in a list is about. */
export function entriesIn(
    { path, before, after }: PropertyChange,
    { inputsBefore, inputsAfter }: Cluster,
): string[] {
    const names = pathNames(path);
    const index = names.findIndex((name) => /^\d+$/.test(name));
    const named = (entries: readonly (Wire | undefined)[]) => [
        ...new Set(entries.flatMap((entry) => textAt(entry, "name") ?? [])),
    ];
    if (index < 0) return named([inputsBefore, inputsAfter].flatMap((inputs) => listAt(inputs, ...names)));
    // A whole entry that came or went says itself who it is; of one that is on both sides the position is the new one.
    if (index === names.length - 1) return named([before, after]);
    return named([listAt(inputsAfter, ...names.slice(0, index))[Number(names[index])]]);
}

function environmentSubjects(role: Role, cluster: Cluster): Subject[] {
    const subjects = changedVariables(cluster, [role]).map(subjectOfVariable);
    // Values that come from elsewhere, or are secrets, differ without saying how.
    return subjects.length > 0 ? [...new Set(subjects)] : ["environment"];
}

/** The roles whose pods an update makes anew, and whether that is certain. */
export function rolledRoles(cluster: Cluster): { roles: Role[]; certain: boolean } {
    const subjects = subjectsOf(cluster);
    const rolling = subjects.filter(({ rolls }) => rolls.size > 0);
    const all = cluster.bootSecrets.length > 0 || changesLine(cluster);
    const roles = BOTH_ROLES.filter((role) => all || rolling.some(({ rolls }) => rolls.has(role))).filter(
        (role) => (cluster.before?.replicas[role] ?? 0) > 0 && (cluster.after?.replicas[role] ?? 0) > 0,
    );
    const certain =
        cluster.bootSecrets.length > 0 ||
        // What the line does with every object that it takes over.
        (changesLine(cluster) && cluster.line?.words.takenOver !== undefined) ||
        rolling.some(({ properties }) => properties.some((p) => p.certainty === "certain"));
    return { roles, certain };
}
