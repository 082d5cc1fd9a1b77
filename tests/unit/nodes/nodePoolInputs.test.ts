import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { poolIdentity } from "../../../provider/nodes/identity";
import {
    buildKernelProfile,
    KernelPreset,
    type KernelProfile,
    KernelRollout,
    renderPreUserData,
    renderUserData,
} from "../../../provider/nodes/kernel";
import { nodePoolInputs, nodePoolName } from "../../../provider/nodes/nodePoolInputs";
import { instanceTypesOf, type NodePoolPlan } from "../../../provider/nodes/plan";
import { Dedication, type NodePoolArgs, NodeRole } from "../../../provider/nodes/tunedNodePoolArgs";
import { Problems } from "../../../provider/validation/problems";
import { resolved } from "../../support/resolved";

const profile = buildKernelProfile({}, new Problems());

function planOf(pool: NodePoolArgs, role: NodeRole, made: KernelProfile): NodePoolPlan {
    const instanceTypes = instanceTypesOf(pool, role);
    return {
        name: "pool",
        clusterId: "c-1",
        role,
        vswitchIds: ["vsw-1"],
        profile: made,
        identity: poolIdentity(role, made, pool),
        instanceTypes,
        pool,
    };
}

function inputs(pool: NodePoolArgs = {}, role = NodeRole.Replicant, made = profile): Promise<any> {
    return resolved(nodePoolInputs(planOf(pool, role, made)));
}

const text = (base64: string) => Buffer.from(base64, "base64").toString("utf8");

describe("inputs of a node pool", () => {
    it("say how many nodes there are to be", async () => {
        assert.equal((await inputs()).desiredSize, "3");
        assert.equal((await inputs({ nodes: 5 })).desiredSize, "5");
        assert.equal((await inputs({ nodes: pulumi.output(7) })).desiredSize, "7");
    });

    it("carry both scripts in base64, which the provider must not guess", async () => {
        const { userData, preUserData } = await inputs();
        assert.equal(text(userData), renderUserData(profile));
        assert.equal(text(preUserData), renderPreUserData(profile));
        assert.match(text(userData), /^#!/);
    });

    it("trigger nothing again at later updates", async () => {
        assert.ok(!("upgradePolicy" in (await inputs())));
        assert.ok(!("instances" in (await inputs())));
        assert.ok(!("nodeCount" in (await inputs())));
    });

    it("let ACK take one node at a time, and reboot none by itself", async () => {
        const { management, rollingPolicy, multiAzPolicy } = await inputs();
        assert.equal(management.maxUnavailable, 1);
        assert.equal(management.autoUpgrade, false);
        assert.equal(management.autoVulFix, false);
        assert.equal(management.autoRepairPolicy.restartNode, false);
        assert.equal(rollingPolicy.maxParallelism, 1);
        assert.equal(multiAzPolicy, "BALANCE");
    });

    it("have sorted labels, among them ours, which a user's cannot take away", async () => {
        const { labels } = await inputs({ labels: { zebra: "1", apple: "2", "emqx-ack.io/role": "other" } });
        const keys = labels.map((l: any) => l.key);
        assert.deepEqual(
            keys,
            [...keys].sort((a, b) => a.localeCompare(b, "en")),
        );
        const values = Object.fromEntries(labels.map((l: any) => [l.key, l.value]));
        assert.equal(values["emqx-ack.io/role"], "replicant");
        assert.equal(values["emqx-ack.io/pool"], "pool");
        assert.equal(values["emqx-ack.io/kernel-profile"], profile.hash);
        assert.equal(values["emqx-ack.io/pool-identity"], profile.hash);
        assert.equal(values.apple, "2");
        const other = await inputs({ labels: { apple: "2", zebra: "1", "emqx-ack.io/role": "other" } });
        assert.deepEqual(other.labels, labels);
    });

    for (const [dedication, taints] of [
        [undefined, [{ key: "emqx-ack.io/dedicated", value: "core", effect: "NoSchedule" }]],
        [Dedication.Exclusive, [{ key: "emqx-ack.io/dedicated", value: "core", effect: "NoSchedule" }]],
        [Dedication.Preferred, [{ key: "emqx-ack.io/dedicated", value: "core", effect: "PreferNoSchedule" }]],
        [Dedication.Shared, []],
    ] as const) {
        it(`keep other pods off as wanted: ${dedication ?? "by default"}`, async () => {
            assert.deepEqual((await inputs({ dedication }, NodeRole.Core)).taints, taints);
        });
    }

    it("permit what the pods ask for", async () => {
        const { kubeletConfiguration } = await inputs();
        assert.ok(kubeletConfiguration.allowedUnsafeSysctls.includes("net.core.somaxconn"));
    });

    it("raise open files in canonical decimal text, and only above what ACK gives anyway", async () => {
        assert.ok(!("containerdConfig" in (await inputs())));
        const million = buildKernelProfile({ preset: KernelPreset.Million }, new Problems());
        const made = await inputs({}, NodeRole.Replicant, million);
        assert.deepEqual(made.containerdConfig, { limitNoFile: "2097152" });
    });

    it("take what a user says of the machines", async () => {
        const made = await inputs({
            instanceTypes: ["ecs.c7.8xlarge"],
            systemDiskGiB: 200,
            systemDiskCategory: "cloud_auto",
            imageType: "AliyunLinux4",
            keyName: "ops",
            tags: { team: "iot" },
        });
        assert.deepEqual(made.instanceTypes, ["ecs.c7.8xlarge"]);
        assert.equal(made.systemDiskSize, 200);
        assert.equal(made.systemDiskCategory, "cloud_auto");
        assert.equal(made.imageType, "AliyunLinux4");
        assert.equal(made.keyName, "ops");
        assert.deepEqual(made.tags, { team: "iot" });
    });

    it("have the pool's identity in name and label only where a changed one is another pool", async () => {
        for (const rollout of Object.values(KernelRollout)) {
            const made = buildKernelProfile({ rollout }, new Problems());
            const { nodePoolName: name, labels } = await inputs({}, NodeRole.Core, made);
            const label = labels.find((l: any) => l.key === "emqx-ack.io/pool-identity")?.value;
            const replaced = rollout === KernelRollout.ReplacePool;
            assert.equal(name, replaced ? `pool-${made.hash}` : "pool");
            assert.equal(label, replaced ? made.hash : undefined);
        }
    });

    it("have a name that ACK takes, for the longest name of a stack", () => {
        assert.ok(String(nodePoolName(`${"a".repeat(40)}-replicant`, profile.hash)).length <= 63);
    });

    it("show name and labels in plain text, but where the identity hangs on an Output", () => {
        const plain = nodePoolInputs(planOf({ keyName: "ops" }, NodeRole.Core, profile));
        assert.match(String(plain.nodePoolName), /^pool-[0-9a-f]{10}$/);
        const late = nodePoolInputs(planOf({ keyName: pulumi.output("ops") }, NodeRole.Core, profile));
        assert.ok(pulumi.Output.isInstance(late.nodePoolName));
    });
});
