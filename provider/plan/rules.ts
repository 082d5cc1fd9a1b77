import { checkClusterRules } from "../ack/rules";
import { CLUSTER_SCHEMA } from "../ack/schema";
import { distinctZones } from "../ack/zones";
import { checkCapacity } from "../capacity/check";
import { CAPACITY, TRAFFIC } from "../capacity/shapes";
import { checkCertManagerRules } from "../certManager/rules";
import { CERT_MANAGER_CHART_SCHEMA } from "../certManager/schema";
import { serverKeepAlives } from "../emqx/config/keepAlive";
import { replicasOf } from "../emqx/plan/defaults";
import { planEmqx } from "../emqx/plan/plan";
import { EMQX_SCHEMA } from "../emqx/plan/schema";
import type { EmqxOnAckArgs, ExistingNodesArgs } from "../emqxOnAckArgs";
import { parseQuantity } from "../kubernetes/quantity";
import { LOAD_BALANCER_SCHEMA } from "../loadBalancer/shapes";
import { checkLoadBalancer, type LoadBalancerZones } from "../loadBalancer/validate";
import { checkNames } from "../naming/derivedNames";
import { stackNames } from "../naming/stackNames";
import { checkUserDataSize, KernelRollout, profileOf } from "../nodes/kernel";
import { KERNEL_PROFILE } from "../nodes/kernel/schema";
import { checkNodePool, NODE_POOL } from "../nodes/nodePoolCheck";
import { NODE_SELECTOR } from "../nodes/nodeSelector";
import { checkOperatorRules, OPERATOR_SCHEMA } from "../operator/validate";
import { TOLERATIONS } from "../scheduling/schema";
import { conform, isPlain } from "../validation/conform";
import { registryPrefix } from "../validation/images";
import { Problems } from "../validation/problems";
import { flag, whole } from "../validation/rules";
import { input, objectOf, plain, required, schemaOf } from "../validation/schema";
import { loadBalancerArgs, rolesOf, stackKernel } from "./stackPlan";

const AT_THE_TOP = "belongs to the whole stack; write it at the top";
const DECIDED = "is decided by the stack; leave it out";

const ARGS = objectOf(
    schemaOf<EmqxOnAckArgs>({
        ...CLUSTER_SCHEMA,
        connections: plain(whole(1, 100_000_000, "connections")),
        traffic: TRAFFIC,
        capacity: CAPACITY,
        corePool: NODE_POOL,
        replicantPool: NODE_POOL,
        existingNodes: objectOf(
            schemaOf<ExistingNodesArgs>({
                nodeSelector: required(
                    NODE_SELECTOR,
                    "write labels of the nodes, or EMQX and its kernel parameters come to every node",
                ),
                tolerations: TOLERATIONS,
                kubeletPermitsSysctls: plain(flag),
            }),
        ),
        kernel: KERNEL_PROFILE,
        imageRegistry: input(registryPrefix),
        certManager: objectOf(CERT_MANAGER_CHART_SCHEMA, { imageRegistry: AT_THE_TOP, tolerations: DECIDED }),
        existingCertManager: plain(flag),
        operator: objectOf(OPERATOR_SCHEMA, {
            imageRegistry: AT_THE_TOP,
            tolerations: DECIDED,
            kubeconfig: DECIDED,
            clusterIdentifier: DECIDED,
        }),
        existingOperator: plain(flag),
        emqx: objectOf(EMQX_SCHEMA, {
            kernelProfile: "belongs to the whole stack; write it as kernel at the top",
            coreKernelProfile: "belongs to the whole stack; write it as kernel at the top",
            connections: AT_THE_TOP,
            protect: AT_THE_TOP,
            imageRegistry: AT_THE_TOP,
            kubeconfig: DECIDED,
            clusterIdentifier: DECIDED,
            connectionDrainSeconds:
                "belongs to the load balancer; write it as loadBalancer.connectionDrainSeconds",
        }),
        loadBalancer: required(
            objectOf(LOAD_BALANCER_SCHEMA),
            'write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb" for up to about 200,000 connections',
        ),
    }),
);

/** Longest name whose node pool, with `-replicant-` and the profile's hash behind it, ACK still takes. */
const NAME_MAX = 40;

