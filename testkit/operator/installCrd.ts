import type { Kube, LiveObject } from "../controlPlane/kube";
import { waitUntil } from "../controlPlane/waitUntil";

/** Applies a CustomResourceDefinition and waits until objects of each of its versions can be written. */
export async function installCrd(kube: Kube, crd: LiveObject): Promise<void> {
    await kube.apply(crd, { force: true });
    const { group, names, versions } = crd.spec;
    for (const { name } of versions) {
        // Discovery comes a moment after the objects themselves.
        await waitUntil(`${names.plural} of ${name} are served`, 30_000, async () => {
            await kube.request("GET", `/apis/${group}/${name}/${names.plural}`);
            const { resources } = await kube.request("GET", `/apis/${group}/${name}`);
            return resources.some((resource: LiveObject) => resource.name === names.plural) || undefined;
        });
    }
}
