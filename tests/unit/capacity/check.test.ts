import assert from "node:assert/strict";
import { SOURCE } from "../../../docs/generate/capacityPlots/article";
import { type EmqxOnAckArgs, LoadBalancerKind } from "../../../provider";
import { WARN_ABOVE } from "../../../provider/capacity/ceiling";
import { remarks } from "../../../provider/capacity/remarks";
import { refuseOverload } from "../../../provider/plan/capacityCheck";
import { Problems } from "../../../provider/validation/problems";
import { existingCluster, newCluster, SHAPES } from "../../support/stacks";
import { findingsOf, planOf } from "./stacks";

function refusals(args: EmqxOnAckArgs): string[] {
    const problems = new Problems();
    refuseOverload(problems, planOf(args));
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}
const told = (args: EmqxOnAckArgs, severity = "warn") =>
    remarks(findingsOf(args))
        .filter((remark) => remark.severity === severity)
        .map(({ sentence }) => sentence);

/** Connections at which a stack of three c7.4xlarge, of which one may be lost, uses this much of its ECS connections. */
const at = (share: number): EmqxOnAckArgs => ({ ...newCluster, connections: Math.round(600_000 * share) });

describe("what the source article's test is told", () => {
    it("is that its load balancer is full, to the connection", () => {
        assert.ok(
            told(SOURCE).includes(
                'Capacity: connections of load balancer at 100 %: 1,000,000 connections are 100 % of the 1,000,000 that this CLB takes. Write loadBalancer.kind "Nlb", or what yours has in capacity.loadBalancer.connections.',
            ),
        );
        assert.deepEqual(refusals(SOURCE), []);
        const one = refusals({ ...SOURCE, connections: 1_000_001 });
        assert.equal(one.length, 1);
        assert.match(one[0]!, /^loadBalancer\.kind: .*1,000,001 connections are 100 % of the 1,000,000/);
    });

    it("is that its nodes are oversized", () => {
        assert.deepEqual(told(SOURCE, "info"), [
            "Capacity: the replicant nodes are oversized for this load: vCPU, the most used of what they have, is at 33 % even after losing as many as may be lost. `emqx-ack plan` proposes smaller ones.",
        ]);
    });

    it("is that its pods could not do without one of them", () => {
        const cpu = told(SOURCE).find((sentence) => sentence.includes("cpuLimit"));
        assert.match(
            cpu!,
            /at 106 %: 500,000 in and 500,000 out of QoS 1 76\.9, 1,000,000 connections 2\.56, 3,175 connects a second 5\.69: 85\.1 vCPU \/ 4 replicants left of 5 = 21\.3, 106 % of the 20 of a pod's cpuLimit/,
        );
        assert.match(
            cpu!,
            /Write a higher emqx\.replicants\.resources\.cpuLimit \(31 would do\), or more in emqx\.replicants\.replicas and replicantPool\.nodes \(8 would do\)/,
        );
        assert.equal(told(SOURCE).length, 2);
    });
});

