import assert from "node:assert/strict";
import * as random from "@pulumi/random";
import { KernelPreset, KernelRollout, NodeRole, TunedNodePool, type TunedNodePoolArgs } from "../../provider";
import { notAwaited } from "../support/chain";
import { MODES, type Mode, run } from "../support/stacks";

const least: TunedNodePoolArgs = {
    clusterId: "c-1",
    role: NodeRole.Replicant,
    vswitchIds: ["vsw-1", "vsw-2"],
};

function create(args: Partial<TunedNodePoolArgs>, mode: Mode = "update") {
    return run(() => {
        const pool = new TunedNodePool("pool", { ...least, ...args });
        return { id: pool.nodePoolId, hash: pool.kernelProfileHash, selector: pool.nodeSelector };
    }, mode);
}

describe("TunedNodePool", () => {
    for (const mode of MODES) {
        for (const rollout of Object.values(KernelRollout)) {
            it(`is one pool with its profile in labels, whatever the rollout: ${rollout} (${mode})`, async () => {
                const graph = await create({ kernelProfile: { rollout } }, mode);
                const pool = graph.get("NodePool");
                assert.equal(graph.parentOf(pool)?.name, "pool");
                assert.equal(pool.name, "pool-pool");
                const labels = Object.fromEntries(
                    (pool.inputs.labels as any[]).map(({ key, value }) => [key, value]),
                );
                assert.equal(labels["emqx-ack.io/kernel-profile"], graph.outputs.hash);
                assert.equal(labels["emqx-ack.io/role"], "replicant");
                const selector = graph.outputs.selector as Record<string, string>;
                for (const [key, value] of Object.entries(selector)) assert.equal(labels[key], value);
            });
        }
    }

    it("is another pool, made before the old one goes, when the profile changes (ReplacePool)", async () => {
        const before = (await create({})).get("NodePool");
        const after = (await create({ kernelProfile: { preset: KernelPreset.Million } })).get("NodePool");
        assert.notEqual(before.inputs.nodePoolName, after.inputs.nodePoolName);
        assert.deepEqual(before.options.replaceOnChanges, ["nodePoolName"]);
        assert.equal(before.options.deleteBeforeReplace, undefined);
    });

    for (const rollout of [KernelRollout.DaemonSet, KernelRollout.NewNodes]) {
        it(`stays the pool it is when the profile changes (${rollout})`, async () => {
            const before = (await create({ kernelProfile: { rollout } })).get("NodePool");
            const after = (await create({ kernelProfile: { preset: KernelPreset.Million, rollout } })).get(
                "NodePool",
            );
            assert.equal(before.inputs.nodePoolName, after.inputs.nodePoolName);
            assert.notEqual(before.inputs.userData, after.inputs.userData);
            assert.deepEqual(before.options.replaceOnChanges ?? [], []);
        });
    }

    it("says that running nodes keep their values where they do (NewNodes)", async () => {
        const graph = await create({ kernelProfile: { rollout: KernelRollout.NewNodes } });
        assert.match(graph.diagnostics.map((d) => d.message).join(), /running nodes keep/);
        assert.deepEqual((await create({})).diagnostics, []);
    });

    it("waits for what it depends on, and has time", async () => {
        const graph = await run(() => {
            const before = new random.RandomString("before", { length: 4 });
            new TunedNodePool("pool", least, { dependsOn: before });
        }, "preview");
        const pool = graph.get("NodePool");
        assert.deepEqual(notAwaited(graph, pool, [graph.get("RandomString")]), []);
        assert.deepEqual(Object.keys(pool.options.customTimeouts ?? {}).sort(), [
            "create",
            "delete",
            "update",
        ]);
    });

    it("gives the pool's own id, not Pulumi's", async () => {
        assert.equal((await create({})).outputs.id, "pool-pool-node-pool");
    });
});
