import assert from "node:assert/strict";
import { NodeTuning, TunedNodePool } from "../../../provider";
import { type Refusal, refusalsOf, testRefusals } from "../../support/refusals";

const good = { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1"] };
const pool = (more: object) => ({ ...good, pool: more });

const POOL: Refusal<any>[] = [
    ["no cluster id", { ...good, clusterId: undefined }, "clusterId", /missing; write the ACK cluster's id/],
    ["no role", { ...good, role: undefined }, "role", /missing; write NodeRole.Core/],
    ["a misspelt role", { ...good, role: "Core" }, "role", /"Core"; write one of .*did you mean "core"/],
    ["no vSwitch", { ...good, vswitchIds: [] }, "vswitchIds", /empty/],
    ["an unknown input", { ...good, size: 3 }, "size", /is not an input/],
    ["zero nodes", pool({ nodes: 0 }), "pool.nodes", /is 0; write a whole number from 1 to 1000/],
    ["half a node", pool({ nodes: 1.5 }), "pool.nodes", /is 1.5; write a whole number/],
    ["nodes as text", pool({ nodes: "3" }), "pool.nodes", /is "3"; write a whole number/],
    [
        "no instance type",
        pool({ instanceTypes: [] }),
        "pool.instanceTypes",
        /empty; write instance types in order/,
    ],
    [
        "an instance type of another cloud",
        pool({ instanceTypes: ["ecs.c7.4xlarge", "m5.4xlarge"] }),
        "pool.instanceTypes[1]",
        /"m5.4xlarge"; write an ECS instance type such as/,
    ],
    [
        "a disk that is too small",
        pool({ systemDiskGiB: 20 }),
        "pool.systemDiskGiB",
        /from 40 to 2048 \(GiB\)/,
    ],
    [
        "a kind of disk that is none",
        pool({ systemDiskCategory: "essd" }),
        "pool.systemDiskCategory",
        /write one of "cloud_essd"/,
    ],
    [
        "an operating system that cannot be tuned",
        pool({ imageType: "ContainerOS" }),
        "pool.imageType",
        /write AliyunLinux3 or AliyunLinux4/,
    ],
    [
        "a misspelt dedication",
        pool({ dedication: "exclusive" }),
        "pool.dedication",
        /did you mean "Exclusive"/,
    ],
    ["an empty key pair", pool({ keyName: "" }), "pool.keyName", /non-empty/],
];

const TUNING: Refusal<any>[] = [
    [
        "an unknown input",
        { nodeSelecter: {} },
        "nodeSelecter",
        /is not an input; did you mean "nodeSelector"/,
    ],
    ["an empty image", { image: "" }, "image", /non-empty/],
    ["an empty namespace", { namespace: "" }, "namespace", /at most 63 lower-case/],
];

describe("TunedNodePool", () => {
    testRefusals(POOL, (args) => new TunedNodePool("pool", args));

    it("is refused with a name that cannot be a node's label", async () => {
        const found = await refusalsOf(() => new TunedNodePool("My pool", good as any));
        assert.match(found.join(), /^name: is "My pool"; write/);
    });
});

describe("NodeTuning", () => {
    testRefusals(TUNING, (args) => new NodeTuning("tuning", args));

    it("is refused with a name that Kubernetes would not take", async () => {
        const found = await refusalsOf(() => new NodeTuning("My_tuning"));
        assert.match(found.join(), /^name: is "My_tuning"; write/);
    });
});
