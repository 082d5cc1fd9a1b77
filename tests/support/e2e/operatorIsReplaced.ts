import type { Kube } from "../../../testkit/controlPlane";
import { waitUntil } from "../../../testkit/controlPlane/waitUntil";

const LIMIT_MS = 900_000;

/** Resolves when every pod of the operator's Deployment is of this version: then the one before has given up its lease. */
export async function operatorIsReplaced(kube: Kube, version: string): Promise<void> {
    await waitUntil(`operator ${version} runs`, LIMIT_MS, async () => {
        const { items } = await kube.core.listPodForAllNamespaces({
            labelSelector: "control-plane=controller-manager",
        });
        const images = items.map(({ spec }) => spec?.containers[0]?.image ?? "");
        return (images.length > 0 && images.every((image) => image.endsWith(`:${version}`))) || undefined;
    });
}
