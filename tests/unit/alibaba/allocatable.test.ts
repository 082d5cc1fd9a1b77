import assert from "node:assert/strict";
import * as fc from "fast-check";
import { allocatable, DAEMON_SETS } from "../../../provider/alibaba/allocatable";
import { instanceFigures } from "../../../provider/alibaba/instanceTable";
import { EmqxLicense } from "../../../provider/emqx/args/license";
import { shapeOf } from "../../../provider/emqx/plan/defaults";
import { parseQuantity } from "../../../provider/kubernetes/quantity";
import { DEFAULT_INSTANCE_TYPES, EVALUATION_INSTANCE_TYPES } from "../../../provider/nodes/defaults";
import { NodeRole } from "../../../provider/nodes/tunedNodePoolArgs";

describe("what ACK leaves of a node for pods", () => {
    // The policy's shares of each vCPU, added up by hand: 0.06 + 0.01 + 2 x 0.005, and 0.0025 for each further one.
    for (const [vcpus, reserved] of [
        [1, 0.06],
        [2, 0.07],
        [4, 0.08],
        [8, 0.09],
        [32, 0.15],
        [64, 0.23],
    ] as const) {
        it(`reserves ${reserved} of ${vcpus} vCPU`, () => {
            const left = Math.max(0, vcpus - reserved - DAEMON_SETS.vcpus);
            assert.ok(Math.abs(allocatable(vcpus, 16).vcpus - left) < 1e-9);
        });
    }

    it("reserves 11 MiB for each pod and 255 MiB, and at the most a quarter of the memory", () => {
        const gib = (mib: number) => mib / 1024;
        const otherwise = (memory: number) => 0.935 * memory - gib(300) - DAEMON_SETS.memoryGiB;
        const left = (memory: number, pods: number) => allocatable(4, memory, pods).memoryGiB;
        assert.ok(Math.abs(left(64, 48) - (otherwise(64) - gib(11 * 48 + 255))) < 1e-9);
        assert.ok(Math.abs(left(4, 256) - (otherwise(4) - 1)) < 1e-9);
    });

    it("is never below 0, never more than the node, and never less of a larger node", () => {
        const node = fc.tuple(fc.integer({ min: 1, max: 256 }), fc.integer({ min: 1, max: 2048 }));
        fc.assert(
            fc.property(node, fc.integer({ min: 1, max: 500 }), ([vcpus, memory], pods) => {
                const [of, larger] = [
                    allocatable(vcpus, memory, pods),
                    allocatable(vcpus + 1, memory + 1, pods),
                ];
                assert.ok(of.vcpus >= 0 && of.vcpus < vcpus && of.memoryGiB >= 0 && of.memoryGiB < memory);
                assert.ok(larger.vcpus >= of.vcpus && larger.memoryGiB >= of.memoryGiB);
            }),
        );
    });

    for (const role of Object.values(NodeRole)) {
        for (const [what, license, types] of [
            ["by default", undefined, DEFAULT_INSTANCE_TYPES[role]],
            ["for evaluation", EmqxLicense.Evaluation, EVALUATION_INSTANCE_TYPES],
        ] as const) {
            it(`has room for what two ${role}s request ${what} on each type of such nodes`, () => {
                const { cpuRequest, memoryRequest } = shapeOf({ license }).resources[role];
                for (const type of types) {
                    const { vcpus, memoryGiB } = instanceFigures(type)!;
                    const left = allocatable(vcpus, memoryGiB);
                    assert.ok(2 * parseQuantity(cpuRequest as string)! <= 0.7 * left.vcpus);
                    assert.ok(
                        (2 * parseQuantity(memoryRequest as string)!) / 2 ** 30 <= 0.7 * left.memoryGiB,
                    );
                }
            });
        }
    }
});
