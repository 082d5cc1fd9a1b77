import type { Kube } from "../controlPlane";
import { installCrd } from "../operator/installCrd";
import type { OperatorLine } from "../operator/line";

export const DEFINITION = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.apps.emqx.io" },
};

/** The kinds of an operator's line, for stacks that find an operator installed. */
export async function installDefinitions(kube: Kube, { definitions }: OperatorLine): Promise<void> {
    for (const definition of definitions()) {
        if ((await kube.get(definition)) === undefined) await installCrd(kube, definition);
    }
}

/** In place of those of the line before it. What is stored stays as it was stored until it is written again. */
export async function replaceDefinitions(kube: Kube, { definitions }: OperatorLine): Promise<void> {
    for (const definition of definitions()) await installCrd(kube, definition);
}
