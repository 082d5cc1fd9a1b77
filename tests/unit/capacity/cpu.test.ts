import assert from "node:assert/strict";
import type { EmqxOnAckArgs } from "../../../provider";
import { EmqxEdition, LoadBalancerKind } from "../../../provider";
import { ceilingOf } from "./stacks";

/** A million clients, and 100,000 messages of 1 KB a second in and out, on five nodes of 32 vCPU. */
const stack = (more: {
    tls?: boolean;
    connectsPerSecond?: number;
    nodesLost?: number;
    maxConnectionRate?: number;
    cpuFactor?: number;
}): EmqxOnAckArgs => ({
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    connections: 1_000_000,
    traffic: { publishedPerSecond: 100_000, connectsPerSecond: more.connectsPerSecond },
    capacity: { nodesLost: more.nodesLost ?? 1, cpuFactor: more.cpuFactor },
    replicantPool: { instanceTypes: ["ecs.c7.8xlarge"] },
    emqx: {
        edition: EmqxEdition.Enterprise,
        replicants: { replicas: 5 },
        listeners: more.tls
            ? { ssl: { tlsSecretName: "tls", maxConnectionRate: more.maxConnectionRate } }
            : { tcp: { maxConnectionRate: more.maxConnectionRate } },
    },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
});
const vcpu = (more: Parameters<typeof stack>[0]) => ceilingOf(stack(more), "replicant node", "vCPU");

function near(actual: number | undefined, expected: number): void {
    assert.ok(Math.abs(actual! - expected) < 0.01, `${actual}, not ${expected}`);
}

describe("CPU of TLS and of connects", () => {
    // By hand: (100,000 x (150 + 2 x 896 x 0.00208) microseconds + 1,000,000 x 2.56 millionths) / brokers.
    const messages = 15.37;
    const idle = 2.56;
    const idleTls = 28;
    // Two packets of 4.5 microseconds and 1,024 B of 0.7 nanoseconds, in and out.
    const encrypted = (100_000 * 2 * (2 * 4.5 + 0.7168)) / 1e6;
    const returning = 1_000_000 / 5 / 63;

    it("is that of messages and connections with every node up", () => {
        near(vcpu({}).used, (messages + idle) / 5);
        near(vcpu({ tls: true }).used, (messages + encrypted + idleTls) / 5);
    });

    it("has the clients of a lost node come back within 63 s, with a handshake each where they use TLS", () => {
        near(vcpu({}).afterLosing, (messages + idle + returning * 0.001792) / 4);
        near(
            vcpu({ tls: true }).afterLosing,
            (messages + encrypted + idleTls + returning * (0.001792 + 0.0042)) / 4,
        );
        near(vcpu({ nodesLost: 0 }).afterLosing, (messages + idle) / 5);
    });

    it("takes the connects that were given, with every node up as well, and no more than the listeners let in", () => {
        near(vcpu({ connectsPerSecond: 20_000 }).used, (messages + idle + 20_000 * 0.001792) / 5);
        near(vcpu({ connectsPerSecond: 20_000 }).afterLosing, (messages + idle + 20_000 * 0.001792) / 4);
        const limited = vcpu({ connectsPerSecond: 20_000, maxConnectionRate: 1_000 });
        near(limited.used, (messages + idle + 5_000 * 0.001792) / 5);
        near(limited.afterLosing, (messages + idle + 4_000 * 0.001792) / 4);
    });

    it("is said part by part, with its sources", () => {
        const { arithmetic, source } = vcpu({ tls: true, connectsPerSecond: 20_000 });
        assert.equal(
            arithmetic,
            "100,000 in and 100,000 out of QoS 1 17.3, 1,000,000 TLS connections 28, 20,000 TLS connects a second 120: 165 vCPU / 4 replicants left of 5 = 41.3, 129 % of the 32 of an ecs.c7.8xlarge",
        );
        for (const part of [/EMQX 5\.1\.6/, /emqx\/emqx#3277/, /EMQX 5\.0\.21/, /Erlang\/OTP 25\.2\.3/])
            assert.match(source, part);
        assert.doesNotMatch(vcpu({}).source, /TLS|3277/);
    });

    it("is that of the connections alone where nothing is said of messages, and says so", () => {
        const { traffic: _, ...silent } = stack({ tls: true });
        const { afterLosing, arithmetic } = ceilingOf(silent, "replicant node", "vCPU");
        near(afterLosing, (idleTls + returning * (0.001792 + 0.0042)) / 4);
        assert.match(
            arithmetic,
            /^1,000,000 TLS connections 28, .* vCPU without messages \(write traffic\.publishedPerSecond\) \/ 4 replicants left of 5/,
        );
    });

    it("grows with the factor as a whole", () => {
        const [once, twice] = [vcpu({ tls: true }), vcpu({ tls: true, cpuFactor: 2 })];
        near(twice.used, 2 * once.used!);
        near(twice.afterLosing, 2 * once.afterLosing!);
    });
});
