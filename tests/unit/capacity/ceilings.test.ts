import assert from "node:assert/strict";
import { SOURCE } from "../../../docs/generate/capacityPlots/article";
import {
    EmqxEdition,
    EmqxLicense,
    type EmqxOnAckArgs,
    KernelRollout,
    LoadBalancerKind,
    NetworkPlugin,
} from "../../../provider";
import { existingCluster, newCluster } from "../../support/stacks";
import { keyFor } from "./licenseKeys";
import { ceilingOf, findingOf, findingsOf } from "./stacks";

const million: EmqxOnAckArgs = {
    ...newCluster,
    connections: 1_000_000,
    replicantPool: { instanceTypes: ["ecs.c7.8xlarge"] },
    emqx: { replicants: { replicas: 6 } },
};
const busy = { ...million, traffic: { publishedPerSecond: 500_000 } };
const emqx = (more: EmqxOnAckArgs["emqx"]) => ({ emqx: { ...million.emqx, ...more } });
const pods = (resources: object) => emqx({ replicants: { replicas: 6, resources } });

interface Row {
    readonly where: string;
    readonly name: string;
    readonly args: EmqxOnAckArgs;
    readonly used: number;
    readonly afterLosing?: number;
    readonly limit: number;
}

const each = 1_000_000 / 6;
const left = 200_000;

