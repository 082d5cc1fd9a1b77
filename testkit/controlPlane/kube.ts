import type { Client, KubeConfig } from "./clientLibrary";
import { type ObjectRef, resourcePaths } from "./resourcePaths";
import { RestError, restClient } from "./rest";

/** An object as the API server wrote it: times are strings, nothing is renamed. */
export type LiveObject = Record<string, any>;

export interface ApplyOptions {
    /** Who applies; server-side apply remembers which fields are whose. Default: "emqx-ack-tests". */
    readonly fieldManager?: string;
    /** Takes fields over from another manager in place of failing with a conflict. Default: false. */
    readonly force?: boolean;
}

export interface DeleteOptions {
    readonly gracePeriodSeconds?: number;
    readonly propagationPolicy?: "Background" | "Foreground" | "Orphan";
}

/** One connection to a cluster. Errors carry the HTTP status as `code`, the library's and our own alike. */
export interface Kube {
    readonly config: KubeConfig;
    readonly core: InstanceType<Client["CoreV1Api"]>;
    readonly apps: InstanceType<Client["AppsV1Api"]>;
    readonly objects: InstanceType<Client["CustomObjectsApi"]>;
    readonly policy: InstanceType<Client["PolicyV1Api"]>;
    readonly coordination: InstanceType<Client["CoordinationV1Api"]>;
    readonly discovery: InstanceType<Client["DiscoveryV1Api"]>;
    /** Server-side apply of any manifest; the live object comes back. */
    apply(manifest: object, options?: ApplyOptions): Promise<LiveObject>;
    /** Creates and fails with code 409 when the object is there. */
    create(manifest: object, options?: Pick<ApplyOptions, "fieldManager">): Promise<LiveObject>;
    /** The live object; undefined when there is none. */
    get(manifest: object): Promise<LiveObject | undefined>;
    /** All objects of a kind, in one namespace or in the whole cluster. */
    list(of: { apiVersion: string; kind: string; namespace?: string }): Promise<LiveObject[]>;
    /** JSON merge patch of the object, or of its status. */
    mergePatch(manifest: object, patch: object, subresource?: "status"): Promise<LiveObject>;
    /** Asks for deletion; false when there is no such object. Does not wait until it is gone. */
    delete(manifest: object, options?: DeleteOptions): Promise<boolean>;
    /** Any other request: `GET /readyz`, for one. */
    request(method: string, path: string, body?: object, contentType?: string): Promise<any>;
}

export async function connect(kubeconfig: string): Promise<Kube> {
    // Loaded here, since it takes a second and suites that skip themselves never get here.
    const client = await import("@kubernetes/client-node");
    const config = new client.KubeConfig();
    config.loadFromString(kubeconfig);
    const { request } = restClient(config);
    const pathOf = resourcePaths({ request });
    return {
        config,
        core: config.makeApiClient(client.CoreV1Api),
        apps: config.makeApiClient(client.AppsV1Api),
        objects: config.makeApiClient(client.CustomObjectsApi),
        policy: config.makeApiClient(client.PolicyV1Api),
        coordination: config.makeApiClient(client.CoordinationV1Api),
        discovery: config.makeApiClient(client.DiscoveryV1Api),
        request,
        apply: async (manifest, { fieldManager = "emqx-ack-tests", force = false } = {}) => {
            const query = new URLSearchParams({ fieldManager, force: String(force) });
            const path = await pathOf(named(manifest));
            return request("PATCH", `${path}?${query}`, manifest, "application/apply-patch+yaml");
        },
        create: async (manifest, { fieldManager = "emqx-ack-tests" } = {}) => {
            const ref = manifest as ObjectRef;
            const path = await pathOf({ ...ref, metadata: { ...ref.metadata, name: undefined } });
            return request("POST", `${path}?${new URLSearchParams({ fieldManager })}`, manifest);
        },
        get: async (manifest) => unlessAbsent(request("GET", await pathOf(named(manifest)))),
        list: async ({ apiVersion, kind, namespace }) => {
            const path = await pathOf({ apiVersion, kind, metadata: { namespace } }, namespace === undefined);
            const { items } = await request("GET", path);
            return items.map((item: object) => ({ apiVersion, kind, ...item }));
        },
        mergePatch: async (manifest, patch, subresource) => {
            const path = `${await pathOf(named(manifest))}${subresource === undefined ? "" : `/${subresource}`}`;
            return request("PATCH", path, patch, "application/merge-patch+json");
        },
        delete: async (manifest, options = {}) => {
            const path = await pathOf(named(manifest));
            const body = { propagationPolicy: "Background", ...options };
            return (await unlessAbsent(request("DELETE", path, body))) !== undefined;
        },
    };
}

function named(manifest: object): ObjectRef {
    const { apiVersion, kind, metadata } = manifest as ObjectRef;
    if (!apiVersion || !kind || !metadata?.name) {
        throw new Error(
            `a manifest needs apiVersion, kind and metadata.name, not ${JSON.stringify(manifest)}`,
        );
    }
    return { apiVersion, kind, metadata };
}

async function unlessAbsent(answer: Promise<LiveObject>): Promise<LiveObject | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof RestError && error.code === 404) return undefined;
        throw error;
    }
}
