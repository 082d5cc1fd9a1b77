import { loadClient } from "./client";
import { loadKubeconfig } from "./kubeconfig";
import { requestsWith } from "./requests";

export type Apis = Awaited<ReturnType<typeof openApis>>;

/** Types of the client, which is an ES module, by way of what it returns. */
export type Pod = Awaited<ReturnType<Apis["core"]["readNamespacedPod"]>>;
export type KubernetesNode = Awaited<ReturnType<Apis["core"]["readNode"]>>;
export type ReplicaSet = Awaited<ReturnType<Apis["apps"]["readNamespacedReplicaSet"]>>;
export type StatefulSet = Awaited<ReturnType<Apis["apps"]["readNamespacedStatefulSet"]>>;
export type Deployment = Awaited<ReturnType<Apis["apps"]["readNamespacedDeployment"]>>;
export type Container = NonNullable<Pod["spec"]>["containers"][number];
export type ContainerStatus = NonNullable<NonNullable<Pod["status"]>["containerStatuses"]>[number];

/** An answer takes milliseconds; the pods of a large cluster, all of them, take seconds. */
const ANSWER_SECONDS = 30;

/**
 * Clients for the API server of a kubeconfig; without one, of the configuration Pulumi's own default provider takes. A request
 * without an answer ends after this many seconds.
 */
export async function openApis(kubeconfig: string | undefined, answerSeconds = ANSWER_SECONDS) {
    const client = await loadClient();
    const config = loadKubeconfig(client, kubeconfig);
    const requests = requestsWith(client, config, answerSeconds);
    return {
        objects: new client.CustomObjectsApi(requests),
        apps: new client.AppsV1Api(requests),
        core: new client.CoreV1Api(requests),
        groups: new client.ApisApi(requests),
    };
}
