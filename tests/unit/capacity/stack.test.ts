import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, type EmqxOnAckArgs, LoadBalancerKind } from "../../../provider";
import type { CapacityCeiling } from "../../../provider/capacity/ceiling";
import { planStack } from "../../../provider/plan/planStack";
import { Problems } from "../../../provider/validation/problems";
import { testRefusals } from "../../support/refusals";
import { newCluster, runStack } from "../../support/stacks";
import { versionedStack } from "../../support/versions";

const STACK = "emqx-ack:index:EmqxOnAck";
const wrong = (more: object): EmqxOnAckArgs => ({ ...newCluster, ...more });
const traffic = (more: object) => wrong({ traffic: more });
const capacity = (more: object) => wrong({ capacity: more });
/** What it turns out to be is known only while the program runs. */
const later = <T>(value: T) => pulumi.output(Promise.resolve(value));

async function ceilingsOf(args: EmqxOnAckArgs): Promise<CapacityCeiling[]> {
    const graph = await runStack(args, "update");
    const outputs = graph.resources.find(({ type }) => type === STACK)!.outputs!;
    return outputs.capacity as unknown as CapacityCeiling[];
}

describe("EmqxOnAck with more load than it carries", () => {
    testRefusals<EmqxOnAckArgs>(
        [
            [
                "more connections than its nodes",
                wrong({ connections: 700_000 }),
                "replicantPool.instanceTypes",
                /350,000, 117 % of the 300,000/,
            ],
            [
                "more than one node when the others are lost",
                capacity({ nodesLost: 5 }),
                "capacity.nodesLost",
                /is 5, and the stack has 3 replicants; write 2 or less/,
            ],
            [
                "a lower listener limit than its share",
                wrong({ emqx: { listeners: { tcp: { maxConnections: 40_000 } } } }),
                "emqx.listeners.tcp.maxConnections",
                /50,000, 125 % of the 40,000/,
            ],
            [
                "fewer Erlang ports than connections",
                wrong({ emqx: { limits: { maxPorts: 40_000 } } }),
                "emqx.limits.maxPorts",
                /50,000, 125 % of the 40,000 of node\.max_ports/,
            ],
            [
                "a memory limit below its connections",
                wrong({ emqx: { replicants: { resources: { memoryRequest: "1Gi", memoryLimit: "1Gi" } } } }),
                "emqx.replicants.resources.memoryLimit",
                /1\.1, 110 % of the 1 of a pod's memoryLimit/,
            ],
        ],
        (args) => new EmqxOnAck("mqtt", versionedStack(args)),
    );
});

describe("a load balancer with figures of its own", () => {
    const clb: EmqxOnAckArgs = {
        ...newCluster,
        connections: 1_200_000,
        replicantPool: { instanceTypes: ["ecs.c7.8xlarge"] },
        emqx: { replicants: { replicas: 6 } },
        loadBalancer: { kind: LoadBalancerKind.Clb },
    };
    const paths = (args: EmqxOnAckArgs) => {
        const problems = new Problems();
        planStack("mqtt", versionedStack(args), problems);
        return problems.all.map(({ path }) => path);
    };

    it("is held against those, and not against what its kind carries", () => {
        assert.deepEqual(paths(clb), ["loadBalancer.kind"]);
        const own = (connections: number) => ({ ...clb, capacity: { loadBalancer: { connections } } });
        assert.deepEqual(paths(own(2_000_000)), []);
        assert.deepEqual(paths(own(1_100_000)), ["loadBalancer.kind"]);
    });
});

