import type * as pulumi from "@pulumi/pulumi";
import { checkNames } from "../naming/derivedNames";
import { nodeTuningNames, tunedNodePoolNames } from "../naming/nodeNames";
import { conform } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { DEFAULT_INSTANCE_TYPES } from "./defaults";
import { poolIdentity } from "./identity";
import { checkUserDataSize, type KernelProfile, profileOf } from "./kernel";
import type { NodeTuningArgs } from "./nodeTuningArgs";
import { checkKernelOfImage, checkNodePool } from "./rules";
import { NODE_TUNING, TUNED_NODE_POOL } from "./schema";
import type { NodePoolArgs, NodeRole, TunedNodePoolArgs } from "./tunedNodePoolArgs";

/** A pool to be made, with the profile its nodes carry. */
export interface NodePoolPlan {
    readonly name: string;
    readonly clusterId: pulumi.Input<string>;
    readonly role: NodeRole;
    readonly vswitchIds: readonly pulumi.Input<string>[];
    readonly profile: KernelProfile;
    /** In the pool's name and labels; absent where a change stays in the pool. */
    readonly identity?: pulumi.Input<string>;
    readonly instanceTypes: readonly string[];
    readonly pool: NodePoolArgs;
}

/** Longest name that still is a label's value or an object's name with the profile's hash behind it. */
const NAME_MAX = 52;

/** Checks the arguments of a pool and says what they come to; not to be used where something is wrong. */
export function planNodePool(name: string, args: TunedNodePoolArgs, problems: Problems): NodePoolPlan {
    checkNames(problems.at("name"), name, tunedNodePoolNames, NAME_MAX);
    const given = conform(problems, args, TUNED_NODE_POOL) as TunedNodePoolArgs;
    if (given.vswitchIds?.length === 0) {
        problems.add("vswitchIds", "is empty; write the ids of the nodes' vSwitches");
    }
    checkNodePool(problems.at("pool"), given.pool);
    const kernel = problems.at("kernelProfile");
    const profile = profileOf(given.kernelProfile, kernel);
    checkUserDataSize(profile, kernel);
    const { clusterId, role, vswitchIds, pool = {} } = given;
    checkKernelOfImage(kernel, pool, profile);
    const identity = poolIdentity(role, profile, pool);
    const instanceTypes = instanceTypesOf(pool, role);
    return { name, clusterId, role, vswitchIds, profile, identity, pool, instanceTypes };
}

export function instanceTypesOf(pool: NodePoolArgs | undefined, role: NodeRole): readonly string[] {
    return pool?.instanceTypes ?? DEFAULT_INSTANCE_TYPES[role];
}

/** The tuning of nodes that exist. */
export interface NodeTuningPlan {
    readonly profile: KernelProfile;
    readonly namespace: pulumi.Input<string>;
    readonly nodeSelector: { readonly [label: string]: pulumi.Input<string> };
    readonly image?: pulumi.Input<string>;
    readonly imageRegistry?: pulumi.Input<string>;
}

/** The same for the tuning of nodes that exist. */
export function planNodeTuning(name: string, args: NodeTuningArgs, problems: Problems): NodeTuningPlan {
    checkNames(problems.at("name"), name, nodeTuningNames, NAME_MAX);
    const given = conform(problems, args, NODE_TUNING) as NodeTuningArgs;
    return {
        profile: profileOf(given.kernelProfile, problems.at("kernelProfile")),
        namespace: given.namespace ?? "kube-system",
        nodeSelector: given.nodeSelector ?? {},
        image: given.image,
        imageRegistry: given.imageRegistry,
    };
}
