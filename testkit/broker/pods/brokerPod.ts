import type { LiveObject } from "../../controlPlane/kube";
import { asStarted, type Release, releaseOf } from "../../emqx";
import type { Beginning } from "../node";
import { CONTAINER, type Container } from "./container";

/** What a node that runs in a pod is, as EMQX reads it from its environment. */
export interface NodeOfPod {
    readonly name: string;
    readonly role: "core" | "replicant";
    readonly release: Release;
    readonly begins: Beginning;
    /** The file that its environment names for API keys. */
    readonly bootstrapKeys: string;
}

/** Its container runs, whatever its probe finds, and nobody has asked it to end. */
export function isUp(pod: LiveObject): boolean {
    const { metadata, status } = pod;
    return (
        metadata.deletionTimestamp === undefined &&
        status?.podIP !== undefined &&
        containerStatus(pod)?.started === true
    );
}

/** When its container began to run, in real milliseconds. */
export function upSince(pod: LiveObject): number {
    return Date.parse(containerStatus(pod)?.state?.running?.startedAt ?? pod.metadata.creationTimestamp);
}

function containerStatus({ status }: LiveObject): LiveObject | undefined {
    return status?.containerStatuses?.find(({ name }: LiveObject) => name === CONTAINER);
}

/** Source: EMQX's start script (bin/emqx): the name is `emqx@` and EMQX_HOST; EMQX_NODE__ROLE, core unless it says otherwise. */
export function nodeOf(pod: LiveObject, { environment, files }: Container): NodeOfPod {
    const started = asStarted(environment);
    // A replicant's is the pod's address, which comes with the start of its containers.
    const host = started.get("EMQX_HOST") ?? "";
    const { image } = pod.spec.containers.find(({ name }: LiveObject) => name === CONTAINER);
    const keys = started.get("EMQX_API_KEY__BOOTSTRAP_FILE")?.replaceAll('"', "") ?? "";
    return {
        name: `emqx@${host}`,
        role: started.get("EMQX_NODE__ROLE") === "replicant" ? "replicant" : "core",
        release: releaseOfImage(image),
        begins: {
            base: files.get("/opt/emqx/etc/base.hocon") ?? "",
            text: files.get("/opt/emqx/etc/emqx.conf") ?? "",
            environment,
            files,
        },
        bootstrapKeys: files.get(keys) ?? "",
    };
}

/** `registry:5000/emqx/emqx-enterprise:5.8.8@sha256:…` is Enterprise 5.8.8. */
function releaseOfImage(image: string): Release {
    const repository = image.replace(/@.*$/, "").split("/").at(-1) ?? "";
    const [name = "", version = ""] = repository.split(":");
    return releaseOf(version, name.includes("enterprise") ? "Enterprise" : "Opensource");
}
