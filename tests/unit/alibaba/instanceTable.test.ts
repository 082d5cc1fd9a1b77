import assert from "node:assert/strict";
import { instanceFigures, knownInstanceTypes } from "../../../provider/alibaba/instanceTable";

describe("figures of ECS instance types", () => {
    // Read off Alibaba Cloud's page once more, by hand.
    const read: [
        type: string,
        vcpus: number,
        gib: number,
        gbps: number,
        pps: number,
        sessions: number,
        pods: number,
    ][] = [
        ["ecs.c7.16xlarge", 64, 128, 32, 12_000_000, 1_200_000, 210],
        ["ecs.g7.4xlarge", 16, 64, 10, 3_000_000, 300_000, 210],
        ["ecs.r7.8xlarge", 32, 256, 16, 6_000_000, 600_000, 210],
        ["ecs.c7.2xlarge", 8, 16, 5, 1_600_000, 250_000, 45],
        ["ecs.g7ne.2xlarge", 8, 32, 6, 1_500_000, 1_750_000, 75],
        ["ecs.c6.13xlarge", 52, 96, 12.5, 3_000_000, 900_000, 120],
        ["ecs.g6e.26xlarge", 104, 384, 32, 24_000_000, 1_800_000, 420],
        ["ecs.c8i.8xlarge", 32, 64, 20, 6_000_000, 800_000, 210],
        ["ecs.g8i.16xlarge", 64, 256, 32, 12_000_000, 1_600_000, 210],
    ];
    for (const [type, vcpus, memoryGiB, gbps, packetsPerSecond, connections, podAddresses] of read) {
        it(`are those of the page for ${type}`, () => {
            const { source, ...figures } = instanceFigures(type)!;
            assert.deepEqual(figures, {
                type,
                vcpus,
                memoryGiB,
                gbps,
                packetsPerSecond,
                connections,
                podAddresses,
            });
            assert.match(source, /Alibaba Cloud/);
        });
    }

    it("are not guessed of what the page does not have", () => {
        for (const type of [
            "ecs.c9i.8xlarge",
            "ecs.c7ne.2xlarge",
            "ecs.r8i.8xlarge",
            "ecs.c7.5xlarge",
            "c7.large",
            "ecs.c7.constructor",
            "ecs.cconstructor.large",
        ])
            assert.equal(instanceFigures(type), undefined, type);
    });

    it("grow with the size within a family", () => {
        const known = knownInstanceTypes();
        assert.ok(known.length > 90);
        for (const [at, larger] of known.entries()) {
            const smaller = known[at - 1];
            if (smaller?.type.split(".")[1] !== larger.type.split(".")[1]) continue;
            for (const figure of ["vcpus", "memoryGiB", "gbps", "packetsPerSecond", "connections"] as const)
                assert.ok(larger[figure] >= smaller![figure], `${figure} of ${larger.type}`);
        }
    });
});
