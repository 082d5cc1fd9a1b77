import { type Apis, ifFound } from "../../../kubernetes/apis";
import { REVISION_ANNOTATION } from "../../../naming/labels";
import type { Role } from "../../lines/observation";
import type { PresentCluster } from "../meant/present";

export const EMQX_RESOURCE = { group: "apps.emqx.io", version: "v2beta1", plural: "emqxes" } as const;

interface NodeTemplate {
    readonly metadata?: { annotations?: Record<string, string> };
    readonly spec?: { replicas?: number };
}

interface ReportedNode {
    readonly version?: string;
    readonly edition?: string;
}

interface EmqxObject {
    readonly spec?: { coreTemplate?: NodeTemplate; replicantTemplate?: NodeTemplate };
    readonly status?: { coreNodes?: ReportedNode[]; replicantNodes?: ReportedNode[] };
}

/** The EMQX object as it is; undefined when there is none, or no operator that serves its kind. */
export async function readPresent(
    { objects }: Apis,
    namespace: string,
    name: string,
): Promise<PresentCluster | undefined> {
    const found = await ifFound(objects.getNamespacedCustomObject({ ...EMQX_RESOURCE, namespace, name }));
    if (found === undefined) return undefined;
    const { spec, status } = found as EmqxObject;
    const templates: Record<Role, NodeTemplate | undefined> = {
        core: spec?.coreTemplate,
        replicant: spec?.replicantTemplate,
    };
    const nodes = [...(status?.coreNodes ?? []), ...(status?.replicantNodes ?? [])];
    const editions = nodes.flatMap(({ edition }) => (edition ? [edition] : []));
    const ofRoles = <T>(of: (template: NodeTemplate | undefined) => T): Record<Role, T> => ({
        core: of(templates.core),
        replicant: of(templates.replicant),
    });
    return {
        runningVersions: [...new Set(nodes.flatMap(({ version }) => (version ? [version] : [])))],
        enterprise: editions.length > 0 && editions.every((edition) => edition === "Enterprise"),
        replicas: ofRoles((template) => template?.spec?.replicas ?? 0),
        revisions: ofRoles((template) => template?.metadata?.annotations?.[REVISION_ANNOTATION]),
    };
}

/** Versions of the operator's API that the cluster serves; none where no operator is installed. */
export async function readApiVersions({ groups }: Apis): Promise<string[]> {
    const { groups: found } = await groups.getAPIVersions();
    const group = found.find(({ name }) => name === EMQX_RESOURCE.group);
    return (group?.versions ?? []).map(({ version }) => version);
}