/** The arithmetic of every ceiling, by hand. */
const TABLE: Row[] = [
    {
        where: "replicant node",
        name: "ECS connections",
        args: million,
        used: each,
        afterLosing: left,
        limit: 600_000,
    },
    {
        where: "replicant node",
        name: "ECS connections",
        // Of several types the least counts.
        args: { ...million, replicantPool: { instanceTypes: ["ecs.g7ne.8xlarge", "ecs.c7.4xlarge"] } },
        used: each,
        afterLosing: left,
        limit: 300_000,
    },
    {
        where: "replicant node",
        name: "ECS connections",
        args: { ...million, capacity: { nodesLost: 2, node: { connections: 700_000 } } },
        used: each,
        afterLosing: 250_000,
        limit: 700_000,
    },
    // After losing one its 166,667 clients come back within 63 s, at 1.79 ms each: 0.95 vCPU on each of five.
    { where: "replicant node", name: "vCPU", args: busy, used: 13.2, afterLosing: 16.83, limit: 32 },
    { where: "replicant node", name: "bandwidth", args: busy, used: 1.39, afterLosing: 1.63, limit: 16 },
    {
        where: "replicant node",
        name: "packets",
        args: busy,
        used: 500_000,
        afterLosing: 600_000,
        limit: 6_000_000,
    },
    { where: "replicant node", name: "memory", args: million, used: 3.66, afterLosing: 4.39, limit: 64 },
    {
        where: "replicant node",
        name: "memory",
        args: { ...million, ...emqx({ listeners: { ssl: { tlsSecretName: "tls" } } }) },
        used: 7.31,
        afterLosing: 8.77,
        limit: 64,
    },
    {
        where: "replicant node",
        name: "tracked connections",
        args: million,
        used: each,
        afterLosing: left,
        limit: 1_048_576,
    },
    {
        where: "replicant pod",
        name: "open files",
        args: million,
        used: 185_186,
        afterLosing: 222_223,
        limit: 1_048_576,
    },
    {
        where: "replicant pod",
        name: "Erlang ports",
        args: million,
        used: each,
        afterLosing: left,
        limit: 1_048_576,
    },
    {
        where: "replicant pod",
        name: "Erlang ports",
        args: { ...million, ...emqx({ limits: { maxPorts: 300_000 } }) },
        used: each,
        afterLosing: left,
        limit: 300_000,
    },
    {
        where: "replicant pod",
        name: "Erlang processes",
        args: million,
        used: 2 * each,
        afterLosing: 2 * left,
        limit: 2_097_152,
    },
    {
        where: "replicant pod",
        name: "listener connections",
        args: million,
        used: each,
        afterLosing: left,
        limit: 1_024_000,
    },
    {
        where: "replicant pod",
        name: "listener connections",
        args: {
            ...million,
            ...emqx({ listeners: { tcp: { maxConnections: 150_000 }, ws: { maxConnections: 100_000 } } }),
        },
        used: each,
        afterLosing: left,
        limit: 250_000,
    },
    {
        where: "replicant pod",
        name: "listener connects",
        args: { ...million, traffic: { connectsPerSecond: 30_000 } },
        used: 5_000,
        afterLosing: 6_000,
        limit: 100_000,
    },
    {
        where: "replicant pod",
        name: "CPU limit",
        args: { ...busy, ...pods({ cpuLimit: "20" }) },
        used: 13.2,
        afterLosing: 16.83,
        limit: 20,
    },
    {
        where: "replicant pod",
        name: "memory limit",
        args: { ...million, ...pods({ memoryLimit: "8Gi" }) },
        used: 3.66,
        afterLosing: 4.39,
        limit: 8,
    },
    // The load balancer is no node: what it carries stays when nodes go.
    { where: "load balancer", name: "connections", args: million, used: 1_000_000, limit: 10_000_000 },
    {
        where: "load balancer",
        name: "connections",
        args: { ...million, capacity: { loadBalancer: { connections: 20_000_000 } } },
        used: 1_000_000,
        limit: 20_000_000,
    },
    {
        where: "load balancer",
        name: "connects",
        args: { ...million, traffic: { connectsPerSecond: 30_000 } },
        used: 30_000,
        limit: 400_000,
    },
    {
        where: "load balancer",
        name: "connects",
        args: {
            ...million,
            traffic: { connectsPerSecond: 30_000 },
            loadBalancer: { kind: LoadBalancerKind.Nlb, maxConnectRate: 20_000 },
        },
        used: 30_000,
        limit: 40_000,
    },
    { where: "load balancer", name: "bandwidth", args: busy, used: 9.55, limit: 100 },
    { where: "load balancer", name: "packets", args: busy, used: 3_000_000, limit: 16_000_000 },
    // Old and new pods of an upgrade.
    { where: "load balancer", name: "backends", args: million, used: 12, limit: 400 },
    { where: "load balancer", name: "backends", args: SOURCE, used: 5, limit: 200 },
    {
        where: "replicant node",
        name: "CPU requests",
        args: { ...million, ...pods({ cpuRequest: "10" }) },
        used: 20,
        limit: 31.35,
    },
    {
        where: "replicant node",
        name: "memory requests",
        args: { ...million, ...pods({ memoryRequest: "20Gi" }) },
        used: 40,
        // 64 x 0.935, without 11 x 213 + 255 MiB, 300 MiB and the DaemonSets' 0.4 GiB.
        limit: 56.61,
    },
    { where: "core node", name: "CPU requests", args: million, used: 1, limit: 7.41 },
    {
        where: "replicant node",
        name: "CPU requests",
        args: { ...million, replicantPool: { ...million.replicantPool, nodes: 12 } },
        used: 1,
        limit: 31.35,
    },
    { where: "replicant node", name: "pods", args: million, used: 2, limit: 210 },
    { where: "replicant node", name: "pods", args: SOURCE, used: 2, limit: 255 },
    // Nine nodes and nine new ones while pools are replaced, in two zones; a /16 without four addresses.
    { where: "vSwitch", name: "node addresses", args: million, used: 9, limit: 65_532 },
    {
        where: "vSwitch",
        name: "node addresses",
        args: { ...million, kernel: { rollout: KernelRollout.NewNodes } },
        used: 5,
        limit: 65_532,
    },
    { where: "vSwitch", name: "pod addresses", args: million, used: 9, limit: 65_532 },
    {
        where: "vSwitch",
        name: "pod addresses",
        args: {
            ...million,
            newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"], vpcCidr: "10.0.0.0/16" },
        },
        used: 9,
        limit: 1_020,
    },
    { where: "cluster", name: "pod ranges", args: SOURCE, used: 16, limit: 256 },
    { where: "VPC", name: "routes", args: SOURCE, used: 16, limit: 200 },
    { where: "cluster", name: "nodes", args: million, used: 18, limit: 100 },
    {
        where: "cluster",
        name: "nodes",
        args: {
            ...million,
            kernel: { rollout: KernelRollout.DaemonSet },
            capacity: { quotas: { nodes: 500 } },
        },
        used: 9,
        limit: 500,
    },
    { where: "cluster", name: "node pools", args: million, used: 4, limit: 20 },
    {
        where: "cluster",
        name: "license",
        args: {
            ...million,
            ...emqx({ edition: EmqxEdition.Enterprise }),
            capacity: { licensedConnections: 2_000_000 },
        },
        used: 1_000_000,
        limit: 2_000_000,
    },
    {
        where: "cluster",
        name: "license",
        args: { ...million, ...emqx({ version: "6.3.1", licenseKey: keyFor(1_500_000) }) },
        used: 1_000_000,
        limit: 1_500_000,
    },
    {
        where: "cluster",
        name: "license",
        args: { ...newCluster, emqx: { version: "6.3.1", license: EmqxLicense.Evaluation } },
        used: 25,
        limit: 25,
    },
    {
        where: "cluster",
        name: "licensed messages",
        args: {
            ...million,
            ...emqx({ version: "6.3.1", licenseKey: keyFor(2_000_000, 1_500_000) }),
            traffic: { publishedPerSecond: 500_000, deliveredPerSecond: 400_000 },
        },
        used: 900_000,
        limit: 1_500_000,
    },
    { where: "region", name: "load balancers", args: million, used: 2, limit: 60 },
    // Cores take the clients where there are no replicants.
    {
        where: "core node",
        name: "ECS connections",
        args: { ...newCluster, emqx: { replicants: { replicas: 0 } } },
        used: 100_000 / 3,
        afterLosing: 50_000,
        limit: 250_000,
    },
    // Of a single node none is lost.
    {
        where: "replicant node",
        name: "ECS connections",
        args: { ...newCluster, emqx: { replicants: { replicas: 1 } } },
        used: 100_000,
        limit: 300_000,
    },
];

