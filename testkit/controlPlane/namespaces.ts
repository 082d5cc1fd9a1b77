import type { Kube } from "./kube";
import { waitUntil } from "./waitUntil";

/** The namespace controller waits for 5 s before it begins, and longer when there are pods still. */
const GONE_LIMIT_MS = 90_000;

/** Deletes a namespace with all that is in it; resolves when it is gone. */
export async function deleteNamespace(kube: Kube, name: string): Promise<void> {
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    await kube.delete(namespace);
    await waitUntil(`namespace ${name} is gone`, GONE_LIMIT_MS, async () =>
        (await kube.get(namespace)) === undefined ? true : undefined,
    );
}
