import type { LiveObject } from "../../../controlPlane/kube";
import type { EmqxEntry } from "../../timelineEntry";
import type { Condition } from "./conditions";
import { decodeStatus } from "./emqxStatus";

/** As written: what is empty is absent. */
export function entry({ metadata, status }: LiveObject): EmqxEntry {
    const { conditions, clusterNodes, nodeEvacuations } = decodeStatus(status);
    return {
        conditions: conditions.filter((each) => each.status === "True").map(({ type }) => type),
        detail: Object.fromEntries(conditions.map((each) => [each.type, said(each)])),
        generation: metadata.generation,
        core: status?.coreNodesStatus ?? null,
        replicant: status?.replicantNodesStatus ?? null,
        coreNodes: clusterNodes.filter(({ role }) => role === "core").length,
        replicantNodes: clusterNodes.filter(({ role }) => role === "replicant").length,
        evacuating: nodeEvacuations.map(({ nodeName, state }) => [nodeName, state] as const),
    };
}

function said({ status, reason, observedGeneration }: Condition) {
    return [status, reason, observedGeneration] as const;
}
