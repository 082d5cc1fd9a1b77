import { checkDnsLabel, checkEnum, checkKeys, checkText, checkWhole, isPlain } from "../validation/checks";
import { inputsOf } from "../validation/keys";
import type { Problems } from "../validation/problems";
import { checkShape } from "../validation/shape";
import { buildKernelProfile, checkUserDataSize } from "./kernel";
import type { NodeTuningArgs } from "./nodeTuningArgs";
import { Dedication, type NodePoolArgs, NodeRole, type TunedNodePoolArgs } from "./tunedNodePoolArgs";

const POOL_INPUTS = inputsOf<NodePoolArgs>({
    instanceTypes: true,
    nodes: true,
    systemDiskGiB: true,
    systemDiskCategory: true,
    imageType: true,
    keyName: true,
    dedication: true,
    labels: true,
    tags: true,
});
const TUNED_POOL_INPUTS = inputsOf<TunedNodePoolArgs>({
    clusterId: true,
    role: true,
    vswitchIds: true,
    kernelProfile: true,
    pool: true,
});
const TUNING_INPUTS = inputsOf<NodeTuningArgs>({
    nodeSelector: true,
    kernelProfile: true,
    image: true,
    imageRegistry: true,
    namespace: true,
});

const IMAGE_TYPE = /^AliyunLinux[34](Arm64|ContainerOptimized|ContainerOptimizedArm64|Security)?$/;
const DISK_CATEGORIES = {
    essd: "cloud_essd",
    auto: "cloud_auto",
    ssd: "cloud_ssd",
    efficiency: "cloud_efficiency",
    entry: "cloud_essd_entry",
};

export function checkNodePool(problems: Problems, path: string, pool: NodePoolArgs | undefined): void {
    if (pool === undefined) return;
    checkKeys(problems, path, pool, POOL_INPUTS);
    if (pool.instanceTypes !== undefined)
        checkInstanceTypes(problems, `${path}.instanceTypes`, pool.instanceTypes);
    checkWhole(problems, `${path}.nodes`, pool.nodes, 1, 1000, "ACK's quota is 100 a cluster unless raised");
    checkWhole(problems, `${path}.systemDiskGiB`, pool.systemDiskGiB, 40, 2048, "GiB");
    checkEnum(problems, `${path}.systemDiskCategory`, pool.systemDiskCategory, DISK_CATEGORIES);
    checkEnum(problems, `${path}.dedication`, pool.dedication, Dedication);
    checkText(problems, `${path}.keyName`, pool.keyName);
    if (isPlain(pool.imageType) && !IMAGE_TYPE.test(pool.imageType)) {
        problems.add(
            `${path}.imageType`,
            `is ${JSON.stringify(pool.imageType)}; write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned)`,
        );
    }
}

function checkInstanceTypes(problems: Problems, path: string, types: string[]): void {
    if (!Array.isArray(types) || types.length === 0) {
        problems.add(path, 'is empty; write instance types in order of preference, e.g. ["ecs.c7.8xlarge"]');
        return;
    }
    types.forEach((type, i) => {
        if (typeof type === "string" && /^ecs\.[a-z0-9-]+\.[a-z0-9]+$/.test(type)) return;
        problems.add(
            `${path}[${i}]`,
            `is ${JSON.stringify(type)}; write an ECS instance type such as "ecs.c7.8xlarge"`,
        );
    });
}

/** Longest name that still is a label's value or an object's name with the profile's hash behind it. */
const NAME_MAX = 52;

export function checkTunedNodePool(problems: Problems, name: string, args: TunedNodePoolArgs): void {
    checkDnsLabel(problems, "name", name, NAME_MAX);
    if (!checkShape(problems, args)) return;
    checkKeys(problems, "", args, TUNED_POOL_INPUTS);
    if (args.clusterId === undefined) problems.add("clusterId", "is missing; write the ACK cluster's id");
    if (args.role === undefined)
        problems.add("role", "is missing; write NodeRole.Core or NodeRole.Replicant");
    checkEnum(problems, "role", args.role, NodeRole);
    if (!Array.isArray(args.vswitchIds) || args.vswitchIds.length === 0) {
        problems.add("vswitchIds", "is missing; write the ids of the nodes' vSwitches");
    }
    checkNodePool(problems, "pool", args.pool);
    checkUserDataSize(buildKernelProfile(args.kernelProfile, problems), problems);
}

export function checkNodeTuning(problems: Problems, name: string, args: NodeTuningArgs): void {
    checkDnsLabel(problems, "name", name, NAME_MAX);
    if (!checkShape(problems, args)) return;
    checkKeys(problems, "", args, TUNING_INPUTS);
    checkText(problems, "image", args.image);
    checkText(problems, "imageRegistry", args.imageRegistry);
    checkText(problems, "namespace", args.namespace);
    buildKernelProfile(args.kernelProfile, problems);
}
