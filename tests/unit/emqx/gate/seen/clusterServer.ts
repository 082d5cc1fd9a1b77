import type { Apis } from "../../../../../provider/kubernetes/apis";
import { openApis } from "../../../../../provider/kubernetes/apis";
import { json, kubeconfig, type LocalServer, serve, status } from "../../../kubernetes/apiServer";

/** What the API server has, by path: an object, a list's items, or the status that it refuses with. */
export type Contents = Readonly<Record<string, object | readonly object[] | number>>;

export interface ClusterServer {
    readonly apis: Apis;
    readonly asked: LocalServer["asked"];
    close(): Promise<void>;
}

/** An API server on loopback, so that what is tested goes through the real client. */
export async function clusterServer(contents: Contents): Promise<ClusterServer> {
    const server = await serve((request, response) => {
        const path = new URL(request.url ?? "", "http://here").pathname;
        const found = contents[path];
        if (typeof found === "number") {
            const resource = path.split("/").at(-1);
            const message = `${resource} is forbidden: User "ci" cannot list resource "${resource}"`;
            return status(found, message)(request, response);
        }
        if (found === undefined) return status(404, `${path} not found`)(request, response);
        return json(200, Array.isArray(found) ? { items: found } : found)(request, response);
    });
    const apis = await openApis(kubeconfig(`http://127.0.0.1:${server.port}`));
    return { apis, asked: server.asked, close: server.close };
}
