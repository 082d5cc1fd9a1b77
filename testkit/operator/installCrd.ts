import type { Kube } from "../controlPlane/kube";
import { waitUntil } from "../controlPlane/waitUntil";
import { EMQX_GROUP } from "./lines/v2beta1/pass";

/** Applies a CustomResourceDefinition of EMQX objects and waits until they can be written. */
export async function installCrd(kube: Kube, crd: object): Promise<void> {
    await kube.apply(crd, { force: true });
    // Discovery comes a moment after the objects themselves.
    await waitUntil("EMQX objects are served", 30_000, async () => {
        await kube.request("GET", `${EMQX_GROUP}/emqxes`);
        return kube.request("GET", EMQX_GROUP);
    });
}
