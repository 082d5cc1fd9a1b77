import type { LiveObject } from "../../controlPlane/kube";
import { type Release, releaseOf } from "../../emqx/release";

/** What a node that runs in a pod is, as EMQX reads it from its environment. */
export interface NodeOfPod {
    readonly name: string;
    readonly role: "core" | "replicant";
    readonly release: Release;
}

const CONTAINER = "emqx";

/** Its containers run and nobody has asked it to end. */
export function isUp({ metadata, status }: LiveObject): boolean {
    const ready = status?.conditions?.find(({ type }: LiveObject) => type === "ContainersReady");
    return (
        metadata.deletionTimestamp === undefined && status?.podIP !== undefined && ready?.status === "True"
    );
}

/** When its containers began to run, in real milliseconds. */
export function upSince({ metadata, status }: LiveObject): number {
    const ready = status?.conditions?.find(({ type }: LiveObject) => type === "ContainersReady");
    return Date.parse(ready?.lastTransitionTime ?? metadata.creationTimestamp);
}

/** Source: EMQX's start script (bin/emqx): the name is `emqx@` and EMQX_HOST; EMQX_NODE__ROLE, core unless it says otherwise. */
export function nodeOf(pod: LiveObject): NodeOfPod {
    const container = pod.spec.containers.find(({ name }: LiveObject) => name === CONTAINER);
    const environment = environmentOf(pod, container?.env ?? []);
    const host = environment.get("EMQX_HOST");
    if (host === undefined) throw new Error(`pod ${pod.metadata.name} has no EMQX_HOST`);
    const role = environment.get("EMQX_NODE__ROLE") === "replicant" ? "replicant" : "core";
    return { name: `emqx@${host}`, role, release: releaseOfImage(container.image) };
}

/** Later ones win, and may use earlier ones as `$(NAME)`. Source: Kubernetes, EnvVar. */
function environmentOf(pod: LiveObject, entries: readonly LiveObject[]): Map<string, string> {
    const values = new Map<string, string>();
    for (const { name, value, valueFrom } of entries) {
        const given = value ?? fieldOf(pod, valueFrom?.fieldRef?.fieldPath);
        if (given === undefined) continue;
        values.set(
            name,
            given.replace(/\$\((\w+)\)/g, (text: string, used: string) => values.get(used) ?? text),
        );
    }
    return values;
}

function fieldOf(pod: LiveObject, path: string | undefined): string | undefined {
    return path?.split(".").reduce((value: any, part) => value?.[part], pod) as string | undefined;
}

/** `registry:5000/emqx/emqx-enterprise:5.8.8@sha256:…` is Enterprise 5.8.8. */
function releaseOfImage(image: string): Release {
    const repository = image.replace(/@.*$/, "").split("/").at(-1) ?? "";
    const [name = "", version = ""] = repository.split(":");
    return releaseOf(version, name.includes("enterprise") ? "Enterprise" : "Opensource");
}
