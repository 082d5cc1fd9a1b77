import { ifAllowed, ifFound, statusOf } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { INSTANCE_LABEL } from "../../../naming/labels";
import type { OperatorLine } from "../../lines/line/line";
import type { NodeSet } from "../../lines/line/observation";

/** What became of the configuration of a deleted object; undefined where there is none, or nobody may see it. */
export type OrphanedConfig = "removed" | "left" | undefined;

/**
 * Deletes the configuration that a deleted EMQX object of this name left behind: where the operator line writes it without an
 * owner it outlives the object, and the next one of that name would boot with it.
 */
export async function removeOrphanedConfig(
    { core }: Apis,
    line: OperatorLine,
    namespace: string,
    instance: string,
): Promise<OrphanedConfig> {
    const name = line.leftOverConfig?.(instance);
    if (name === undefined) return undefined;
    const found = await ifAllowed(ifFound(core.readNamespacedConfigMap({ name, namespace })));
    const orphaned =
        found?.metadata?.labels?.[INSTANCE_LABEL] === instance && !found.metadata.ownerReferences?.length;
    if (!orphaned) return undefined;
    try {
        await ifFound(core.deleteNamespacedConfigMap({ name, namespace }));
        return "removed";
    } catch (error) {
        if (statusOf(error) === 403) return "left";
        throw error;
    }
}

/** Takes the pods of an abandoned set away, as the operator does with those that it has replaced. */
export async function retireSet({ apps }: Apis, namespace: string, set: NodeSet): Promise<void> {
    const body = [{ op: "replace", path: "/spec/replicas", value: 0 }];
    if (set.role === "core") {
        await apps.patchNamespacedStatefulSet({ name: set.name, namespace, body });
    } else {
        await apps.patchNamespacedReplicaSet({ name: set.name, namespace, body });
    }
}
