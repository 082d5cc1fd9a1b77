import type * as pulumi from "@pulumi/pulumi";
import { checkClusterChoice } from "./ack/validate";
import { checkCertManager } from "./certManager/validate";
import { replicasOf } from "./emqx/defaults";
import { checkEmqxCluster } from "./emqx/validate";
import type { EmqxOnAckArgs, ExistingNodesArgs } from "./emqxOnAckArgs";
import {
    checkLoadBalancer,
    distinctZones,
    LOAD_BALANCER_INPUTS,
    type LoadBalancerZones,
} from "./loadBalancer/validate";
import { buildKernelProfile, checkUserDataSize, KernelRollout } from "./nodes/kernel";
import { checkNodePool } from "./nodes/validate";
import { checkEmqxOperator } from "./operator/validate";
import { checkTolerations } from "./scheduling/toleration";
import { loadBalancerArgs, rolesOf, stackKernel } from "./stackPlan";
import {
    checkBoolean,
    checkDnsLabel,
    checkKeys,
    checkText,
    checkWhole,
    isPlain,
    parseQuantity,
} from "./validation/checks";
import { inputsOf } from "./validation/keys";
import { Problems } from "./validation/problems";
import { checkShape } from "./validation/shape";

const INPUTS = inputsOf<EmqxOnAckArgs>({
    newCluster: true,
    existingCluster: true,
    connections: true,
    corePool: true,
    replicantPool: true,
    existingNodes: true,
    kernel: true,
    imageRegistry: true,
    certManager: true,
    existingCertManager: true,
    operator: true,
    existingOperator: true,
    emqx: true,
    loadBalancer: true,
    protect: true,
});
const EXISTING_NODES_INPUTS = inputsOf<ExistingNodesArgs>({
    nodeSelector: true,
    tolerations: true,
    kubeletPermitsSysctls: true,
});

/** Longest name whose node pool, with `-replicant-` and the profile's hash behind it, ACK still takes. */
const NAME_MAX = 40;

/** Everything that is wrong with the arguments of the whole stack, before its first resource. */
export function checkEmqxOnAck(problems: Problems, name: string, args: EmqxOnAckArgs): void {
    checkDnsLabel(problems, "name", name, NAME_MAX);
    if (!checkShape(problems, args)) return;
    checkKeys(problems, "", args, INPUTS);
    checkClusterChoice(problems, args);
    checkWhole(problems, "connections", args.connections, 1, 100_000_000, "connections");
    for (const flag of ["existingCertManager", "existingOperator", "protect"] as const)
        checkBoolean(problems, flag, args[flag]);
    checkText(problems, "imageRegistry", args.imageRegistry);
    checkNodes(problems, args);
    if (args.certManager) checkCertManager(problems, args.certManager, "certManager");
    if (args.operator) checkEmqxOperator(problems, args.operator, "operator");
    if (args.existingCertManager && args.certManager) {
        problems.add("certManager", "is given, but existingCertManager is true; leave out one of the two");
    }
    if (args.existingOperator && args.operator) {
        problems.add("operator", "is given, but existingOperator is true; leave out one of the two");
    }
    if (args.emqx) checkEmqxCluster(problems, args.emqx, "emqx");
    checkCoreDisks(problems, args.emqx?.cores?.storage?.size);
    checkOwned(problems, args);
    checkStackLoadBalancer(problems, args);
}

function checkNodes(problems: Problems, args: EmqxOnAckArgs): void {
    const { existingNodes } = args;
    checkNodePool(problems, "corePool", args.corePool);
    checkNodePool(problems, "replicantPool", args.replicantPool);
    if (existingNodes) {
        checkKeys(problems, "existingNodes", existingNodes, EXISTING_NODES_INPUTS);
        checkBoolean(problems, "existingNodes.kubeletPermitsSysctls", existingNodes.kubeletPermitsSysctls);
        checkTolerations(problems, "existingNodes.tolerations", existingNodes.tolerations);
        if (
            existingNodes.nodeSelector === undefined ||
            Object.keys(existingNodes.nodeSelector).length === 0
        ) {
            problems.add(
                "existingNodes.nodeSelector",
                "is empty; write labels of the nodes, or EMQX and its kernel parameters come to every node",
            );
        }
        for (const pool of ["corePool", "replicantPool"] as const) {
            if (args[pool])
                problems.add(pool, "is given, but existingNodes is too; leave out one of the two");
        }
        if (args.newCluster)
            problems.add("existingNodes", "is given, but a new cluster has no nodes; leave it out");
        if (args.kernel?.rollout !== undefined && args.kernel.rollout !== KernelRollout.DaemonSet) {
            problems.add(
                "kernel.rollout",
                `is "${args.kernel.rollout}", but the nodes are not the stack's to replace; write "DaemonSet" or leave it out`,
            );
        }
    }
    const replicas = replicasOf(args.emqx);
    for (const [pool, wanted, role] of [
        ["corePool", replicas.core, "cores"],
        ["replicantPool", replicas.replicant, "replicants"],
    ] as const) {
        const nodes = args[pool]?.nodes;
        if (isPlain(nodes) && typeof nodes === "number" && nodes < 1) continue;
        if (isPlain(nodes) && nodes < wanted && typeof wanted === "number") {
            problems.add(
                `${pool}.nodes`,
                `is ${nodes}, fewer than the ${wanted} ${role}; with two on a node, losing it loses both. Write ${wanted} or more`,
            );
        }
    }
    if (figuresAreSound(args)) checkKernel(problems, args);
}

