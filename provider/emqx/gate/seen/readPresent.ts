import { ifAllowed, ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { allLines } from "../../lines";
import type { OperatorLine } from "../../lines/line/line";
import type { EmqxNode } from "../../lines/line/observation";
import { at, textsAt } from "../../lines/line/plainObject";
import type { EvacuatingNode, PresentCluster } from "../meant/present";
import { readAsked } from "./readAsked";
import { readSurroundings } from "./readSurroundings";

/**
 * The EMQX object as it is, by the fields of the line that is wanted, or of the one that the cluster has in its place; undefined
 * when there is none, or no operator that serves its kind.
 */
export async function readPresent(
    apis: Apis,
    wanted: OperatorLine,
    namespace: string,
    name: string,
): Promise<PresentCluster | undefined> {
    for (const line of [wanted, ...allLines().filter((other) => other !== wanted)]) {
        const reading = apis.objects.getNamespacedCustomObject({ ...line.resource, namespace, name });
        const found = await ifFound(reading);
        if (found === undefined) continue;
        return { ...presentCluster(found, line), around: await readSurroundings(apis, namespace, name) };
    }
    return undefined;
}

function presentCluster(found: unknown, line: OperatorLine): PresentCluster {
    const state = line.read(found);
    const { nodes, evacuating } = line.status(found);
    return {
        runningVersions: [...new Set(nodes.flatMap(({ version }) => (version ? [version] : [])))],
        enterprise: line.runsEnterprise(found),
        replicas: state.replicas,
        revisions: state.revisions,
        object: {
            line: line.id,
            annotations: textsAt(found, "metadata", "annotations"),
            spec: at(found, "spec"),
            state,
            asked: readAsked(found, line),
        },
        ...(evacuating === undefined ? {} : { evacuating: evacuating.map((node) => withRole(node, nodes)) }),
    };
}

/** A node that is being emptied may be gone from the list of nodes already; a core's name says that it is one, on every line. */
function withRole(node: string, nodes: readonly EmqxNode[]): EvacuatingNode {
    const listed = nodes.find((one) => one.node === node)?.role;
    return {
        node,
        role: listed === "core" || (listed !== "replicant" && /-core-/.test(node)) ? "core" : "replicant",
    };
}

/** Versions of the operator's API that the cluster serves; none where no operator is installed or nobody may know. */
export async function readApiVersions({ groups }: Apis, { resource }: OperatorLine): Promise<string[]> {
    const all = await ifAllowed(groups.getAPIVersions());
    const group = all?.groups.find(({ name }) => name === resource.group);
    return (group?.versions ?? []).map(({ version }) => version);
}
