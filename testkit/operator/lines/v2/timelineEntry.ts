import type { LiveObject } from "../../../controlPlane/kube";
import type { EmqxEntry } from "../../timelineEntry";
import type { EmqxStatus } from "./emqxStatus";

/** As written: what is zero is absent. */
export function entry({ metadata, status }: LiveObject): EmqxEntry {
    const written: Partial<EmqxStatus> = status ?? {};
    return {
        conditions: (written.conditions ?? []).filter((c) => c.status === "True").map(({ type }) => type),
        generation: metadata.generation,
        core: { ...written.coreNodesStatus },
        replicant: { ...written.replicantNodesStatus },
        coreNodes: written.coreNodes?.length ?? 0,
        replicantNodes: written.replicantNodes?.length ?? 0,
        evacuating: (written.nodeEvacuationsStatus ?? []).map(
            ({ nodeName = "", state = "" }) => [nodeName, state] as const,
        ),
    };
}
