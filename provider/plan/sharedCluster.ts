import type * as pulumi from "@pulumi/pulumi";
import type { EmqxPlan } from "../emqx/plan/plan";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";

/** What a stack has of its Kubernetes cluster and another one there cannot have as well. */
export interface Tenancy {
    /** Of a cluster that exists. */
    readonly clusterId?: pulumi.Input<string>;
    readonly makesOperator: boolean;
    readonly makesCertManager: boolean;
    readonly makesNamespace: boolean;
    /** Undefined where it is not known yet. */
    readonly namespace?: string;
    readonly instance: string;
    /** Labels of nodes that exist, as one text. */
    readonly nodes?: string;
}

/** A stack of this program. */
export interface Tenant extends Tenancy {
    readonly name: string;
    /** What tells its cluster from others: ids that are known, and Outputs that will be. */
    readonly clusterIds: ReadonlySet<unknown>;
}

/** On a line that needs none, one is made only where the arguments ask for it. */
export function makesCertManager(
    { certManager, existingCertManager }: EmqxOnAckArgs,
    { chart }: EmqxPlan["line"],
): boolean {
    if (existingCertManager || certManager === false) return false;
    return chart.needsCertManager || certManager !== undefined;
}

/** Whether the arguments leave open what becomes of one that the stack made for an earlier line of the operator. */
export function leavesCertManager(
    { certManager, existingCertManager, existingOperator }: EmqxOnAckArgs,
    { chart }: EmqxPlan["line"],
): boolean {
    return !chart.needsCertManager && certManager === undefined && !existingCertManager && !existingOperator;
}

/** `args` conform to their schema. */
export function tenancyOf(
    args: EmqxOnAckArgs,
    { line, namespace, instance }: Pick<EmqxPlan, "line" | "namespace" | "instance">,
): Tenancy {
    const clusterId = args.existingCluster?.clusterId;
    const selector = args.existingNodes?.nodeSelector;
    return {
        ...(clusterId === undefined ? {} : { clusterId }),
        makesOperator: !args.existingOperator,
        makesCertManager: makesCertManager(args, line),
        makesNamespace: args.emqx?.createNamespace !== false,
        ...(isPlain(namespace) ? { namespace } : {}),
        instance,
        ...(selector === undefined ? {} : { nodes: JSON.stringify(Object.entries(selector).sort()) }),
    };
}

/**
 * Two stacks of one program on one Kubernetes cluster: what only one of them can have. Their pools, disks and load balancers are
 * told apart by the components' names.
 */
export function checkTenants(problems: Problems, mine: Tenant, others: readonly Tenant[]): void {
    const beside = others.filter((other) => [...mine.clusterIds].some((id) => other.clusterIds.has(id)));
    for (const other of beside) {
        const them = `EmqxOnAck "${other.name}" of this program`;
        const after = `Give it dependsOn: that component, so that it is there first`;
        if (mine.makesOperator && other.makesOperator) {
            problems.add(
                "existingOperator",
                `is not true, and ${them} installs the EMQX operator into the same Kubernetes cluster, where one serves all; write existingOperator: true. ${after}`,
            );
        }
        if (mine.makesCertManager && other.makesCertManager) {
            problems.add(
                "existingCertManager",
                `is not true, and ${them} installs cert-manager into the same Kubernetes cluster, which can have it once; write existingCertManager: true. ${after}`,
            );
        }
        checkPlace(problems, mine, other, them);
        if (mine.nodes !== undefined && mine.nodes === other.nodes) {
            problems.add(
                "existingNodes.nodeSelector",
                `selects the nodes of ${them}, and a node has one kernel profile and the pods of one EMQX; write labels that tell them apart`,
            );
        }
    }
}

function checkPlace(problems: Problems, mine: Tenant, other: Tenant, them: string): void {
    if (mine.namespace === undefined || mine.namespace !== other.namespace) return;
    if (mine.instance !== other.instance && !mine.makesNamespace) return;
    problems.add(
        "emqx.namespace",
        `is "${mine.namespace}", as is that of ${them} on the same Kubernetes cluster; write another one${mine.instance === other.instance ? "" : ", or emqx.createNamespace: false with dependsOn: that component"}`,
    );
}
