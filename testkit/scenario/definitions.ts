import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Kube } from "../controlPlane";
import { installCrd } from "../operator/installCrd";
import { minimalEmqxCrd } from "../operator/minimalCrd";
import { SHARED } from "../shared";

export const DEFINITION = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "emqxes.apps.emqx.io" },
};

/** The operator's kinds, for stacks that find an operator installed: its own where they are at hand, else ours. */
export async function installDefinitions(kube: Kube): Promise<void> {
    if ((await kube.get(DEFINITION)) !== undefined) return;
    const file = join(SHARED, "crds", "apps.emqx.io_emqxes.yaml");
    if (!existsSync(file)) return installCrd(kube, minimalEmqxCrd());
    const definition = parse(readFileSync(file, "utf8"));
    const versions = definition.spec.versions.filter((version: { storage: boolean }) => version.storage);
    return installCrd(kube, { ...definition, spec: { ...definition.spec, versions } });
}