const AT_THE_TOP = "belongs to the whole stack; write it at the top";
const DECIDED = "is decided by the stack; leave it out";

/** Inputs of single components that the whole stack has or decides: part, input, what to do about it. */
const OWNED_BY_STACK: readonly ["emqx" | "certManager" | "operator", string, string][] = [
    ["emqx", "kernelProfile", "belongs to the whole stack; write it as kernel at the top"],
    ["emqx", "connections", AT_THE_TOP],
    ["emqx", "protect", AT_THE_TOP],
    ["emqx", "imageRegistry", AT_THE_TOP],
    ["emqx", "kubeconfig", DECIDED],
    ["emqx", "clusterIdentifier", DECIDED],
    [
        "emqx",
        "connectionDrainSeconds",
        "belongs to the load balancer; write it as loadBalancer.connectionDrainSeconds",
    ],
    ["certManager", "imageRegistry", AT_THE_TOP],
    ["certManager", "tolerations", DECIDED],
    ["operator", "imageRegistry", AT_THE_TOP],
    ["operator", "tolerations", DECIDED],
    ["operator", "kubeconfig", DECIDED],
    ["operator", "clusterIdentifier", DECIDED],
];

/** Told once, although every role has a profile: what the user writes about it stands in one place. */
function checkKernel(problems: Problems, args: EmqxOnAckArgs): void {
    for (const role of rolesOf(args)) {
        const found = new Problems();
        checkUserDataSize(buildKernelProfile(stackKernel(args, role), found, "kernel"), found, "kernel");
        for (const { path, reason } of found.all) {
            if (!problems.all.some((p) => p.path === path)) problems.add(path, reason);
        }
    }
}

/** Whether a profile can be computed: what is wrong with its figures is told where the user wrote them. */
function figuresAreSound(args: EmqxOnAckArgs): boolean {
    const figures = [args.connections ?? 1, ...Object.values(replicasOf(args.emqx))];
    return figures.every((figure) => Number.isInteger(figure) && figure >= 0) && figures[0] !== 0;
}

/** Smallest disk that Alibaba Cloud makes. Source: alibaba-cloud-csi-driver, pkg/disk/constants.go. */
const SMALLEST_DISK = "20Gi";

function checkCoreDisks(problems: Problems, size: pulumi.Input<string> | undefined): void {
    if (!isPlain(size)) return;
    const bytes = parseQuantity(size);
    if (bytes !== undefined && bytes < (parseQuantity(SMALLEST_DISK) as number)) {
        problems.add(
            "emqx.cores.storage.size",
            `is ${size}; Alibaba Cloud's disks start at ${SMALLEST_DISK}`,
        );
    }
}

/** For JavaScript callers, who have no compiler. */
function checkOwned(problems: Problems, args: EmqxOnAckArgs): void {
    for (const [part, input, instead] of OWNED_BY_STACK) {
        if (Object.hasOwn(Object(args[part]), input)) problems.add(`${part}.${input}`, instead);
    }
}

function checkStackLoadBalancer(problems: Problems, args: EmqxOnAckArgs): void {
    if (args.loadBalancer === undefined) {
        problems.add(
            "loadBalancer",
            'is missing; write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb" for up to about 200,000 connections',
        );
        return;
    }
    checkKeys(problems, "loadBalancer", args.loadBalancer, LOAD_BALANCER_INPUTS);
    checkLoadBalancer(problems, "loadBalancer", loadBalancerArgs(args), zonesOf(args));
}

/** Too few zones of a new cluster are told as such, whatever the load balancer. */
function zonesOf({ newCluster, existingCluster }: EmqxOnAckArgs): LoadBalancerZones | undefined {
    if (Array.isArray(existingCluster?.vswitches)) {
        return { count: distinctZones(existingCluster.vswitches), path: "existingCluster.vswitches" };
    }
    const count = Array.isArray(newCluster?.zones) ? new Set(newCluster.zones).size : 0;
    return count < 2 ? undefined : { count, path: "newCluster.zones" };
}
