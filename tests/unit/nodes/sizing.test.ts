import assert from "node:assert/strict";
import fc from "fast-check";
import type { EmqxOnAckArgs } from "../../../provider";
import { KernelPreset, type KernelProfileArgs, KernelRollout } from "../../../provider/nodes/kernel";
import { type NodesToSize, sizedKernel } from "../../../provider/nodes/sizing";
import { NodeRole } from "../../../provider/nodes/tunedNodePoolArgs";
import { resolveStack } from "../../../provider/plan/stackPlan";
import { Problems } from "../../../provider/validation/problems";
import { existingCluster, newCluster } from "../../support/stacks";
import { versionedStack } from "../../support/versions";

const nodes: NodesToSize = {
    connections: 1_000_000,
    takers: 5,
    instanceTypes: ["ecs.c7.16xlarge"],
    tls: false,
    existingNodes: false,
};

function stackKernel(args: EmqxOnAckArgs, role: NodeRole): KernelProfileArgs {
    const { roles } = resolveStack(versionedStack(args), new Problems());
    return roles.find((planned) => planned.role === role)!.kernel;
}

describe("the kernel profile that a stack gets by itself", () => {
    it("is for the connections of a node that takes over another's", () => {
        assert.equal(sizedKernel(nodes, undefined).connectionsPerNode, 250_000);
        assert.equal(sizedKernel({ ...nodes, takers: 1 }, undefined).connectionsPerNode, 1_000_000);
    });

    it("goes by steps, so that a change of replicas or connections seldom replaces nodes", () => {
        const perNode = (connections: number, takers: number, given = {}) =>
            sizedKernel({ ...nodes, connections, takers }, given).connectionsPerNode;
        for (const [connections, takers] of [
            [100, 4],
            [100_000, 3],
            [100_000, 5],
            [200_000, 3],
        ] as const)
            assert.equal(perNode(connections, takers), 100_000);
        for (const takers of [5, 6, 10]) assert.equal(perNode(1_000_000, takers), 250_000);
        assert.equal(perNode(1_000_000, 4), 500_000);
    });

    it("is never less than the need, nor a step that does not fit where the need does", () => {
        const small = { ...nodes, instanceTypes: ["ecs.c7.large"] };
        const fits = sizedKernel({ ...small, connections: 170_000, takers: 2 }, undefined);
        assert.equal(fits.connectionsPerNode, Math.floor((4 * 2 ** 30) / (23 * 1024)));
        const files = sizedKernel({ ...nodes, connections: 20_000, takers: 2 }, { nofile: 65_536 });
        assert.equal(files.connectionsPerNode, 58_982);
        fc.assert(
            fc.property(fc.nat(20_000_000), fc.integer({ min: 1, max: 40 }), (connections, takers) => {
                const { connectionsPerNode = 0 } = sizedKernel({ ...nodes, connections, takers }, {});
                assert.ok(connectionsPerNode >= connections / Math.max(takers - 1, 1));
            }),
        );
    });

    it("of cores that take no clients knows nothing of how these come", () => {
        const tls: EmqxOnAckArgs = {
            ...newCluster,
            emqx: { listeners: { tcp: {}, ssl: { tlsSecretName: "tls" } } },
        };
        assert.deepEqual(stackKernel(tls, NodeRole.Core), stackKernel(newCluster, NodeRole.Core));
        assert.equal(stackKernel(tls, NodeRole.Replicant).tls, true);
        const coresAlone = { ...tls, emqx: { ...tls.emqx, replicants: { replicas: 0 } } };
        assert.equal(stackKernel(coresAlone, NodeRole.Core).tls, true);
    });

    it("is for the memory and vCPUs of the preferred type, and none where that is not known", () => {
        const { memoryGiB, vcpus } = sizedKernel(nodes, undefined);
        assert.deepEqual([memoryGiB, vcpus], [128, 64]);
        const unknown = sizedKernel({ ...nodes, instanceTypes: ["ecs.hfc7.xlarge"] }, undefined);
        assert.ok(!("memoryGiB" in unknown) && !("vcpus" in unknown));
    });

    it("stays whatever fallbacks stand behind the preferred type, known or not", () => {
        const types = fc.constantFrom(
            "ecs.c7.2xlarge",
            "ecs.r7.16xlarge",
            "ecs.g9i.large",
            "ecs.hfc7.xlarge",
        );
        fc.assert(
            fc.property(types, fc.array(types), fc.array(types), (preferred, some, others) => {
                const sized = (fallbacks: string[]) =>
                    sizedKernel({ ...nodes, instanceTypes: [preferred, ...fallbacks] }, undefined);
                assert.deepEqual(sized(some), sized(others));
            }),
        );
    });

    it("gives way to what the user says", () => {
        const given = { connectionsPerNode: 300_000, memoryGiB: 64, rollout: KernelRollout.NewNodes };
        const profile = sizedKernel(nodes, given);
        assert.equal(profile.connectionsPerNode, 300_000);
        assert.equal(profile.memoryGiB, 64);
        assert.equal(profile.vcpus, 64);
        assert.equal(profile.rollout, KernelRollout.NewNodes);
    });

    it("is a preset's own where the user chose one", () => {
        assert.deepEqual(sizedKernel(nodes, { preset: KernelPreset.Million }), {
            preset: KernelPreset.Million,
        });
    });

    it("comes to nodes that exist by a DaemonSet", () => {
        const profile = sizedKernel({ ...nodes, existingNodes: true }, undefined);
        assert.equal(profile.rollout, KernelRollout.DaemonSet);
    });

    it("reckons with TLS when a listener has it", () => {
        assert.equal(stackKernel(newCluster, NodeRole.Replicant).tls, false);
        const tls = { listeners: { ssl: { tlsSecretName: "tls" } } };
        assert.equal(stackKernel({ ...newCluster, emqx: tls }, NodeRole.Replicant).tls, true);
    });

    it("leaves cores that take no clients as they are when the first TLS listener comes: their pool stays", () => {
        const tls = { listeners: { ssl: { tlsSecretName: "tls" } } };
        const after = { ...newCluster, emqx: tls };
        assert.deepEqual(stackKernel(after, NodeRole.Core), stackKernel(newCluster, NodeRole.Core));
    });

    it("does not guess the memory of nodes that exist", () => {
        const existingNodes = { nodeSelector: { pool: "mqtt" }, kubeletPermitsSysctls: true };
        assert.equal(stackKernel({ ...existingCluster, existingNodes }, NodeRole.Core).memoryGiB, undefined);
    });

    it("is for the core pool alone where cores take the clients", () => {
        const args = {
            ...newCluster,
            connections: 200_000,
            corePool: { instanceTypes: ["ecs.c7.16xlarge"] },
            emqx: { replicants: { replicas: 0 } },
        };
        const { memoryGiB, connectionsPerNode } = stackKernel(args, NodeRole.Core);
        assert.deepEqual([memoryGiB, connectionsPerNode], [128, 100_000]);
    });

    it("is another for cores that take no clients than for replicants that do", () => {
        const args = { ...newCluster, connections: 1_000_000, emqx: { replicants: { replicas: 5 } } };
        assert.equal(stackKernel(args, NodeRole.Replicant).connectionsPerNode, 250_000);
        assert.equal(stackKernel(args, NodeRole.Core).connectionsPerNode, undefined);
    });
});