/** Everything that is wrong with the arguments of the whole stack, before its first resource. */
export function checkEmqxOnAck(problems: Problems, name: string, args: EmqxOnAckArgs): void {
    checkNames(problems.at("name"), name, stackNames, NAME_MAX);
    const given = conform(problems, args, ARGS) as EmqxOnAckArgs;
    checkClusterRules(problems, `${name}-cluster`, given);
    checkNodes(problems, given);
    if (given.certManager) checkCertManagerRules(problems.at("certManager"), given.certManager);
    if (given.operator) checkOperatorRules(problems, given.operator, "operator");
    if (given.existingCertManager && given.certManager) {
        problems.add("certManager", "is given, but existingCertManager is true; leave out one of the two");
    }
    if (given.existingOperator && given.operator) {
        problems.add("operator", "is given, but existingOperator is true; leave out one of the two");
    }
    if (given.emqx) planEmqx(given.emqx, problems.at("emqx"));
    checkCoreDisks(problems, given);
    if (given.loadBalancer?.kind === undefined) return;
    checkLoadBalancer(problems, "loadBalancer", loadBalancerArgs(given), zonesOf(given));
    checkServerKeepAlive(problems, given);
    if (problems.all.length === 0) checkCapacity(problems, given);
}

function checkNodes(problems: Problems, args: EmqxOnAckArgs): void {
    const { existingNodes } = args;
    checkNodePool(problems, "corePool", args.corePool);
    checkNodePool(problems, "replicantPool", args.replicantPool);
    if (existingNodes) {
        if (existingNodes.nodeSelector && Object.keys(existingNodes.nodeSelector).length === 0) {
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
        if (isPlain(nodes) && nodes < wanted) {
            problems.add(
                `${pool}.nodes`,
                `is ${nodes}, fewer than the ${wanted} ${role}; with two on a node, losing it loses both. Write ${wanted} or more`,
            );
        }
    }
    checkKernel(problems, args);
}

/** Told once, although every role has a profile: what the user writes about it stands in one place. */
function checkKernel(problems: Problems, args: EmqxOnAckArgs): void {
    for (const role of rolesOf(args)) {
        const found = new Problems();
        const kernel = found.at("kernel");
        checkUserDataSize(profileOf(stackKernel(args, role), kernel), kernel);
        for (const { path, reason } of found.all) {
            if (!problems.all.some((p) => p.path === path)) problems.add(path, reason);
        }
    }
}

/** Smallest disk that Alibaba Cloud makes. Source: alibaba-cloud-csi-driver, pkg/disk/constants.go. */
const SMALLEST_DISK = "20Gi";

function checkCoreDisks(problems: Problems, args: EmqxOnAckArgs): void {
    const size = args.emqx?.cores?.storage?.size;
    if (!isPlain(size) || (parseQuantity(size) as number) >= (parseQuantity(SMALLEST_DISK) as number)) return;
    problems.add("emqx.cores.storage.size", `is ${size}; Alibaba Cloud's disks start at ${SMALLEST_DISK}`);
}

/** What EMQX tells clients to do against what the load balancer does to them. */
function checkServerKeepAlive(problems: Problems, { emqx, loadBalancer }: EmqxOnAckArgs): void {
    const idle = loadBalancer.idleTimeoutSeconds ?? 900;
    for (const { path, where, seconds } of serverKeepAlives(emqx ?? {}, "emqx")) {
        if (seconds * 1.5 < idle) continue;
        problems.add(
            path,
            `sets ${where} to ${seconds}, and the load balancer cuts a connection that is idle for ${idle} s; MQTT waits one and a half times the keep-alive. Write ${Math.ceil(idle / 1.5) - 1} or less`,
        );
    }
}

/** Too few zones of a new cluster are told as such, whatever the load balancer. */
function zonesOf({ newCluster, existingCluster }: EmqxOnAckArgs): LoadBalancerZones | undefined {
    if (existingCluster?.vswitches?.length) {
        return { count: distinctZones(existingCluster.vswitches), path: "existingCluster.vswitches" };
    }
    const count = new Set(newCluster?.zones).size;
    return count < 2 ? undefined : { count, path: "newCluster.zones" };
}
