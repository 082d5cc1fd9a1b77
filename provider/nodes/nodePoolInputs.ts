import * as pulumi from "@pulumi/pulumi";
import { DEDICATED_TAINT, NODE_ROLE_LABEL } from "../naming/labels";
import { mapInput } from "../validation/output";
import {
    DEFAULT_DEDICATION,
    DEFAULT_DISK_CATEGORY,
    DEFAULT_DISK_GIB,
    DEFAULT_NODES,
    imageTypeOf,
} from "./defaults";
import { poolLabels } from "./identity";
import {
    type KernelProfile,
    kernelProfileLabels,
    renderAllowedUnsafeSysctls,
    renderContainerdLimits,
    renderPreUserData,
    renderUserData,
} from "./kernel";
import type { NodePoolPlan } from "./plan";
import { Dedication, type NodeRole } from "./tunedNodePoolArgs";

/** Name of the pool in ACK. With its identity in it a new pool and the one that it replaces never share one; emqx/gate/meant/formerPools.ts has the way back. */
export function nodePoolName(name: string, identity: pulumi.Input<string> | undefined): pulumi.Input<string> {
    return identity === undefined ? name : mapInput(identity, (text) => `${name}-${text}`);
}

/** Inputs of `cs.NodePool`. `upgradePolicy` stays out: the provider would run it again at every later change. */
export function nodePoolInputs(plan: NodePoolPlan) {
    const { pool, profile, role } = plan;
    const systemDiskCategory = pool.systemDiskCategory ?? DEFAULT_DISK_CATEGORY;
    return {
        clusterId: plan.clusterId,
        nodePoolName: nodePoolName(plan.name, plan.identity),
        vswitchIds: [...plan.vswitchIds],
        multiAzPolicy: "BALANCE",
        // A text in this provider; without it the pool is made empty.
        desiredSize: pulumi.output(pool.nodes ?? DEFAULT_NODES).apply(String),
        instanceTypes: [...plan.instanceTypes],
        imageType: imageTypeOf(pool),
        systemDiskCategory,
        // ACK's own choice, written: it reports it back, and the provider would take it out again at every update.
        systemDiskPerformanceLevel: pulumi
            .output(systemDiskCategory)
            .apply((category) => (category === "cloud_essd" ? "PL1" : undefined)),
        systemDiskSize: pool.systemDiskGiB ?? DEFAULT_DISK_GIB,
        // Left to the provider's default it has flipped by itself on updates (aliyun/terraform-provider-alicloud#4229).
        installCloudMonitor: true,
        keyName: pool.keyName,
        labels: sortedLabels({
            ...pool.labels,
            ...poolLabels(plan.name, plan.identity),
            [NODE_ROLE_LABEL]: role,
            ...kernelProfileLabels(profile),
        }),
        taints: taints(role, pool.dedication ?? DEFAULT_DEDICATION),
        // Labels and taints reach running nodes too; the scripts do not.
        updateNodes: true,
        // One node at a time: an EMQX node on it loses its connections.
        management: {
            enable: true,
            autoRepair: true,
            autoRepairPolicy: { restartNode: false },
            autoUpgrade: false,
            autoVulFix: false,
            maxUnavailable: 1,
        },
        rollingPolicy: { maxParallelism: 1 },
        scalingPolicy: "release",
        preUserData: base64(renderPreUserData(profile)),
        userData: base64(renderUserData(profile)),
        kubeletConfiguration: { allowedUnsafeSysctls: renderAllowedUnsafeSysctls(profile) },
        ...containerdConfig(profile),
        tags: pool.tags,
    };
}

/**
 * Open files of containers on ACK unless told otherwise. Source: "Customize the containerd configurations of a node pool",
 * 2026-03-16; the preflight container finds out where it is not so.
 */
const ACK_NOFILE = 1_048_576;

/**
 * Left out where it would say what is so anyway: ACK applies it by a further call after the pool's first nodes have
 * joined, and restarts containerd on them.
 */
function containerdConfig(profile: KernelProfile): { containerdConfig?: { limitNoFile: string } } {
    return profile.nofile === ACK_NOFILE ? {} : { containerdConfig: renderContainerdLimits(profile) };
}

function sortedLabels(labels: {
    [key: string]: pulumi.Input<string>;
}): { key: string; value: pulumi.Input<string> }[] {
    return Object.entries(labels)
        .sort(([a], [b]) => a.localeCompare(b, "en"))
        .map(([key, value]) => ({ key, value }));
}

function taints(role: NodeRole, dedication: Dedication): { key: string; value: string; effect: string }[] {
    if (dedication === Dedication.Shared) return [];
    const effect = dedication === Dedication.Exclusive ? "NoSchedule" : "PreferNoSchedule";
    return [{ key: DEDICATED_TAINT, value: role, effect }];
}

/** Always ours: the provider takes a script that happens to be valid base64 for encoded already. */
function base64(text: string): string {
    return Buffer.from(text, "utf8").toString("base64");
}
