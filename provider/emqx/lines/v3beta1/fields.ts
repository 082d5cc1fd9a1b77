import { REVISION_ANNOTATION } from "../../../naming/labels";
import { isStartup } from "../../config/roots/startup";
import { BOTH_ROLES, type FieldMeaning, type FieldSubject } from "../line/fields";
import type { Role } from "../line/observation";
import { DISK_SIZE_ANNOTATION } from "./disks";

/** Fields of the object as a whole that end up in every pod. Source: emqxes CRD of operator 3.0. */
const IN_EVERY_POD: Readonly<Record<string, FieldSubject>> = {
    image: "image",
    imagePullPolicy: "pods",
    imagePullSecrets: "pods",
    serviceAccountName: "pods",
    clusterDomain: "pods",
};

/** Fields of the object as a whole that no pod sees. */
const IN_NO_POD: Readonly<Record<string, FieldSubject>> = {
    updateStrategy: "evacuation",
    revisionHistoryLimit: "evacuation",
    dashboardServiceTemplate: "load balancer",
    listenersServiceTemplate: "load balancer",
};

/** Inputs that become a field of the object as a whole; `config` is told by its keys. */
const INPUTS: Readonly<Record<string, string>> = {
    imagePullSecrets: "imagePullSecrets",
    "updateStrategy.evacuationStrategy.type": "evacuation.type",
    "updateStrategy.evacuationStrategy.connectionEvictionRate": "evacuation.connectionsPerSecond",
    "updateStrategy.evacuationStrategy.sessionEvictionRate": "evacuation.sessionsPerSecond",
    "updateStrategy.evacuationStrategy.waitTakeover": "evacuation.waitTakeoverSeconds",
    "updateStrategy.evacuationStrategy.waitHealthCheck": "evacuation.waitHealthCheckSeconds",
    "updateStrategy.replicants.maxSurge": "rollingUpdate.maxSurge",
    "updateStrategy.replicants.maxUnavailable": "rollingUpdate.maxUnavailable",
};

/** Inputs of a role that become a field of its template. */
const INPUTS_OF_ROLE: Readonly<Record<string, string>> = {
    replicas: "replicas",
    "resources.requests.cpu": "resources.cpuRequest",
    "resources.requests.memory": "resources.memoryRequest",
    "resources.limits.cpu": "resources.cpuLimit",
    "resources.limits.memory": "resources.memoryLimit",
    "persistentVolumeClaimSpec.storageClassName": "storage.storageClassName",
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
    topologySpreadConstraints: "placement",
    initContainers: "kernel",
    ports: "listeners",
    extraVolumes: "mounts",
    extraVolumeMounts: "mounts",
};

/** What a field of the object is about, and whose pods are made anew when it changes. */
export function field(path: readonly string[]): FieldMeaning {
    const [root, name = "", ...rest] = path;
    if (root === "metadata") return inMetadata(name, rest);
    if (root !== "spec") return { subject: "identity", name: name || "spec", rolls: [] };
    if (name === "config") return inConfig(rest);
    const general = IN_NO_POD[name];
    const input = known("input", INPUTS[path.slice(1).filter(isName).join(".")]);
    if (general !== undefined) return { subject: general, name, rolls: [], ...input };
    if (name === "coreTemplate") return inTemplate("core", rest);
    if (name === "replicantTemplate") return inTemplate("replicant", rest);
    return { subject: IN_EVERY_POD[name] ?? "pods", name: name || "spec", rolls: BOTH_ROLES, ...input };
}

function inMetadata(name: string, [key]: readonly string[]): FieldMeaning {
    if (name === "annotations" && key === DISK_SIZE_ANNOTATION)
        return {
            subject: "storage",
            name: "core disks",
            role: "core",
            rolls: [],
            input: "cores.storage.size",
        };
    const identity = name === "name" || name === "namespace";
    return { subject: identity ? "identity" : "other", name, rolls: [] };
}

/** Below `config.roots`. */
function inConfig([, ...key]: readonly string[]): FieldMeaning {
    return { subject: "configuration", name: "config", rolls: isStartup(key) ? BOTH_ROLES : [] };
}

/** No position in a list. */
function isName(part: string): boolean {
    return !/^\d+$/.test(part);
}

function known<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
    return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
}

function inputOf(role: Role, part: string, path: readonly string[]): string | undefined {
    const [key] = path;
    // The annotations of both roles' pods are one input.
    if (part === "metadata") {
        return key === undefined || key === REVISION_ANNOTATION ? undefined : `podAnnotations["${key}"]`;
    }
    if (key === "minReadySeconds") return "rollingUpdate.minReadySeconds";
    const input = INPUTS_OF_ROLE[path.filter(isName).join(".")];
    return input && `${role}s.${input}`;
}

function inTemplate(role: Role, [part, ...path]: readonly string[]): FieldMeaning {
    const [name, key] = path;
    const about = (subject: FieldSubject, rolls: readonly Role[] = [role]): FieldMeaning => ({
        subject,
        name: name !== undefined && part === "spec" ? name : (part ?? `${role}Template`),
        role,
        rolls,
        ...known("input", part && inputOf(role, part, part === "metadata" ? path.slice(1) : path)),
    });
    // The template as a whole came or went: replicants with it, while cores are there in any case, with the operator's pods.
    if (part === undefined) return role === "core" ? about("pods") : about("replicas", []);
    // Follows from what else changes, or from Secrets that only a restart reads. A label makes pods anew as well.
    if (part === "metadata") return about(key === REVISION_ANNOTATION ? "revision" : "pods");
    if (name === undefined) return about("pods");
    if (name === "replicas") return about("replicas", []);
    if (name === "minReadySeconds") return about("evacuation", []);
    // Of a running set they never change: the operator stands still over it.
    if (name === "persistentVolumeClaimSpec") return about("storage", []);
    if (name === "podSecurityContext" && key === "sysctls") return about("kernel");
    return { ...about(IN_TEMPLATE[name] ?? "pods"), ...(key === undefined ? {} : { key }) };
}
