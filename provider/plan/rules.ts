import { distinctZones } from "../ack/zones";
import { checkCertManagerRules } from "../certManager/rules";
import { serverKeepAlives } from "../emqx/config/keepAlive";
import { chooseLine } from "../emqx/lines/choice";
import { resolveVersion } from "../emqx/lines/versions";
import { replicasOf } from "../emqx/plan/defaults";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { parseQuantity } from "../kubernetes/quantity";
import { checkLoadBalancer, idleSecondsOf, longestKeepAlive, type Surroundings } from "../loadBalancer/rules";
import { KERNEL_DEFAULT, type KernelProfileArgs, KernelRollout, needsPermission } from "../nodes/kernel";
import { checkNodePool } from "../nodes/rules";
import { NodeRole } from "../nodes/tunedNodePoolArgs";
import { checkOperatorRules } from "../operator/rules";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { StackPlan } from "./stackPlan";

const POOLS = [
    ["corePool", NodeRole.Core],
    ["replicantPool", NodeRole.Replicant],
] as const;

/** What conforms to the schema and is still wrong with the nodes: pools, or those that exist. */
export function checkNodes(problems: Problems, args: EmqxOnAckArgs): void {
    for (const [pool] of POOLS) checkNodePool(problems.at(pool), args[pool]);
    if (args.existingNodes) checkExistingNodes(problems, args, args.existingNodes);
    const replicas = replicasOf(args.emqx);
    for (const [pool, role] of POOLS) {
        const [nodes, wanted] = [args[pool]?.nodes, replicas[role]];
        if (!isPlain(nodes) || nodes >= wanted) continue;
        problems.add(
            `${pool}.nodes`,
            `is ${nodes}, fewer than the ${wanted} ${role}s; with two on a node, losing it loses both. Write ${wanted} or more`,
        );
    }
}

function checkExistingNodes(
    problems: Problems,
    args: EmqxOnAckArgs,
    existing: NonNullable<EmqxOnAckArgs["existingNodes"]>,
): void {
    const isEmpty = existing.nodeSelector && Object.keys(existing.nodeSelector).length === 0;
    if (isEmpty && !problems.concerns("existingNodes.nodeSelector")) {
        problems.add(
            "existingNodes.nodeSelector",
            "is empty; write labels of the nodes, or EMQX and its kernel parameters come to every node",
        );
    }
    for (const [pool] of POOLS) {
        if (args[pool]) problems.add(pool, "is given, but existingNodes is too; leave out one of the two");
    }
    if (args.newCluster)
        problems.add("existingNodes", "is given, but a new cluster has no nodes; leave it out");
    if (args.kernel?.rollout !== undefined && args.kernel.rollout !== KernelRollout.DaemonSet) {
        problems.add(
            "kernel.rollout",
            `is "${args.kernel.rollout}", but the nodes are not the stack's to replace; write "DaemonSet" or leave it out`,
        );
    }
    if (existing.kubeletPermitsSysctls) return;
    for (const [input, key] of podKeys(args.kernel)) {
        if (!needsPermission(key)) continue;
        problems
            .at("kernel", input, key)
            .add(
                "",
                "is for pods, and a kubelet that does not permit it rejects them for good; write existingNodes.kubeletPermitsSysctls: true where yours do, or leave it out",
            );
    }
}

/** Keys that a user sets in pods, by the property that has them. */
function podKeys(kernel: KernelProfileArgs = {}): [keyof KernelProfileArgs, string][] {
    const set = Object.entries(kernel.parameters ?? {}).filter(
        ([, value]) => String(value).trim() !== KERNEL_DEFAULT,
    );
    return [
        ...set.map(([key]): [keyof KernelProfileArgs, string] => ["parameters", key]),
        ...Object.keys(kernel.extraPodParameters ?? {}).map((key): [keyof KernelProfileArgs, string] => [
            "extraPodParameters",
            key,
        ]),
    ];
}

