import type { Problems } from "../../../validation/problems";
import type { OperatorState } from "./operatorState";

/** Where an EMQX object is. */
export interface EmqxPlace {
    readonly namespace: string;
    readonly instance: string;
}

/** What a stack is about to bring into a Kubernetes cluster that has no EMQX object of its yet. */
export interface FirstInstallation extends EmqxPlace {
    /** Where its operator is to be installed. */
    readonly operatorNamespace: string;
}

/**
 * An operator that is there already and is not this stack's: two undo each other's work, and what they are made of has names that a
 * cluster can have once. One in another namespace is somebody else's; one in ours may be of an earlier attempt of this stack, unless it
 * serves an EMQX object that is not ours.
 */
export function checkForeignOperator(
    problems: Problems,
    { operatorNamespace, namespace, instance }: FirstInstallation,
    operators: readonly OperatorState[],
    clusters: readonly EmqxPlace[],
): void {
    const others = clusters.filter((one) => one.namespace !== namespace || one.instance !== instance);
    const foreign = operators.find((one) => one.namespace !== operatorNamespace || others.length > 0);
    if (foreign === undefined) return;
    const [served] = others;
    const serves =
        served === undefined
            ? `acts on namespace "${namespace}"`
            : `serves EMQX "${served.instance}" in namespace "${served.namespace}", which is not this stack's`;
    problems.add(
        "",
        `would be installed beside one that is there: Deployment ${foreign.name} in namespace ${foreign.namespace} ${serves}. One operator serves all; write existingOperator: true, and existingCertManager: true where cert-manager is there as well`,
    );
}
