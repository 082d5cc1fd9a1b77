import * as pulumi from "@pulumi/pulumi";

export type Apis = Awaited<ReturnType<typeof openApis>>;

/** Types of the client, which is an ES module, by way of what it returns. */
export type Pod = Awaited<ReturnType<Apis["core"]["readNamespacedPod"]>>;
export type KubernetesNode = Awaited<ReturnType<Apis["core"]["readNode"]>>;
export type Deployment = Awaited<ReturnType<Apis["apps"]["readNamespacedDeployment"]>>;
export type Container = NonNullable<Pod["spec"]>["containers"][number];
export type ContainerStatus = NonNullable<NonNullable<Pod["status"]>["containerStatuses"]>[number];

/** Clients for the API server of a kubeconfig; without one, of the configuration Pulumi's own default provider takes. */
export async function openApis(kubeconfig: string | undefined) {
    // Loaded here, since it takes a second and previews never get here.
    const client = await import("@kubernetes/client-node");
    const config = new client.KubeConfig();
    const settings = new pulumi.Config("kubernetes");
    const text = kubeconfig ?? settings.get("kubeconfig");
    if (text === undefined) config.loadFromDefault();
    else if (text.includes("\n") || text.trimStart().startsWith("{")) config.loadFromString(text);
    else config.loadFromFile(text);
    const context = kubeconfig === undefined ? settings.get("context") : undefined;
    if (context) config.setCurrentContext(context);
    return {
        objects: config.makeApiClient(client.CustomObjectsApi),
        apps: config.makeApiClient(client.AppsV1Api),
        core: config.makeApiClient(client.CoreV1Api),
        groups: config.makeApiClient(client.ApisApi),
    };
}

/** What a read gives, or undefined when what it looks for is not there. */
export async function ifFound<T>(read: Promise<T>): Promise<T | undefined> {
    return unless(read, 404);
}

/** What a read gives, or undefined when these credentials may not read it. */
export async function ifAllowed<T>(read: Promise<T>): Promise<T | undefined> {
    return unless(read, 403);
}

async function unless<T>(read: Promise<T>, code: number): Promise<T | undefined> {
    try {
        return await read;
    } catch (error) {
        if (statusOf(error) === code) return undefined;
        throw error;
    }
}

/** HTTP status of an API server's refusal; undefined for anything else. */
export function statusOf(error: unknown): number | undefined {
    const { code } = Object(error) as { code?: unknown };
    return typeof code === "number" ? code : undefined;
}

/** What the API server, or the network on the way to it, says went wrong; one line. */
export function reasonOf(error: unknown): string {
    const { body, message } = Object(error) as { body?: unknown; message?: string };
    const said = typeof body === "string" ? messageIn(body) : (body as { message?: string })?.message;
    return (said ?? message ?? String(error)).split("\n")[0]?.slice(0, 300) ?? "";
}

function messageIn(body: string): string | undefined {
    try {
        return (JSON.parse(body) as { message?: string }).message;
    } catch {
        return undefined;
    }
}