/** The same for what is installed in the cluster before EMQX. */
export function checkCharts(problems: Problems, args: EmqxOnAckArgs): void {
    const emqx = resolveVersion(args.emqx?.edition, args.emqx?.version);
    const { line } = chooseLine(emqx, args.operator?.version);
    if (args.certManager) checkCertManagerRules(problems.at("certManager"), args.certManager);
    if (args.operator) checkOperatorRules(problems.at("operator"), args.operator, line);
    if (args.existingCertManager && args.certManager) {
        problems.add("certManager", "is given, but existingCertManager is true; leave out one of the two");
    }
    if (args.certManager === false && line.chart.needsCertManager && !args.existingCertManager) {
        problems.add(
            "certManager",
            `is false, but ${line.words.operator} needs cert-manager for its webhook; leave it out, or write existingCertManager: true where it is there already`,
        );
    }
    checkExistingOperator(problems, args);
}

/** Of one that is there only its version can be said, which tells its line. */
function checkExistingOperator(problems: Problems, { existingOperator, operator }: EmqxOnAckArgs): void {
    if (!existingOperator || operator === undefined) return;
    const given = Object.entries(operator).filter(([, value]) => value !== undefined);
    const installs = given.filter(([input]) => input !== "version");
    if (given.length > 0 && installs.length === 0) return;
    for (const [input] of installs)
        problems
            .at("operator")
            .add(
                input,
                "is given, but existingOperator is true, of which version alone can be said; leave it out",
            );
    if (given.length === 0)
        problems.add(
            "operator",
            "is given, but existingOperator is true; leave it out, or say its version alone",
        );
}

/** What stands in front of the cluster, and what its disks are made of. */
export function checkSurroundings(problems: Problems, args: EmqxOnAckArgs, plan: StackPlan): void {
    checkCoreDisks(problems, args);
    if (args.loadBalancer?.kind === undefined) return;
    checkLoadBalancer(problems.at("loadBalancer"), plan.loadBalancer, {
        zones: zonesOf(problems, args),
        listeners: problems.at("emqx", "listeners"),
    });
    checkServerKeepAlive(problems, args);
}

/** Smallest disk that Alibaba Cloud makes. Source: alibaba-cloud-csi-driver, pkg/disk/constants.go. */
const SMALLEST_DISK = "20Gi";

/** Largest one. Source: @pulumi/alicloud 3.108, ecs.EcsDisk, `size`. */
const LARGEST_DISK = "65536Gi";

function checkCoreDisks(problems: Problems, args: EmqxOnAckArgs): void {
    const size = args.emqx?.cores?.storage?.size;
    if (!isPlain(size)) return;
    const bytes = parseQuantity(String(size)) as number;
    const tooSmall = bytes < (parseQuantity(SMALLEST_DISK) as number);
    const tooLarge = bytes > (parseQuantity(LARGEST_DISK) as number);
    if (!tooSmall && !tooLarge) return;
    problems.add(
        "emqx.cores.storage.size",
        `is ${size}; Alibaba Cloud's disks ${tooSmall ? `start at ${SMALLEST_DISK}` : `end at ${LARGEST_DISK}`}`,
    );
}

/** What EMQX tells clients to do against what the load balancer does to them. */
function checkServerKeepAlive(problems: Problems, { emqx, loadBalancer }: EmqxOnAckArgs): void {
    const idle = idleSecondsOf(loadBalancer);
    for (const { path, where, seconds } of serverKeepAlives(emqx ?? {}, "emqx")) {
        if (seconds <= longestKeepAlive(idle)) continue;
        problems.add(
            path,
            `sets ${where} to ${seconds}, and the load balancer cuts a connection that is idle for ${idle} s; MQTT waits one and a half times the keep-alive. Write ${longestKeepAlive(idle)} or less`,
        );
    }
}

/** Too few zones of a new cluster are told as such, whatever the load balancer. */
function zonesOf(problems: Problems, { newCluster, existingCluster }: EmqxOnAckArgs): Surroundings["zones"] {
    if (existingCluster?.vswitches?.length) {
        const count = distinctZones(existingCluster.vswitches);
        return { count, problems: problems.at("existingCluster", "vswitches") };
    }
    const count = new Set(newCluster?.zones).size;
    return count < 2 ? undefined : { count, problems: problems.at("newCluster", "zones") };
}
