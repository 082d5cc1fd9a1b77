import { REVISION_ANNOTATION } from "../../../naming/labels";
import { BOTH_ROLES, type FieldMeaning, type FieldSubject } from "../line/fields";
import type { Role } from "../line/observation";

/** Fields of the object as a whole that end up in every pod. Source: emqxes CRD of operator 2.2.29. */
const IN_EVERY_POD: Readonly<Record<string, FieldSubject>> = {
    image: "image",
    imagePullPolicy: "pods",
    imagePullSecrets: "pods",
    serviceAccountName: "pods",
    clusterDomain: "pods",
};

/** Fields of the object as a whole that no pod sees. */
const IN_NO_POD: Readonly<Record<string, FieldSubject>> = {
    config: "configuration",
    updateStrategy: "evacuation",
    revisionHistoryLimit: "evacuation",
    bootstrapAPIKeys: "api keys",
    dashboardServiceTemplate: "load balancer",
    listenersServiceTemplate: "load balancer",
};

/** Fields of a node template, by what they are about; what is not named here is part of the pods. */
const IN_TEMPLATE: Readonly<Record<string, FieldSubject>> = {
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
    extraVolumes: "mounts",
    extraVolumeMounts: "mounts",
};

/** What a field of the object is about, and whose pods are made anew when it changes. */
export function field(path: readonly string[]): FieldMeaning {
    const [root, name = "", ...rest] = path;
    if (root === "metadata") {
        const identity = name === "name" || name === "namespace";
        return { subject: identity ? "identity" : "other", name, rolls: [] };
    }
    if (root !== "spec") return { subject: "identity", name: name || "spec", rolls: [] };
    const general = IN_NO_POD[name];
    if (general !== undefined) return { subject: general, name, rolls: [] };
    if (name === "coreTemplate") return inTemplate("core", rest);
    if (name === "replicantTemplate") return inTemplate("replicant", rest);
    return { subject: IN_EVERY_POD[name] ?? "pods", name: name || "spec", rolls: BOTH_ROLES };
}

function inTemplate(role: Role, [part, name, key]: readonly string[]): FieldMeaning {
    const about = (subject: FieldSubject, rolls: readonly Role[] = [role]): FieldMeaning => ({
        subject,
        name: name !== undefined && part === "spec" ? name : (part ?? `${role}Template`),
        role,
        rolls,
    });
    // The template as a whole came or went.
    if (part === undefined) return about("replicas", []);
    // Follows from what else changes, or from Secrets that only a restart reads.
    if (part === "metadata") return about(key === REVISION_ANNOTATION ? "revision" : "pods");
    if (name === undefined) return about("pods");
    if (name === "replicas") return about("replicas", []);
    if (name === "minAvailable" || name === "maxUnavailable") return about("evacuation", []);
    // A new pod template is what makes new disks.
    if (name === "volumeClaimTemplates") return { ...about("storage"), onlyWithTemplate: true };
    if (name === "podSecurityContext" && key === "sysctls") return about("kernel");
    return { ...about(IN_TEMPLATE[name] ?? "pods"), ...(key === undefined ? {} : { key }) };
}
