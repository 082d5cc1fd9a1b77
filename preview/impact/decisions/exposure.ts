import { asksClients } from "../../../provider/emqx/config/authentication";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { podPortName } from "../../../provider/emqx/listeners/listeners";
import { FORMER_PREFIX, PREFIX } from "../../../provider/loadBalancer/annotationNames";
import type { Snapshot } from "../../changes/change";
import type { WireObject } from "../../monitor/wire";
import type { DangerFound } from "../facts/danger";
import { type Cluster, clusterBehind, isInFrontOf } from "../rules/clusters";
import type { Context } from "../rules/context";
import { SERVICE } from "../rules/types";
import { listAt, textAt } from "../rules/values";

/** EMQX that the internet reaches and that asks nobody who they are, where that was not so before. */
export function openToEverybody({ changes, clusters }: Context): DangerFound[] {
    return clusters
        .filter(
            (cluster) =>
                isOpen(cluster, cluster.after, changes.after) &&
                !isOpen(cluster, cluster.before, changes.before),
        )
        .map(() => ({ level: "reconnect", fact: { kind: "openToEverybody" } }));
}

function isOpen(
    cluster: Cluster,
    state: EmqxState | undefined,
    side: ReadonlyMap<string, Snapshot>,
): boolean {
    if (state === undefined) return false;
    const ways = [...side.values()]
        .filter(({ type, side: { inputs } }) => type === SERVICE && isPublic(inputs))
        .filter(({ side: { inputs } }) => isInFrontOf(clusterBehind(inputs), cluster));
    if (!ways.some(({ side: { inputs } }) => leadsIn(inputs, state))) return false;
    const variables = [...state.environment.core.keys(), ...state.environment.replicant.keys()];
    return asksClients(state.configData ?? "", variables) === false;
}

function isPublic(service: WireObject): boolean {
    const type = (prefix: string) => textAt(service, "metadata", "annotations", `${prefix}address-type`);
    return (type(PREFIX) ?? type(FORMER_PREFIX)) === "internet";
}

/** Whether it leads to a listener that asks for no certificate, or may. */
function leadsIn(service: WireObject, { listeners }: EmqxState): boolean {
    return listAt(service, "spec", "ports").some((port) => {
        const target = textAt(port, "targetPort") ?? textAt(port, "port");
        const behind = listeners.find(
            ({ key, port: bound }) => target === podPortName(key) || target === String(bound),
        );
        return behind === undefined || (behind.enabled && !behind.verifies);
    });
}
