import type { Problems } from "../../../validation/problems";
import type { OperatorState } from "./operatorState";

/** Where an EMQX object is. */
export interface EmqxPlace {
    readonly namespace: string;
    readonly instance: string;
}

/** An EMQX object of whomever. */
export interface SomebodysEmqx extends EmqxPlace {
    /** Where its cores go. */
    readonly nodeSelector: Readonly<Record<string, string>>;
    /** The component that it is of; absent where it does not say. */
    readonly owner?: string;
}

/** What a component brings into a Kubernetes cluster besides EMQX. */
export interface Installation {
    /** Where its operator is to be installed. */
    readonly operatorNamespace: string;
    /** Labels of the nodes that its cores go to. */
    readonly nodes: Readonly<Record<string, string>>;
}

/**
 * An operator that is there already and is not this stack's: two undo each other's work, and what they are made of has names that a
 * cluster can have once. One in another namespace is somebody else's; one in ours may be of an earlier attempt of this stack, or of its
 * EMQX under another name, unless it serves an EMQX object on nodes that are not ours.
 */
export function checkForeignOperator(
    problems: Problems,
    { namespace }: EmqxPlace,
    { operatorNamespace, nodes }: Installation,
    operators: readonly OperatorState[],
    clusters: readonly SomebodysEmqx[],
): void {
    const others = clusters.filter(({ nodeSelector }) =>
        Object.entries(nodes).some(([label, value]) => nodeSelector[label] !== value),
    );
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