describe("ceilings", () => {
    for (const { where, name, args, used, afterLosing = used, limit } of TABLE) {
        it(`${name} of ${where}: ${afterLosing} of ${limit}`, () => {
            const ceiling = ceilingOf(args, where, name);
            const close = (actual: number | undefined, expected: number, what: string) =>
                assert.ok(Math.abs(actual! / expected - 1) < 0.005, `${what} is ${actual}, not ${expected}`);
            close(ceiling.used, used, "used");
            close(ceiling.afterLosing, afterLosing, "after losing");
            close(ceiling.limit, limit, "limit");
            assert.equal(ceiling.utilisation, ceiling.afterLosing! / ceiling.limit!);
            assert.ok(ceiling.source !== "" && ceiling.unit !== "" && ceiling.input !== "");
            assert.doesNotMatch(ceiling.arithmetic, /NaN|undefined|Infinity/);
        });
    }

    it("are all in the table above", () => {
        const all = [million, busy, SOURCE].flatMap((args) => findingsOf(args));
        const checked = all.filter(({ ceiling }) => ceiling.utilisation !== undefined);
        const missing = checked.filter(
            ({ ceiling }) =>
                !TABLE.some(
                    ({ where, name }) =>
                        name === ceiling.name && where.split(" ").at(-1) === ceiling.where.split(" ").at(-1),
                ),
        );
        assert.deepEqual(
            missing.map(({ ceiling }) => `${ceiling.where}: ${ceiling.name}`),
            [],
        );
    });

    it("come the tightest first, those not checked last", () => {
        const shares = findingsOf(busy).map(({ ceiling }) => ceiling.utilisation ?? -1);
        assert.deepEqual(
            shares,
            [...shares].sort((a, b) => b - a),
        );
    });

    it("say in a sentence how they are reckoned", () => {
        assert.equal(
            ceilingOf(million, "replicant node", "ECS connections").arithmetic,
            "1,000,000 connections / 5 replicants left of 6 = 200,000, 33 % of the 600,000 that an ecs.c7.8xlarge takes",
        );
        assert.equal(
            ceilingOf(million, "cluster", "nodes").arithmetic,
            "9 nodes, twice that while pools are replaced, are 18 % of the quota of 100",
        );
    });
});

