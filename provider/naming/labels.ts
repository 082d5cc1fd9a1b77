/** Labels, taints and annotations of ours. Changing one of these strings replaces pods on every existing stack. */

/** On a node: which `TunedNodePool` it belongs to. The EMQX pods select it. */
export const NODE_POOL_LABEL = "emqx-ack.io/pool";

/**
 * On a node of a pool that is replaced when it changes: the pool's identity, which is in its name too. The EMQX pods select it,
 * and so move to the new pool before the old one goes.
 */
export const POOL_IDENTITY_LABEL = "emqx-ack.io/pool-identity";

/** On a node: what the node is for, `core` or `replicant`. */
export const NODE_ROLE_LABEL = "emqx-ack.io/role";

/** Taint that keeps other pods off our nodes; its value is the node's role. */
export const DEDICATED_TAINT = "emqx-ack.io/dedicated";

/** Annotation on EMQX's pod templates: which spec they carry. */
export const REVISION_ANNOTATION = "emqx-ack.io/revision";

/** On an EMQX object whose disks would go with it: the component that it is of, by which a rename is found. */
export const COMPONENT_ANNOTATION = "emqx-ack.io/component";

/** Labels that the operator puts on every pod of an EMQX object, on each line. Source: apis/apps/v2beta1/const.go at 2.2.29. */
const OPERATOR_LABELS = "apps.emqx.io/";
export const INSTANCE_LABEL = `${OPERATOR_LABELS}instance`;
const MANAGED_BY_LABEL = `${OPERATOR_LABELS}managed-by`;
export const DB_ROLE_LABEL = `${OPERATOR_LABELS}db-role`;
export const POD_TEMPLATE_HASH_LABEL = `${OPERATOR_LABELS}pod-template-hash`;

/** Whether a label is one of those: what selects by it selects pods of EMQX. */
export function isOperatorLabel(label: string): boolean {
    return label.startsWith(OPERATOR_LABELS);
}

/** What selects the pods of one role of one EMQX object, whatever their revision. */
export function podSelector(instance: string, role: "core" | "replicant"): Record<string, string> {
    return {
        [INSTANCE_LABEL]: instance,
        [MANAGED_BY_LABEL]: "emqx-operator",
        [DB_ROLE_LABEL]: role,
    };
}

/** Labels that let a person find what belongs to an EMQX object. */
export function objectLabels(instance: string): Record<string, string> {
    return {
        "app.kubernetes.io/name": "emqx",
        "app.kubernetes.io/instance": instance,
        "app.kubernetes.io/managed-by": "pulumi",
    };
}