describe("what is wrong with traffic and capacity", () => {
    testRefusals<EmqxOnAckArgs>(
        [
            [
                "half a message",
                traffic({ publishedPerSecond: 0.5 }),
                "traffic.publishedPerSecond",
                /is 0\.5; write a whole number from 0 to 1000000000 \(messages a second\)/,
            ],
            [
                "fewer than no messages",
                traffic({ deliveredPerSecond: -1 }),
                "traffic.deliveredPerSecond",
                /is -1; write a whole number from 0/,
            ],
            [
                "a rate with its unit",
                traffic({ publishedPerSecond: "500k/s" }),
                "traffic.publishedPerSecond",
                /write a whole number/,
            ],
            [
                "a QoS that is none",
                traffic({ qos: 3 }),
                "traffic.qos",
                /is 3; write a whole number from 0 to 2/,
            ],
            [
                "a payload larger than MQTT's",
                traffic({ payloadBytes: 300_000_000 }),
                "traffic.payloadBytes",
                /from 0 to 268435455 \(bytes\)/,
            ],
            [
                "no connects at all",
                traffic({ connectsPerSecond: 0 }),
                "traffic.connectsPerSecond",
                /is 0; write a whole number from 1/,
            ],
            ["a misspelt input", traffic({ payload: 1024 }), "traffic.payload", /is not an input/],
            [
                "the keep-alive in the wrong place",
                traffic({ keepAliveSeconds: 60 }),
                "traffic.keepAliveSeconds",
                /loadBalancer\.keepAliveSeconds/,
            ],
            [
                "a number where messages are meant",
                wrong({ traffic: 500_000 }),
                "traffic",
                /write an object with publishedPerSecond/,
            ],
            [
                "half a node lost",
                capacity({ nodesLost: 0.5 }),
                "capacity.nodesLost",
                /is 0\.5; write a whole number from 0/,
            ],
            [
                "CPU for nothing",
                capacity({ cpuFactor: 0 }),
                "capacity.cpuFactor",
                /is 0; write a number above 0/,
            ],
            [
                "a license for nobody",
                capacity({ licensedConnections: 0 }),
                "capacity.licensedConnections",
                /is 0; write a whole number from 1/,
            ],
            [
                "a node without bandwidth",
                capacity({ node: { gbps: -1 } }),
                "capacity.node.gbps",
                /is -1; write a number above 0, at most 1000000 \(Gbit\/s\)/,
            ],
            [
                "a node's vCPUs in the wrong place",
                capacity({ node: { vcpus: 8 } }),
                "capacity.node.vcpus",
                /kernel\.vcpus/,
            ],
            [
                "a quota in words",
                capacity({ quotas: { nodes: "many" } }),
                "capacity.quotas.nodes",
                /is "many"; write a whole number/,
            ],
            [
                "a load balancer for half a connection",
                capacity({ loadBalancer: { connections: 0.5 } }),
                "capacity.loadBalancer.connections",
                /is 0\.5/,
            ],
        ],
        (args) => new EmqxOnAck("mqtt", versionedStack(args)),
    );
});

describe("capacity of a stack, as its output", () => {
    it("has every ceiling, the tightest first", async () => {
        const ceilings = await ceilingsOf(wrong({ connections: 400_000 }));
        const [first] = ceilings;
        assert.deepEqual(
            [first!.name, first!.where, first!.limit, first!.afterLosing],
            ["ECS connections", "replicant node", 300_000, 200_000],
        );
        assert.ok(ceilings.length > 20);
        assert.ok(ceilings.some(({ utilisation }) => utilisation === undefined));
    });

    it("takes Outputs once they are known", async () => {
        const ceilings = await ceilingsOf(wrong({ traffic: { publishedPerSecond: later(10_000) } }));
        assert.ok(ceilings.find(({ name }) => name === "vCPU")!.utilisation! > 0);
    });

    it("is told once for the whole stack when it is nearly too much, and not at all when it is not", async () => {
        const said = async (args: EmqxOnAckArgs) =>
            (await runStack(args, "preview")).diagnostics
                .map(({ message }) => message)
                .filter((m) => /[Cc]apacity/.test(m));
        assert.deepEqual(await said(newCluster), []);
        assert.deepEqual(await said(wrong({ connections: 440_000 })), [
            "mqtt: Capacity: ECS connections of replicant node at 73 %: 440,000 connections / 2 replicants left of 3 = 220,000, 73 % of the 300,000 that an ecs.c7.4xlarge takes. Write more in emqx.replicants.replicas and replicantPool.nodes (4 would do), or a larger type in replicantPool.instanceTypes; capacity.nodesLost: 0 does without the reserve.",
        ]);
        const late = wrong({ connections: 100_000, emqx: { limits: { maxPorts: later(60_000) } } });
        assert.equal((await said(late)).length, 1);
    });
});