describe("ceilings of a pool with several types", () => {
    it("name for each figure the type that has the least of it", () => {
        const types = ["ecs.g7ne.2xlarge", "ecs.c7.4xlarge"];
        const mixed = { ...busy, replicantPool: { instanceTypes: types } };
        const sentence = (name: string) => ceilingOf(mixed, "replicant node", name).arithmetic;
        assert.match(sentence("ECS connections"), /300,000 that an ecs\.c7\.4xlarge takes$/);
        assert.match(sentence("vCPU"), /of the 8 of an ecs\.g7ne\.2xlarge$/);
    });

    it("name the type that has no figures where one has none", () => {
        const types = ["ecs.c7.4xlarge", "ecs.c9i.4xlarge"];
        const mixed = { ...busy, replicantPool: { instanceTypes: types } };
        assert.match(
            ceilingOf(mixed, "replicant node", "bandwidth").arithmetic,
            /^not checked: the figure of ecs\.c9i\.4xlarge is not known here; give capacity\.node\.gbps$/,
        );
        assert.equal(ceilingOf(mixed, "replicant node", "vCPU").limit, 16);
    });
});

describe("ceilings that cannot be checked", () => {
    const unknownType = { ...million, replicantPool: { instanceTypes: ["ecs.c9i.8xlarge"] } };

    for (const [what, args, where, name, input] of [
        [
            "connections of a type without figures",
            unknownType,
            "replicant node",
            "ECS connections",
            "capacity.node.connections",
        ],
        [
            "bandwidth of a type without figures",
            { ...unknownType, traffic: { publishedPerSecond: 1 } },
            "replicant node",
            "bandwidth",
            "capacity.node.gbps",
        ],
        [
            "memory of nodes that exist",
            { ...existingCluster, existingNodes: { nodeSelector: { a: "b" } } },
            "replicant node",
            "memory",
            "kernel.memoryGiB",
        ],
        ["bandwidth without messages", million, "replicant node", "bandwidth", "traffic.publishedPerSecond"],
        ["packets of a CLB", SOURCE, "load balancer", "packets", "capacity.loadBalancer.packetsPerSecond"],
        [
            "addresses of vSwitches that exist",
            existingCluster,
            "vSwitch",
            "addresses",
            "existingCluster.vswitches",
        ],
        ["a license without its figure", SOURCE, "cluster", "license", "capacity.licensedConnections"],
    ] as [string, EmqxOnAckArgs, string, string, string][]) {
        it(`are named, with what to give: ${what}`, () => {
            const ceiling = ceilingOf(args, where, name);
            assert.equal(ceiling.utilisation, undefined);
            assert.equal(ceiling.limit, undefined);
            assert.equal(ceiling.input, input);
            assert.match(ceiling.arithmetic, /^not checked: /);
        });
    }

    it("are checked once the figure is given", () => {
        const given = { ...unknownType, capacity: { node: { connections: 900_000 } } };
        assert.equal(ceilingOf(given, "replicant node", "ECS connections").limit, 900_000);
        const nodes = {
            ...existingCluster,
            existingNodes: { nodeSelector: { a: "b" } },
            kernel: { memoryGiB: 48, vcpus: 24 },
        };
        assert.equal(ceilingOf(nodes, "replicant node", "memory").limit, 48);
    });

    it("matter to a person only where harm is possible", () => {
        assert.equal(findingOf(unknownType, "replicant node", "ECS connections").silent, false);
        const few = { ...unknownType, connections: 100_000 };
        assert.equal(findingOf(few, "replicant node", "ECS connections").silent, true);
        assert.equal(findingOf(million, "replicant node", "bandwidth").silent, true);
    });

    it("leave out what is not known before the update", () => {
        const late = { ...busy, ...pods({ cpuLimit: Promise.resolve("20") }) };
        const names = findingsOf(late).map(({ ceiling }) => ceiling.name);
        assert.ok(!names.includes("CPU limit") && names.includes("vCPU"));
    });

    it("have no files and ports where no client comes over TCP", () => {
        const quic = { ...million, ...emqx({ listeners: { quic: { tlsSecretName: "tls" } } }) };
        const names = findingsOf(quic).map(({ ceiling }) => ceiling.name);
        assert.ok(!names.includes("Erlang ports") && !names.includes("open files"));
        assert.ok(names.includes("Erlang processes"));
        const few = { ...quic, emqx: { ...quic.emqx, limits: { maxPorts: 50_000 } } };
        const processes = findingOf(few, "replicant pod", "Erlang processes");
        assert.equal(processes.ceiling.limit, 100_000, "two for each port, which is all that EMQX allows");
        assert.ok(processes.refused && processes.ceiling.input === "emqx.limits.maxPorts");
    });

    it("count connections against what a license key says, and against the figure that a person gives before it", () => {
        const of = (licenseKey: string, more: Partial<EmqxOnAckArgs> = {}) =>
            findingOf(
                { ...million, ...emqx({ version: "6.3.1", licenseKey }), ...more },
                "cluster",
                "license",
            );
        const little = of(keyFor(900_000));
        assert.equal(little.ceiling.input, "emqx.licenseKey");
        // What the key does not allow is refused where keys are read, once.
        assert.ok(little.ceiling.utilisation! > 1 && !little.refused && little.silent);
        const given = of(keyFor(900_000), { capacity: { licensedConnections: 950_000 } });
        assert.deepEqual([given.ceiling.limit, given.refused], [950_000, true]);
        // One that is not known before the update, or not understood here.
        assert.match(of("your-license-key").ceiling.arithmetic, /^not checked: give capacity\.licensedConn/);
        const late = { ...million, ...emqx({ version: "6.3.1", licenseKey: Promise.resolve("x") }) };
        assert.ok(!findingsOf(late).some(({ ceiling }) => ceiling.name === "license"));
    });

    it("tell messages above a license's, and refuse none: EMQX raises an alarm", () => {
        const messages = (publishedPerSecond: number) =>
            findingOf(
                {
                    ...million,
                    ...emqx({ version: "6.3.1", licenseKey: keyFor(2_000_000, 1_000) }),
                    traffic: { publishedPerSecond, deliveredPerSecond: 0 },
                },
                "cluster",
                "licensed messages",
            );
        assert.deepEqual([messages(1_000).silent, messages(1_001).silent], [true, false]);
        assert.equal(messages(100_000).refused, false);
    });

    it("have no license where none is needed, and no quotas of pools that are not the stack's", () => {
        const names = (args: EmqxOnAckArgs) => findingsOf(args).map(({ ceiling }) => ceiling.name);
        assert.ok(!names(million).includes("license"));
        const nodes = { ...existingCluster, existingNodes: { nodeSelector: { a: "b" } } };
        assert.ok(!names(nodes).includes("nodes") && names(existingCluster).includes("nodes"));
        assert.ok(
            !names({
                ...newCluster,
                newCluster: { zones: newCluster.newCluster!.zones, networkPlugin: NetworkPlugin.Terway },
            }).includes("routes"),
        );
    });
});
