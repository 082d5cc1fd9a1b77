/** The client library. An ES module that takes a second to load, and previews never get here. */
export function loadClient() {
    return import("@kubernetes/client-node");
}

export type Client = Awaited<ReturnType<typeof loadClient>>;
export type KubeConfig = InstanceType<Client["KubeConfig"]>;
export type Cluster = NonNullable<ReturnType<KubeConfig["getCurrentCluster"]>>;
export type User = NonNullable<ReturnType<KubeConfig["getCurrentUser"]>>;
export type RequestContext = InstanceType<Client["RequestContext"]>;
