import { NODE_POOL_LABEL, NODE_ROLE_LABEL, POOL_IDENTITY_LABEL } from "../naming/labels";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { DEFAULT_IMAGE_TYPE, imageTypeOf } from "./defaults";
import { KERNEL_PROFILE_LABEL, KERNEL_TUNED_LABEL, type KernelProfile, removedFrom } from "./kernel";
import type { NodePoolArgs } from "./tunedNodePoolArgs";

const OWN_LABELS = [
    NODE_POOL_LABEL,
    NODE_ROLE_LABEL,
    POOL_IDENTITY_LABEL,
    KERNEL_PROFILE_LABEL,
    KERNEL_TUNED_LABEL,
];

/** What is of the right type and still wrong with a pool. */
export function checkNodePool(problems: Problems, pool: NodePoolArgs | undefined): void {
    if (pool === undefined) return;
    const types = pool.instanceTypes;
    if (types?.length === 0) {
        problems.add(
            "instanceTypes",
            'is empty; write instance types in order of preference, e.g. ["ecs.c7.8xlarge"]',
        );
    }
    types?.forEach((type, i) => {
        if (type !== undefined && types.indexOf(type) !== i) {
            problems.at("instanceTypes", i).add("", `is "${type}" again; leave it out`);
        }
    });
    for (const label of OWN_LABELS) {
        if (Object.hasOwn(pool.labels ?? {}, label)) {
            problems.at("labels", label).add("", "is written by the pool itself; leave it out");
        }
    }
    checkArchitecture(problems, pool);
}

/** Linux of the images that are newer than Alibaba Cloud Linux 3. Source: release notes of Alibaba Cloud Linux 4, 2026. */
const NEWER_IMAGES: readonly (readonly [image: RegExp, kernel: string])[] = [[/^AliyunLinux4/, "6.6"]];

/** Further kernel parameters that the nodes' own Linux has no more: a pod with one would not start, a node would skip it. */
export function checkKernelOfImage(problems: Problems, pool: NodePoolArgs, profile: KernelProfile): void {
    const image = imageTypeOf(pool);
    if (!isPlain(image)) return;
    const [, kernel] = NEWER_IMAGES.find(([images]) => images.test(image)) ?? [];
    if (kernel === undefined) return;
    for (const { key, input } of profile.parameters) {
        const removed = removedFrom(key, kernel);
        if (removed === undefined) continue;
        problems
            .at(input, key)
            .add(
                "",
                `${image} has Linux ${kernel}, which has no ${key} since ${removed.since}; leave it out.`,
            );
    }
}

/** Families that are Arm by their name, and some that are not; nothing is said of others. */
const ARM = /^ecs\.(ebm)?([cgr]\d+y[a-z]*|[cg]6r)\./;
const X86 = /^ecs\.[cgr][5-9](a|e|i|ne|se|t)?\./;

function checkArchitecture(problems: Problems, pool: NodePoolArgs): void {
    const image = imageTypeOf(pool);
    if (!isPlain(image)) return;
    const arm = image.endsWith("Arm64");
    const misfit = arm ? X86 : ARM;
    pool.instanceTypes?.forEach((type, i) => {
        if (type === undefined || !misfit.test(type)) return;
        const instead = arm ? image.replace("Arm64", "") : `${DEFAULT_IMAGE_TYPE}Arm64`;
        problems
            .at("instanceTypes", i)
            .add(
                "",
                `is "${type}", which is ${arm ? "no Arm machine" : "an Arm machine"}, and imageType is "${image}"; write imageType "${instead}" or another instance type`,
            );
    });
}
