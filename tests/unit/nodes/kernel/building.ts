import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    buildKernelProfile,
    KernelPreset,
    type KernelProfile,
    type KernelProfileArgs,
} from "../../../../provider/nodes/kernel";
import { leastBytesPerConnection } from "../../../../provider/nodes/kernel/node";
import { Problems } from "../../../../provider/validation/problems";

/** The profile of arguments that must be right. */
export function profileOf(args: KernelProfileArgs): KernelProfile {
    const problems = new Problems();
    const profile = buildKernelProfile(args, problems.at("kernel"));
    assert.deepEqual(problems.all, []);
    return profile;
}

/** What is said about arguments that are wrong, by property path. */
export function refusalsOf(args: KernelProfileArgs): { [path: string]: string } {
    const problems = new Problems();
    buildKernelProfile(args, problems.at("kernel"));
    return Object.fromEntries(problems.all.map(({ path, reason }) => [path, reason]));
}

/** The value of a key; `undefined` when the profile leaves it to the kernel. */
export function valueIn(profile: KernelProfile, key: string): string | undefined {
    return profile.parameters.find((parameter) => parameter.key === key)?.value;
}

export function numbersIn(profile: KernelProfile, key: string): number[] {
    const value = valueIn(profile, key);
    assert.ok(value !== undefined, `${key} is missing`);
    return value.split(" ").map(Number);
}

/** Any node on which the connections can physically be, from 1 GiB and 1 vCPU to the largest ECS instances. */
export const anyNode: fc.Arbitrary<KernelProfileArgs> = fc
    .record({
        preset: fc.constantFrom(...Object.values(KernelPreset)),
        memoryGiB: fc.integer({ min: 1, max: 3_072 }),
        vcpus: fc.integer({ min: 1, max: 256 }),
        tls: fc.boolean(),
        share: fc.double({ min: 0.000_001, max: 1, noNaN: true }),
    })
    .filter(({ memoryGiB, vcpus }) => memoryGiB >= vcpus / 2)
    .map(({ share, ...node }) => {
        const most = Math.floor((node.memoryGiB * 1024 ** 3) / leastBytesPerConnection(node.tls));
        return { ...node, connectionsPerNode: Math.max(1, Math.min(16_000_000, Math.floor(share * most))) };
    });
