import type { Kube } from "../controlPlane/kube";
import { type EmqxObject, ownerReference } from "./emqxObject";
import { fingerprint } from "./fingerprint";
import { LAST_APPLIED } from "./names";

/** The API server, and the EMQX object for which something is written there. */
export interface OnBehalf {
    readonly kube: Kube;
    readonly emqx: EmqxObject;
}

/**
 * Creates an object of the EMQX object, or writes it again when it is to be different from what was written last. The
 * write replaces the object: labels and finalizers of others are lost, as with the real operator.
 */
export async function createOrUpdate(
    { kube, emqx }: OnBehalf,
    collection: string,
    manifest: Record<string, any>,
): Promise<void> {
    const lastApplied = fingerprint(manifest);
    const { metadata } = manifest;
    const object = {
        ...manifest,
        metadata: {
            ...metadata,
            namespace: emqx.metadata.namespace,
            ownerReferences: [ownerReference(emqx)],
            annotations: { ...metadata.annotations, [LAST_APPLIED]: lastApplied },
        },
    };
    const live = await find(kube, `${collection}/${metadata.name}`);
    if (live === undefined) {
        await kube.request("POST", collection, object);
    } else if (live.metadata.annotations?.[LAST_APPLIED] !== lastApplied) {
        const { resourceVersion } = live.metadata;
        const annotations = { ...live.metadata.annotations, ...object.metadata.annotations };
        const spec = { ...manifest.spec, ...keptByServer(live.spec, manifest.spec) };
        await kube.request("PUT", `${collection}/${metadata.name}`, {
            ...object,
            metadata: { ...object.metadata, annotations, resourceVersion },
            spec,
        });
    }
}

/** What the API server gave a Service and does not want to lose. */
function keptByServer(live: Record<string, any>, wanted: Record<string, any>): object {
    if (live.clusterIP === undefined || wanted.clusterIP !== undefined) return {};
    const nodePort = (name: string) => live.ports.find((port: any) => port.name === name)?.nodePort;
    return {
        clusterIP: live.clusterIP,
        ports: wanted.ports.map((port: any) => ({ nodePort: nodePort(port.name), ...port })),
    };
}

export async function find(kube: Kube, path: string): Promise<Record<string, any> | undefined> {
    try {
        return await kube.request("GET", path);
    } catch (error) {
        if (codeOf(error) === 404) return undefined;
        throw error;
    }
}

/** The HTTP status of a refusal by the API server; undefined when it did not answer at all. */
export function codeOf(error: unknown): number | undefined {
    const { code } = error as { code?: unknown };
    return typeof code === "number" ? code : undefined;
}
