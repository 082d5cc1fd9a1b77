import { ifFound } from "../../../kubernetes/answers";
import type { Apis } from "../../../kubernetes/apis";
import { INSTANCE_LABEL } from "../../../naming/labels";
import type { OperatorLine } from "../../lines/line/line";
import type { NodeSet } from "../../lines/line/observation";

/**
 * Deletes the configuration that a deleted EMQX object of this name left behind, and tells whether there was any: where the
 * operator line writes it without an owner it outlives the object, and the next one of that name would boot with it.
 */
export async function removeOrphanedConfig(
    { core }: Apis,
    line: OperatorLine,
    namespace: string,
    instance: string,
): Promise<boolean> {
    const name = line.leftOverConfig?.(instance);
    if (name === undefined) return false;
    const found = await ifFound(core.readNamespacedConfigMap({ name, namespace }));
    const orphaned =
        found?.metadata?.labels?.[INSTANCE_LABEL] === instance && !found.metadata.ownerReferences?.length;
    if (orphaned) await ifFound(core.deleteNamespacedConfigMap({ name, namespace }));
    return orphaned;
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
