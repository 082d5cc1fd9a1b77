import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, type EmqxOnAckArgs, KernelRollout } from "../../provider";
import * as profile from "../../provider/nodes/kernel/profile";
import { existingCluster, MODES, type Mode, newCluster, run } from "../support/stacks";
import { versionedStack } from "../support/versions";

/** How often a stack builds a kernel profile, by the export that every other module calls it by. */
async function built(args: EmqxOnAckArgs, mode: Mode): Promise<number> {
    const module = profile as { buildKernelProfile: typeof profile.buildKernelProfile };
    const original = module.buildKernelProfile;
    let calls = 0;
    module.buildKernelProfile = (...given) => {
        calls++;
        return original(...given);
    };
    try {
        await run(() => new EmqxOnAck("mqtt", versionedStack(args)), mode);
    } finally {
        module.buildKernelProfile = original;
    }
    return calls;
}

/** Figures that no other test has: a profile that was built before is not built again. */
let unlike = 0;
const unlikeOthers = () => ({ vcpus: 15, memoryGiB: 33 + ++unlike });

describe("the kernel profiles of a stack", () => {
    for (const mode of MODES) {
        it(`are built once for two pools, their tuning and EMQX, also when Outputs become known (${mode})`, async () => {
            const late = {
                ...newCluster,
                kernel: { ...unlikeOthers(), rollout: KernelRollout.DaemonSet },
                replicantPool: {
                    nodes: pulumi.output(Promise.resolve(3)),
                    tags: { team: pulumi.output("mqtt") },
                },
                emqx: { config: pulumi.output("mqtt.max_packet_size = 1MB") },
            };
            assert.equal(await built(late, mode), 2);
            assert.equal(await built({ ...newCluster, kernel: unlikeOthers() }, mode), 2);
        });

        it(`is one on nodes that exist, and where cores take the clients (${mode})`, async () => {
            const existingNodes = { nodeSelector: { pool: "mqtt" } };
            const kernel = unlikeOthers();
            assert.equal(await built({ ...existingCluster, existingNodes, kernel }, mode), 1);
            const emqx = { replicants: { replicas: 0 } };
            assert.equal(await built({ ...newCluster, emqx, kernel: unlikeOthers() }, mode), 1);
        });
    }
});
