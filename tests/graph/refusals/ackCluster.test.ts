import assert from "node:assert/strict";
import { AckCluster } from "../../../provider";
import { runProgram } from "../../../testkit/programs/runProgram";
import { type Refusal, refusalsOf, testRefusals } from "../../support/refusals";
import { VSWITCHES, ZONES } from "../../support/stacks";

const fresh = (more: object) => ({ newCluster: { zones: ZONES, ...more } });
const existing = (more: object) => ({ existingCluster: { clusterId: "c-1", vswitches: VSWITCHES, ...more } });

// As a JavaScript caller may write them, with no compiler in between.
const REFUSALS: Refusal<any>[] = [
    ["neither a new nor an existing cluster", {}, "newCluster", /missing, and so is existingCluster; write/],
    ["both", { ...fresh({}), ...existing({}) }, "newCluster", /together with existingCluster.* not both/],
    ["a misspelt input", { ...fresh({}), Protect: true }, "Protect", /did you mean "protect"/],
    [
        "an unknown input",
        fresh({ nodes: 3 }),
        "newCluster.nodes",
        /is not an input; the inputs here are .*zones/,
    ],
    ["no zones", { newCluster: {} }, "newCluster.zones", /missing; write two or more zones/],
    ["an empty list of zones", fresh({ zones: [] }), "newCluster.zones", /no zone; write two or more/],
    ["one zone", fresh({ zones: ["cn-hangzhou-g"] }), "newCluster.zones", /one zone; write two or more/],
    [
        "zones of two regions",
        fresh({ zones: ["cn-hangzhou-g", "cn-shanghai-b"] }),
        "newCluster.zones",
        /cn-hangzhou and cn-shanghai; a cluster lives in one region/,
    ],
    [
        "a zone twice",
        fresh({ zones: [...ZONES, ZONES[0]] }),
        "newCluster.zones[2]",
        /"cn-hangzhou-g" again; leave it out/,
    ],
    [
        "something that is no zone",
        fresh({ zones: [...ZONES, "Hangzhou G"] }),
        "newCluster.zones[2]",
        /"Hangzhou G"; write a zone id such as "cn-hangzhou-g"/,
    ],
    [
        "a region for a zone",
        fresh({ zones: [...ZONES, "cn-hangzhou"] }),
        "newCluster.zones[2]",
        /"cn-hangzhou"; write a zone id/,
    ],
    [
        "a misspelt network plug-in",
        fresh({ networkPlugin: "terway" }),
        "newCluster.networkPlugin",
        /"terway"; write one of "Terway", "Flannel"; did you mean "Terway"/,
    ],
    [
        "a control plane of no such size",
        fresh({ clusterSpec: "ack.pro.tiny" }),
        "newCluster.clusterSpec",
        /"ack.pro.tiny"; write ack.pro.small/,
    ],
    [
        "a flag in quotes",
        fresh({ natGateway: "no" }),
        "newCluster.natGateway",
        /write true or false, without quotes/,
    ],
    [
        "a VPC that is no range",
        fresh({ vpcCidr: "10.0.0.0" }),
        "newCluster.vpcCidr",
        /write a range of \/8 to \/16/,
    ],
    ["a VPC that is too small", fresh({ vpcCidr: "10.0.0.0/20" }), "newCluster.vpcCidr", /\/8 to \/16/],
    ["host bits in a range", fresh({ vpcCidr: "10.0.0.1/8" }), "newCluster.vpcCidr", /10.0.0.1\/8/],
    [
        "Services inside the VPC",
        fresh({ serviceCidr: "10.1.0.0/16" }),
        "newCluster.serviceCidr",
        /overlaps vpcCidr; write a range outside it/,
    ],
    [
        "pods inside the Services",
        fresh({ networkPlugin: "Flannel", podCidr: "172.21.0.0/16" }),
        "newCluster.podCidr",
        /overlaps serviceCidr/,
    ],
    [
        "a range of pods with Terway",
        fresh({ podCidr: "172.20.0.0/16" }),
        "newCluster.podCidr",
        /for Flannel only; with Terway/,
    ],
    [
        "an empty cluster name",
        fresh({ clusterName: " " }),
        "newCluster.clusterName",
        /write at most 63 letters/,
    ],
    [
        "no cluster id",
        existing({ clusterId: undefined }),
        "existingCluster.clusterId",
        /missing; write the cluster's id/,
    ],
    ["no vSwitches", existing({ vswitches: [] }), "existingCluster.vswitches", /empty; write the vSwitches/],
    [
        "a vSwitch without a zone",
        existing({ vswitches: [...VSWITCHES, { vswitchId: "vsw-2" }] }),
        "existingCluster.vswitches[2].zoneId",
        /missing/,
    ],
    [
        "a vSwitch with a misspelt input",
        existing({ vswitches: [{ zoneID: "cn-hangzhou-g", zoneId: "cn-hangzhou-g", vswitchId: "vsw-1" }] }),
        "existingCluster.vswitches[0].zoneID",
        /did you mean "zoneId"/,
    ],
    [
        "an empty kubeconfig",
        existing({ kubeconfig: "" }),
        "existingCluster.kubeconfig",
        /non-empty text, or leave it out/,
    ],
];

describe("AckCluster", () => {
    testRefusals(REFUSALS, (args) => new AckCluster("cluster", args));

    it("is refused with a name that the cluster cannot have, unless that has its own", async () => {
        const create = (args: object) => () => new AckCluster("my cluster", args as any);
        assert.deepEqual(await refusalsOf(create(fresh({}))), [
            'name: is "my cluster"; write at most 63 letters, digits, "-" and "_", beginning with a letter or digit, or give newCluster.clusterName',
        ]);
        await runProgram(create(fresh({ clusterName: "mqtt" })));
    });

    it("is refused with a name that its public address cannot have, unless there is none", async () => {
        const create = (args: object) => () => new AckCluster("5g", args as any);
        assert.deepEqual(await refusalsOf(create(fresh({}))), [
            'name: is "5g", and the public address\'s name "5g-nat" has to begin with a letter; write a name that does',
        ]);
        await runProgram(create(fresh({ natGateway: false })));
    });
});
