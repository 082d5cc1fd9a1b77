import { ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";
import type { PresentCluster } from "../meant/present";

/** The EMQX object as it is; undefined when there is none, or no operator that serves its kind. */
export async function readPresent(
    { objects }: Apis,
    line: OperatorLine,
    namespace: string,
    name: string,
): Promise<PresentCluster | undefined> {
    const found = await ifFound(objects.getNamespacedCustomObject({ ...line.resource, namespace, name }));
    if (found === undefined) return undefined;
    const { replicas, revisions } = line.read(found);
    const { nodes } = line.status(found);
    return {
        runningVersions: [...new Set(nodes.flatMap(({ version }) => (version ? [version] : [])))],
        enterprise: line.runsEnterprise(found),
        replicas,
        revisions,
    };
}

/** Versions of the operator's API that the cluster serves; none where no operator is installed. */
export async function readApiVersions({ groups }: Apis, { resource }: OperatorLine): Promise<string[]> {
    const { groups: found } = await groups.getAPIVersions();
    const group = found.find(({ name }) => name === resource.group);
    return (group?.versions ?? []).map(({ version }) => version);
}