describe("capacity check", () => {
    it("says nothing where there is room", () => {
        for (const [what, args] of Object.entries(SHAPES)) {
            assert.deepEqual(refusals(args), [], what);
            assert.deepEqual(remarks(findingsOf(args)), [], what);
        }
    });

    it(`warns above ${WARN_ABOVE}, and not at it`, () => {
        assert.deepEqual(told(at(0.7)), []);
        assert.deepEqual(told(at(0.701)).length, 1);
        assert.match(
            told(at(0.9))[0]!,
            /^Capacity: ECS connections of replicant node at 90 %: 540,000 connections \/ 2 replicants left of 3 = 270,000/,
        );
    });

    it("refuses above 1, and not at it, with the input, the arithmetic and the ways out", () => {
        assert.deepEqual(refusals(at(1)), []);
        assert.deepEqual(refusals({ ...newCluster, connections: 600_002 }), [
            "replicantPool.instanceTypes: is too small: ECS connections of replicant node: 600,002 connections / 2 replicants left of 3 = 300,001, 100 % of the 300,000 that an ecs.c7.4xlarge takes. Write more in emqx.replicants.replicas and replicantPool.nodes (4 would do), or a larger type in replicantPool.instanceTypes; capacity.nodesLost: 0 does without the reserve",
        ]);
    });

    it("reckons without the nodes that may be lost, or with all of them", () => {
        const tight = at(1.2);
        assert.equal(refusals(tight).length, 1);
        assert.deepEqual(refusals({ ...tight, capacity: { nodesLost: 0 } }), []);
        assert.match(
            refusals({ ...tight, capacity: { nodesLost: 2 } })[0]!,
            /1 replicant left of 3 = 720,000/,
        );
    });

    it("takes as many replicants as it says would do", () => {
        const needs = (connections: number) => {
            const args = { ...newCluster, connections };
            const would = [...refusals(args), ...told(args)].flatMap(
                (line) => /\((\d+) would do\)/.exec(line)?.[1] ?? [],
            );
            return Math.max(...would.map(Number));
        };
        for (const connections of [450_000, 599_999, 2_000_000, 5_000_000]) {
            const replicas = needs(connections);
            const wider = (count: number) => ({
                ...newCluster,
                connections,
                emqx: { replicants: { replicas: count } },
            });
            assert.deepEqual([...refusals(wider(replicas)), ...told(wider(replicas))], []);
            assert.notDeepEqual(told(wider(replicas - 1)), []);
        }
    });

    it("refuses more CPU than there is, and says what to write where clients were measured to cost less", () => {
        const cpu = (cpuFactor: number) =>
            refusals({ ...SOURCE, capacity: { cpuFactor } }).filter((line) => line.includes("cpuLimit"));
        // 99 % of the pods' limit as it is, without the clients that are only taken to come back.
        assert.deepEqual(cpu(1), []);
        assert.match(
            cpu(1.02)[0]!,
            /86\.8 vCPU \(x 1\.02\) .* 109 % of the 20 .* or a capacity\.cpuFactor below 1 where you measured less$/,
        );
    });

    it("wants a reserve that there is", () => {
        assert.deepEqual(refusals({ ...newCluster, capacity: { nodesLost: 3 } }), [
            "capacity.nodesLost: is 3, and the stack has 3 replicants; write 2 or less, or more replicants",
        ]);
        const single = { ...newCluster, emqx: { replicants: { replicas: 1 } } };
        assert.deepEqual(refusals(single), []);
        assert.match(
            refusals({ ...single, capacity: { nodesLost: 1 } })[0]!,
            /has 1 replicant; leave it out/,
        );
    });

    it("counts what an upgrade needs twice, and refuses only what even a first deployment lacks", () => {
        const requests = (cpuRequest: string) => ({
            ...newCluster,
            emqx: { replicants: { resources: { cpuRequest } } },
        });
        assert.deepEqual(told(requests("5")), []);
        assert.match(
            told(requests("6"))[0]!,
            /CPU requests of replicant node at 78 %: 2 pods x 6 vCPU during an upgrade are 78 % of the 15\.4 that pods may request of the node's 16\./,
        );
        assert.deepEqual(refusals(requests("12")), []);
        // The node has 16, and not all of it is for pods.
        assert.deepEqual(refusals(requests("15")), []);
        assert.match(refusals(requests("16"))[0]!, /^emqx\.replicants\.resources\.cpuRequest: /);
        const many = { ...newCluster, emqx: { replicants: { replicas: 60 } } };
        assert.match(
            told(many)[0]!,
            /^Capacity: nodes of cluster at 126 %: 63 nodes, twice that while pools are replaced/,
        );
        assert.deepEqual(refusals(many), []);
        const more = { ...newCluster, emqx: { replicants: { replicas: 98 } } };
        assert.match(refusals(more).join(), /capacity\.quotas\.nodes: .*101 nodes/);
        assert.deepEqual(refusals({ ...more, capacity: { quotas: { nodes: 300 } } }), []);
    });

    it("holds connections against the license", () => {
        const enterprise = { ...SOURCE, capacity: { ...SOURCE.capacity, licensedConnections: 999_999 } };
        assert.match(refusals(enterprise)[0]!, /^capacity\.licensedConnections: .*999,999 licensed/);
        // Bought to measure: no reason to warn.
        assert.ok(
            !told({ ...SOURCE, capacity: { ...SOURCE.capacity, licensedConnections: 1_000_000 } }).some((s) =>
                s.includes("license"),
            ),
        );
    });

    it("lists in one line what it could not check where that matters", () => {
        const unknown = (connections: number) => ({
            ...existingCluster,
            connections,
            replicantPool: { instanceTypes: ["ecs.c9i.8xlarge"] },
            loadBalancer: { kind: LoadBalancerKind.Nlb },
        });
        assert.deepEqual(told(unknown(100_000)), []);
        assert.deepEqual(told(unknown(400_000)), [
            "Capacity not checked: ECS connections of a replicant node (capacity.node.connections). Give the figures in brackets.",
        ]);
        assert.deepEqual(told({ ...unknown(400_000), capacity: { node: { connections: 600_000 } } }), []);
    });

    it("calls no nodes oversized of which it does not know everything", () => {
        assert.deepEqual(told({ ...SOURCE, traffic: {} }, "info"), []);
        assert.deepEqual(
            told({ ...SOURCE, replicantPool: { instanceTypes: ["ecs.c7.8xlarge"], nodes: 5 } }, "info"),
            [],
        );
    });
});
