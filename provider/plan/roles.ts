import type { Input } from "@pulumi/pulumi";
import { EmqxLicense } from "../emqx/args/license";
import { replicasOf } from "../emqx/plan/defaults";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";
import { DEFAULT_DEDICATION, EVALUATION_INSTANCE_TYPES } from "../nodes/defaults";
import { poolIdentity } from "../nodes/identity";
import {
    checkUserDataSize,
    KERNEL_DEFAULT,
    type KernelProfile,
    type KernelProfileArgs,
    needsPermission,
    PARAMETERS,
    profileOf,
} from "../nodes/kernel";
import { instanceTypesOf } from "../nodes/plan";
import { checkKernelOfImage } from "../nodes/rules";
import { askedOf, type Clients, sizedKernel } from "../nodes/sizing";
import { Dedication, type NodePoolArgs, NodeRole } from "../nodes/tunedNodePoolArgs";
import { Problems } from "../validation/problems";

/** The EMQX nodes of one role, and the machines for them. */
export interface StackRole {
    readonly role: NodeRole;
    /** EMQX nodes. */
    readonly replicas: number;
    /** The pool to be made for them; absent on nodes that exist. */
    readonly pool?: NodePoolArgs;
    /** None where nothing is known of the nodes. */
    readonly instanceTypes: readonly string[];
    /** Arguments of the profile, for components; what they come to is built once. */
    readonly kernel: KernelProfileArgs;
    readonly profile: KernelProfile;
    /** In the pool's labels, which the pods select; absent without a pool, and where a change stays in the pool. */
    readonly poolIdentity?: Input<string>;
}

/**
 * Roles that have nodes of their own, cores first. On nodes that exist all roles share the profile of those that take clients.
 * What is wrong with the kernel's arguments is told once, although every role has a profile: the user writes it in one place.
 */
export function planRoles(
    args: EmqxOnAckArgs,
    clients: Omit<Clients, "takers">,
    problems: Problems,
): readonly StackRole[] {
    const replicas = replicasOf(args.emqx);
    const roles = replicas.replicant > 0 ? [NodeRole.Core, NodeRole.Replicant] : [NodeRole.Core];
    const takers = roles.at(-1) as NodeRole;
    return roles.map((role) => {
        const pool = args.existingNodes ? undefined : poolOf(args, role);
        const instanceTypes = pool === undefined ? [] : instanceTypesOf(pool, role);
        const carries = role === takers || pool === undefined;
        const nodes = {
            ...askedOf(carries, { ...clients, takers: replicas[takers] }),
            instanceTypes,
            existingNodes: pool === undefined,
        };
        const sized = sizedKernel(nodes, args.kernel);
        const permitted = pool !== undefined || args.existingNodes?.kubeletPermitsSysctls === true;
        const kernel = permitted ? sized : withoutUnsafeSysctls(sized);
        const profile = checkedProfile(kernel, pool, problems);
        return {
            role,
            replicas: replicas[role],
            pool,
            instanceTypes,
            kernel,
            profile,
            ...(pool === undefined ? {} : { poolIdentity: poolIdentity(role, profile, pool) }),
        };
    });
}

function checkedProfile(
    kernel: KernelProfileArgs,
    pool: NodePoolArgs | undefined,
    problems: Problems,
): KernelProfile {
    const found = new Problems();
    const profile = profileOf(kernel, found.at("kernel"));
    checkUserDataSize(profile, found.at("kernel"));
    if (pool !== undefined) checkKernelOfImage(found.at("kernel"), pool, profile);
    for (const { path, reason } of found.all) {
        if (!problems.has(path)) problems.add(path, reason);
    }
    return profile;
}

/** As many nodes as EMQX has of the role, and of the types that are right for its license, unless told otherwise. */
function poolOf(args: EmqxOnAckArgs, role: NodeRole): NodePoolArgs {
    const given = role === NodeRole.Core ? args.corePool : args.replicantPool;
    const isSmall = args.emqx?.license === EmqxLicense.Evaluation && given?.instanceTypes === undefined;
    const pool = {
        ...given,
        ...(isSmall ? { instanceTypes: [...EVALUATION_INSTANCE_TYPES] } : {}),
        nodes: given?.nodes ?? replicasOf(args.emqx)[role],
    };
    return role === NodeRole.Core ? { ...pool, dedication: coreDedication(args) } : pool;
}

/**
 * In a new cluster the core pool is the only home of the cluster's add-ons, cert-manager and the operator: others are
 * welcome there when they find no other node.
 */
function coreDedication(args: EmqxOnAckArgs): Dedication {
    return args.corePool?.dedication ?? (args.newCluster ? Dedication.Preferred : DEFAULT_DEDICATION);
}

/** A pod with a sysctl that its kubelet does not permit is rejected for good, so those are left to the kernel. */
function withoutUnsafeSysctls(kernel: KernelProfileArgs): KernelProfileArgs {
    const unsafe = PARAMETERS.filter(({ key }) => needsPermission(key));
    const left = Object.fromEntries(unsafe.map(({ key }) => [key, KERNEL_DEFAULT]));
    return { ...kernel, parameters: { ...left, ...kernel.parameters } };
}
