import type { Kube, LiveObject } from "../../controlPlane/kube";
import { annotation } from "./manifest";

/** Kinds that the real provider waits for in ways that are not here. */
const WAITED_FOR_ELSEWHERE = new Set(["Ingress", "Job", "PersistentVolume", "PersistentVolumeClaim", "Pod"]);

/** Why an object is not ready yet, as pulumi-kubernetes waits for it (provider/pkg/await); undefined when it is. */
export async function reasonNotReady(kube: Kube, live: LiveObject): Promise<string | undefined> {
    if (annotation(live, "pulumi.com/skipAwait") === "true") return undefined;
    const waitFor = annotation(live, "pulumi.com/waitFor");
    if (waitFor !== undefined) return customCondition(live, waitFor);
    switch (live.kind) {
        case "Deployment":
            return deployment(live);
        case "DaemonSet":
            return daemonSet(live);
        case "StatefulSet":
            return statefulSet(live);
        case "Service":
            return service(kube, live);
        default:
            if (WAITED_FOR_ELSEWHERE.has(live.kind)) {
                throw new Error(`the engine for tests does not know when a ${live.kind} is ready`);
            }
            return undefined;
    }
}

function deployment({ metadata, spec, status = {} }: LiveObject): string | undefined {
    if ((status.observedGeneration ?? 0) < metadata.generation) return "its spec has not been looked at";
    const failed = conditionOf(status, "Progressing");
    const { updatedReplicas = 0, availableReplicas = 0, replicas = 0 } = status;
    const wanted = spec.replicas ?? 1;
    if (updatedReplicas < wanted || replicas > updatedReplicas || availableReplicas < updatedReplicas) {
        const trouble = failed?.status === "False" ? `; ${failed.reason}: ${failed.message}` : "";
        return `${updatedReplicas} of ${wanted} pods are new, ${availableReplicas} available, ${replicas} in all${trouble}`;
    }
    return conditionOf(status, "Available")?.status === "True" ? undefined : "it is not available";
}

function daemonSet({ metadata, status = {} }: LiveObject): string | undefined {
    if ((status.observedGeneration ?? 0) < metadata.generation) return "its spec has not been looked at";
    const wanted = status.desiredNumberScheduled ?? 0;
    const { updatedNumberScheduled = 0, numberAvailable = 0 } = status;
    return updatedNumberScheduled >= wanted && numberAvailable >= wanted
        ? undefined
        : `${updatedNumberScheduled} of ${wanted} pods are new, ${numberAvailable} available`;
}

function statefulSet({ metadata, spec, status = {} }: LiveObject): string | undefined {
    if ((status.observedGeneration ?? 0) < metadata.generation) return "its spec has not been looked at";
    const wanted = spec.replicas ?? 1;
    const { readyReplicas = 0, updatedReplicas = 0, currentRevision, updateRevision } = status;
    return readyReplicas >= wanted && updatedReplicas >= wanted && currentRevision === updateRevision
        ? undefined
        : `${updatedReplicas} of ${wanted} pods are new, ${readyReplicas} ready`;
}

/** The real one also waits 10 s for endpoints to settle. */
async function service(kube: Kube, live: LiveObject): Promise<string | undefined> {
    const { metadata, spec, status } = live;
    if (spec.type === "LoadBalancer" && !status?.loadBalancer?.ingress?.length) {
        return "it has no address yet";
    }
    const isPlain = spec.type !== "ExternalName" && spec.clusterIP !== "None";
    if (!isPlain || Object.keys(spec.selector ?? {}).length === 0) return undefined;
    const endpoints = await kube.get({ apiVersion: "v1", kind: "Endpoints", metadata });
    if (endpoints === undefined) return "its endpoints have not been looked for";
    const waiting = (endpoints.subsets ?? []).flatMap((subset: LiveObject) => subset.notReadyAddresses ?? []);
    return waiting.length === 0 ? undefined : `${waiting.length} of its pods are not ready`;
}

/** `condition=Ready`, `condition=Ready=False`. */
function customCondition({ status }: LiveObject, expression: string): string | undefined {
    const [, type, wanted = "True"] = /^condition=([^=]+)(?:=(.+))?$/.exec(expression) ?? [];
    if (type === undefined) {
        throw new Error(`the engine for tests waits for "condition=<type>", not for "${expression}"`);
    }
    const found = conditionOf(status, type)?.status ?? "absent";
    return found === wanted ? undefined : `condition ${type} is ${found}`;
}

function conditionOf(status: LiveObject | undefined, type: string): LiveObject | undefined {
    return status?.conditions?.find((condition: LiveObject) => condition.type === type);
}
