import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import {
    DEFAULT_DISK_CATEGORY,
    DEFAULT_DISK_GIB,
    DEFAULT_IMAGE_TYPE,
    DEFAULT_INSTANCE_TYPES,
} from "../../../provider/nodes/defaults";
import { poolIdentity, poolLabels } from "../../../provider/nodes/identity";
import { buildKernelProfile, KernelPreset, KernelRollout } from "../../../provider/nodes/kernel";
import { Dedication, type NodePoolArgs, NodeRole } from "../../../provider/nodes/tunedNodePoolArgs";
import { Problems } from "../../../provider/validation/problems";
import { resolved } from "../../support/resolved";

const profile = buildKernelProfile({}, new Problems());
const million = buildKernelProfile({ preset: KernelPreset.Million }, new Problems());
const roles = fc.constantFrom(...Object.values(NodeRole));

function identityOf(pool: NodePoolArgs, role = NodeRole.Replicant, of = profile): string {
    const identity = poolIdentity(role, of, pool);
    assert.equal(typeof identity, "string");
    return identity as string;
}

/** One value after another that only nodes made later get. */
const OTHER: Required<Pick<NodePoolArgs, "imageType" | "systemDiskCategory" | "systemDiskGiB" | "keyName">> =
    {
        imageType: "AliyunLinux4",
        systemDiskCategory: "cloud_auto",
        systemDiskGiB: 200,
        keyName: "ops",
    };

const types = fc.constantFrom("ecs.c7.2xlarge", "ecs.c7.4xlarge", "ecs.g7.4xlarge", "ecs.c8i.8xlarge");

const pools: fc.Arbitrary<NodePoolArgs> = fc.record(
    {
        instanceTypes: fc.uniqueArray(types, { minLength: 1 }),
        imageType: fc.constantFrom("AliyunLinux3", "AliyunLinux4"),
        systemDiskCategory: fc.constantFrom("cloud_essd", "cloud_auto"),
        systemDiskGiB: fc.constantFrom(120, 200),
        keyName: fc.constantFrom("ops", "dev"),
    },
    { requiredKeys: [] },
);

describe("a pool's identity", () => {
    it("is the hash of the kernel profile where nothing else is said", () => {
        assert.equal(identityOf({}), profile.hash);
        assert.equal(identityOf({}, NodeRole.Core, million), million.hash);
    });

    it("changes with each property that only nodes made later get, and fits into a label", () => {
        const all = [
            profile.hash,
            identityOf({}, NodeRole.Replicant, million),
            identityOf({ instanceTypes: ["ecs.g7.4xlarge"] }),
            ...Object.entries(OTHER).map(([key, value]) => identityOf({ [key]: value })),
            identityOf(OTHER),
            identityOf(OTHER, NodeRole.Replicant, million),
        ];
        assert.equal(new Set(all).size, all.length);
        for (const identity of all) assert.match(identity, /^[0-9a-f]{10}$/);
    });

    it("stays the one that clusters have already", () => {
        const fixed = { ...profile, hash: "0123456789" };
        const pool = { instanceTypes: ["ecs.c7.16xlarge"], ...OTHER };
        assert.equal(identityOf(pool, NodeRole.Replicant, fixed), "2ca0c5056c");
    });

    it("stays with every default written out", () => {
        for (const role of Object.values(NodeRole)) {
            const written = {
                instanceTypes: [...DEFAULT_INSTANCE_TYPES[role]],
                imageType: DEFAULT_IMAGE_TYPE,
                systemDiskCategory: DEFAULT_DISK_CATEGORY,
                systemDiskGiB: DEFAULT_DISK_GIB,
            };
            assert.equal(
                identityOf(written, role),
                profile.hash,
                "see `nothing` in provider/nodes/identity.ts",
            );
        }
    });

    it("stays when fallbacks are appended, removed or put into another order", () => {
        fc.assert(
            fc.property(
                pools,
                roles,
                types,
                fc.array(types),
                fc.array(types),
                (pool, role, first, some, others) => {
                    const one = identityOf({ ...pool, instanceTypes: [first, ...some] }, role);
                    assert.equal(identityOf({ ...pool, instanceTypes: [first, ...others] }, role), one);
                },
            ),
        );
    });

    it("stays whatever reaches running nodes, or only says how many there are", () => {
        const others: NodePoolArgs[] = [
            { nodes: 7 },
            { dedication: Dedication.Shared },
            { labels: { disk: "fast" } },
            { tags: { team: "iot" } },
        ];
        for (const pool of others) assert.equal(identityOf(pool), profile.hash);
    });

    it("does not depend on the order of inputs, nor on inputs that are written as undefined", () => {
        fc.assert(
            fc.property(pools, roles, (pool, role) => {
                const turned = Object.fromEntries(Object.entries(pool).reverse());
                const unset = Object.fromEntries(
                    ["imageType", "keyName", "nodes", "ofALaterIssue"].map((key) => [key, undefined]),
                );
                const identity = identityOf(pool, role);
                assert.equal(identityOf(turned, role), identity);
                assert.equal(identityOf({ ...unset, ...turned }, role), identity);
            }),
        );
    });

    it("is equal exactly where all that makes it is equal", () => {
        const meant = (pool: NodePoolArgs) => [
            pool.instanceTypes?.[0] ?? "ecs.c7.4xlarge",
            pool.imageType ?? "AliyunLinux3",
            pool.systemDiskCategory ?? "cloud_essd",
            pool.systemDiskGiB ?? 120,
            pool.keyName ?? "",
        ];
        fc.assert(
            fc.property(pools, pools, (one, other) => {
                const same = meant(one).join() === meant(other).join();
                assert.equal(identityOf(one) === identityOf(other), same);
            }),
        );
    });

    it("is the same of an Output as of its value, once that is known", async () => {
        await fc.assert(
            fc.asyncProperty(pools, async (pool) => {
                const late = {
                    ...pool,
                    imageType: pulumi.output(pool.imageType),
                    systemDiskGiB: pulumi.output(pool.systemDiskGiB),
                    keyName: pulumi.output(pool.keyName),
                } as NodePoolArgs;
                const identity = poolIdentity(NodeRole.Replicant, profile, late);
                assert.ok(pulumi.Output.isInstance(identity));
                assert.equal(await resolved(identity), identityOf(pool));
            }),
            { numRuns: 30 },
        );
    });

    it("takes an Output that turns out to hold nothing for an input that was left out", async () => {
        for (const nothing of [undefined, null]) {
            const late = { keyName: pulumi.output(nothing), imageType: pulumi.output(nothing) } as object;
            assert.equal(await resolved(poolIdentity(NodeRole.Core, profile, late)), profile.hash);
        }
    });

    it("is of no use where a change stays in the pool: no pod may ask for nodes that nobody makes", () => {
        for (const rollout of [KernelRollout.DaemonSet, KernelRollout.NewNodes]) {
            const stays = buildKernelProfile({ rollout }, new Problems());
            assert.equal(poolIdentity(NodeRole.Core, stays, OTHER), undefined);
            assert.deepEqual(poolLabels("pool", undefined), { "emqx-ack.io/pool": "pool" });
        }
    });
});
