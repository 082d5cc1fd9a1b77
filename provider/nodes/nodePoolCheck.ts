import { NODE_POOL_LABEL, NODE_ROLE_LABEL } from "../naming/labels";
import { instanceType, tagKey, tagValue } from "../validation/cloudNames";
import { isPlain } from "../validation/conform";
import { labelKey, labelValue } from "../validation/kubernetesNames";
import { memberPath } from "../validation/path";
import type { Problems } from "../validation/problems";
import { matching, member, text, whole } from "../validation/rules";
import { input, listOf, mapOf, objectOf, plain, schemaOf } from "../validation/schema";
import { Dedication, type NodePoolArgs } from "./tunedNodePoolArgs";

const DISK_CATEGORIES = ["cloud_essd", "cloud_auto", "cloud_ssd", "cloud_efficiency", "cloud_essd_entry"];
const IMAGE_TYPE = /^AliyunLinux[34](Arm64|ContainerOptimized|ContainerOptimizedArm64|Security)?$/;

export const NODE_POOL = objectOf(
    schemaOf<NodePoolArgs>({
        instanceTypes: listOf(plain(instanceType), '["ecs.c7.8xlarge"]'),
        nodes: input(whole(1, 1000, "ACK's quota is 100 a cluster unless raised")),
        systemDiskGiB: input(whole(40, 2048, "GiB")),
        systemDiskCategory: input(member(DISK_CATEGORIES)),
        imageType: input(
            matching(
                IMAGE_TYPE,
                "write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned)",
            ),
        ),
        keyName: input(text),
        dedication: plain(member(Dedication)),
        labels: mapOf(input(labelValue), labelKey),
        tags: mapOf(input(tagValue), tagKey),
    }),
);

/** What is of the right shape and still wrong. */
export function checkNodePool(problems: Problems, path: string, pool: NodePoolArgs | undefined): void {
    if (pool === undefined) return;
    const types = pool.instanceTypes;
    if (types?.length === 0) {
        problems.add(
            `${path}.instanceTypes`,
            'is empty; write instance types in order of preference, e.g. ["ecs.c7.8xlarge"]',
        );
    }
    types?.forEach((type, i) => {
        if (type !== undefined && types.indexOf(type) !== i) {
            problems.add(`${path}.instanceTypes[${i}]`, `is "${type}" again; leave it out`);
        }
    });
    for (const label of [NODE_POOL_LABEL, NODE_ROLE_LABEL]) {
        if (Object.hasOwn(pool.labels ?? {}, label)) {
            problems.add(memberPath(`${path}.labels`, label), "is written by the pool itself; leave it out");
        }
    }
    checkArchitecture(problems, path, pool);
}

/** Families that are Arm by their name, and some that are not; nothing is said of others. */
const ARM = /^ecs\.([cgr]\d+y|[cg]6r)\./;
const X86 = /^ecs\.[cgr][5-9](a|e|i|ne|se|t)?\./;

function checkArchitecture(problems: Problems, path: string, pool: NodePoolArgs): void {
    const image = pool.imageType ?? "AliyunLinux3";
    if (!isPlain(image)) return;
    const arm = image.endsWith("Arm64");
    const misfit = arm ? X86 : ARM;
    pool.instanceTypes?.forEach((type, i) => {
        if (type === undefined || !misfit.test(type)) return;
        const instead = arm ? image.replace("Arm64", "") : "AliyunLinux3Arm64";
        problems.add(
            `${path}.instanceTypes[${i}]`,
            `is "${type}", which is ${arm ? "no Arm machine" : "an Arm machine"}, and imageType is "${image}"; write imageType "${instead}" or another instance type`,
        );
    });
}
