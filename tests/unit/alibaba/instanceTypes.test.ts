import assert from "node:assert/strict";
import { instanceFacts } from "../../../provider/alibaba/instanceTypes";

describe("what an ECS instance type has", () => {
    const known: [type: string, vcpus: number, memoryGiB: number][] = [
        ["ecs.c7.large", 2, 4],
        ["ecs.c7.xlarge", 4, 8],
        ["ecs.c7.4xlarge", 16, 32],
        ["ecs.c7.16xlarge", 64, 128],
        ["ecs.g7.2xlarge", 8, 32],
        ["ecs.g7ne.8xlarge", 32, 128],
        ["ecs.r8i.4xlarge", 16, 128],
        ["ecs.c5.large", 2, 4],
    ];
    for (const [type, vcpus, memoryGiB] of known) {
        it(`is known of ${type}`, () => assert.deepEqual(instanceFacts(type), { vcpus, memoryGiB }));
    }

    // ecs.c6t and others keep the rule; what does not must not be guessed.
    for (const type of [
        "ecs.t6-c1m2.large",
        "ecs.hfc7.xlarge",
        "ecs.sn1ne.large",
        "ecs.c4.large",
        "ecs.c7",
        "m5.large",
        "ecs.ebmc7.32xlarge",
        "ecs.i3.4xlarge",
    ]) {
        it(`is not guessed of ${type}`, () => assert.equal(instanceFacts(type), undefined));
    }
});
