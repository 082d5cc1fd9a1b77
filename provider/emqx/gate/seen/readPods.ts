import type { ContainerStatus, Pod } from "../../../kubernetes/apis";
import { REVISION_ANNOTATION } from "../../../naming/labels";
import type { SetPod } from "../../lines/line/observation";
import { type PodStatus, podTrouble } from "../meant/podTrouble";
import { is, nodeOf } from "./readLostNodes";

/** A pod of EMQX, with what is known of its node. */
export function setPod(pod: Pod, lostNodes: ReadonlySet<string>): SetPod {
    const { metadata, status } = pod;
    const lost = lostNodes.has(nodeOf(pod));
    const leaving = metadata?.deletionTimestamp !== undefined;
    const trouble = lost
        ? `its node ${nodeOf(pod)} does not answer; once it is really gone: kubectl delete node ${nodeOf(pod)}`
        : podTrouble((status ?? {}) as PodStatus, leaving);
    return {
        name: metadata?.name ?? "",
        revision: metadata?.annotations?.[REVISION_ANNOTATION],
        containersReady: is(pod, "ContainersReady"),
        ready: is(pod, "Ready"),
        crashed: crashed(status?.containerStatuses),
        ...(trouble === undefined ? {} : { trouble }),
        ...(status?.phase === "Failed" || status?.phase === "Succeeded" ? { ended: true } : {}),
        ...(leaving ? { leaving } : {}),
        ...(lost ? { lost } : {}),
    };
}

function crashed(containers: readonly ContainerStatus[] = []): boolean {
    const emqx = containers.find(({ name }) => name === "emqx");
    return emqx?.ready === false && (emqx.lastState?.terminated?.exitCode ?? 0) !== 0;
}
