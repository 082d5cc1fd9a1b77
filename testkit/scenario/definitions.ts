import type { Kube } from "../controlPlane";
import { definition } from "../crds/toDefinition";
import { installCrd } from "../operator/installCrd";

export const DEFINITION = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.apps.emqx.io" },
};

/** The operator's kinds, for stacks that find an operator installed. */
export async function installDefinitions(kube: Kube): Promise<void> {
    if ((await kube.get(DEFINITION)) === undefined)
        await installCrd(kube, definition("operator-2.2", "emqxes"));
}
