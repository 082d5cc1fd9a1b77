import type { Rest } from "./rest";

/** The parts of a manifest that say which object it is. */
export interface ObjectRef {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name?: string; readonly namespace?: string };
}

interface ApiResource {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
}

/** Where an object lives; `everywhere`: the collection of its kind in all namespaces. */
export type ResourcePaths = (ref: ObjectRef, everywhere?: boolean) => Promise<string>;

/** Finds the path of any object's resource by asking the API server, once for each group and version. */
export function resourcePaths(rest: Rest): ResourcePaths {
    const known = new Map<string, ApiResource[]>();

    async function resourceOf(apiVersion: string, kind: string): Promise<ApiResource | undefined> {
        const find = () => known.get(apiVersion)?.find((resource) => resource.kind === kind);
        if (find() === undefined) {
            const { resources } = await rest.request("GET", groupPath(apiVersion));
            const isNotSubresource = (resource: ApiResource) => !resource.name.includes("/");
            known.set(apiVersion, (resources as ApiResource[]).filter(isNotSubresource));
        }
        return find();
    }

    return async ({ apiVersion, kind, metadata }, everywhere = false) => {
        const resource = await resourceOf(apiVersion, kind);
        if (resource === undefined) throw new Error(`the API server knows no ${kind} of ${apiVersion}`);
        const inNamespace = resource.namespaced && !everywhere;
        const namespace = inNamespace ? `/namespaces/${metadata.namespace ?? "default"}` : "";
        const name = metadata.name === undefined ? "" : `/${encodeURIComponent(metadata.name)}`;
        return `${groupPath(apiVersion)}${namespace}/${resource.name}${name}`;
    };
}

function groupPath(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
