import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Kube, type LiveObject } from "../controlPlane/kube";
import { removeNodes } from "../controlPlane/nodes";
import { RestError } from "../controlPlane/rest";
import { allLines } from "../operator/lines";
import { FIELD_MANAGER } from "./kubernetes/objects";
import { POOL_LABEL } from "./nodePools";
import { POLL_MS, patiently, waitUntil } from "./patience";

const NAMESPACE = { apiVersion: "v1", kind: "Namespace" };
const VOLUME = { apiVersion: "v1", kind: "PersistentVolume" };
/** KWOK's mark of a node that is none. */
const FAKE_NODE = "kwok.x-k8s.io/node";

/** In namespaces that stay, and outside of any. */
const SHARED_KINDS = [
    { apiVersion: "apps/v1", kind: "DaemonSet" },
    { apiVersion: "apps/v1", kind: "Deployment" },
    { apiVersion: "v1", kind: "Service" },
    { apiVersion: "v1", kind: "ConfigMap" },
    { apiVersion: "v1", kind: "Secret" },
    { apiVersion: "v1", kind: "ServiceAccount" },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding" },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole" },
    { apiVersion: "storage.k8s.io/v1", kind: "StorageClass" },
    { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
];
const LIMIT_MS = 120_000;

/**
 * Removes whatever stacks have left on a control plane, finalizers or not, and in no order: EMQX clusters, namespaces,
 * volumes, objects outside of namespaces, nodes of node pools. Only what an engine or the cloud's stand-in has made, which
 * its field managers tell.
 */
export async function cleanUp(kubeconfig: string): Promise<void> {
    const kube = await connect(kubeconfig);
    for (const { apiVersion } of allLines()) {
        await removeAll(kube, await listOurs(kube, { apiVersion, kind: "EMQX" }));
    }
    await releaseServices(kube);
    await removeAll(kube, await listOurs(kube, NAMESPACE));
    for (const kind of SHARED_KINDS) await removeAll(kube, await listOurs(kube, kind));
    await removeAll(kube, await listOurs(kube, VOLUME));
    const nodes = await list(kube, { apiVersion: "v1", kind: "Node" });
    const names = nodes
        .filter(({ metadata }) => metadata.labels?.[POOL_LABEL] && metadata.annotations?.[FAKE_NODE])
        .map(({ metadata }) => metadata.name as string);
    if (names.length > 0) await patiently(() => removeNodes(kube, names));
}

async function listOurs(kube: Kube, kind: { apiVersion: string; kind: string }): Promise<LiveObject[]> {
    return (await list(kube, kind)).filter(({ metadata }) =>
        metadata.managedFields?.some(({ manager }: LiveObject) => manager.startsWith(`${FIELD_MANAGER}-`)),
    );
}

/** Their load balancers are nobody's any more. */
async function releaseServices(kube: Kube): Promise<void> {
    const services = await listOurs(kube, { apiVersion: "v1", kind: "Service" });
    const held = services.filter(({ metadata }) => metadata.finalizers?.length > 0);
    await Promise.all(held.map((service) => release(kube, service)));
}

async function removeAll(kube: Kube, objects: readonly LiveObject[]): Promise<void> {
    await Promise.all(
        objects.map((object) => patiently(() => kube.delete(object, { propagationPolicy: "Background" }))),
    );
    await Promise.all(
        objects.map((object) =>
            waitUntil(`${object.kind} ${object.metadata.name} was not gone`, LIMIT_MS, async () => {
                const live = await kube.get(object);
                if (live === undefined || live.metadata.uid !== object.metadata.uid) return undefined;
                if (live.metadata.finalizers?.length > 0) await release(kube, live);
                return "it is still there";
            }),
        ),
    );
}

async function release(kube: Kube, object: LiveObject): Promise<void> {
    try {
        await patiently(() => kube.mergePatch(object, { metadata: { finalizers: null } }));
    } catch (error) {
        // Gone in between, or changed: the next look tells.
        if (!(error instanceof RestError && [404, 409].includes(error.code))) throw error;
        await sleep(POLL_MS);
    }
}

/** None of a kind that the API server does not know. */
async function list(kube: Kube, kind: { apiVersion: string; kind: string }): Promise<LiveObject[]> {
    try {
        return await patiently(() => kube.list(kind));
    } catch (error) {
        const unknown = error instanceof RestError ? error.code === 404 : /knows no/.test(String(error));
        if (unknown) return [];
        throw error;
    }
}
