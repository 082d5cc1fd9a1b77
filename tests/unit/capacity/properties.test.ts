import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    EmqxEdition,
    type EmqxOnAckArgs,
    KernelRollout,
    LoadBalancerKind,
    NetworkPlugin,
} from "../../../provider";
import { ZONES_IN_CLUSTER } from "../../../provider/alibaba/clusterLimits";
import { instanceFigures, knownInstanceTypes } from "../../../provider/alibaba/instanceTable";
import { ceilings } from "../../../provider/capacity/ceilings";
import type { Load } from "../../../provider/capacity/load";
import { remarks } from "../../../provider/capacity/remarks";
import { loadOf, sizingOf } from "../../../provider/plan/capacity";
import { refuseOverload } from "../../../provider/plan/capacityCheck";
import { figuresNow } from "../../../provider/plan/capacityInputs";
import { planStack } from "../../../provider/plan/planStack";
import { evaluate, nodesNeeded } from "../../../provider/plan/proposal/fit";
import { warningsOf } from "../../../provider/plan/proposal/notes";
import { propose } from "../../../provider/plan/proposal/propose";
import { type ProposalRequest, zonesByNumber } from "../../../provider/plan/proposal/request";
import { stackOf } from "../../../provider/plan/proposal/stack";
import { Problems } from "../../../provider/validation/problems";
import { TESTED_EMQX } from "../../support/versions";
import { findingsOf, planOf } from "./stacks";

/** In all 10,000 cases a run: 6,000 of the model, 2,500 of stacks, 1,500 of plans. */
const CASES = { model: 6_000, stacks: 2_500, plans: 1_470, wholePlans: 30 };

const TYPES = [...knownInstanceTypes().map(({ type }) => type), "ecs.c9i.8xlarge", "ecs.hfc7.xlarge"];
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const rate = optional(fc.oneof(fc.nat(2_000_000), fc.nat(2_000)));

const stacks: fc.Arbitrary<EmqxOnAckArgs> = fc
    .record({
        connections: fc.oneof(fc.integer({ min: 1, max: 20_000_000 }), fc.integer({ min: 1, max: 100_000 })),
        zones: fc.integer({ min: 2, max: 5 }),
        networkPlugin: fc.constantFrom(...Object.values(NetworkPlugin)),
        existing: fc.boolean(),
        kind: fc.constantFrom(...Object.values(LoadBalancerKind)),
        rollout: optional(fc.constantFrom(...Object.values(KernelRollout))),
        types: fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
        replicas: fc.integer({ min: 0, max: 30 }),
        spare: fc.integer({ min: 0, max: 3 }),
        cpuLimit: optional(fc.integer({ min: 1, max: 64 }).map(String)),
        memoryLimit: optional(fc.integer({ min: 1, max: 64 }).map((gib) => `${gib}Gi`)),
        enterprise: fc.boolean(),
        tls: fc.boolean(),
        traffic: optional(
            fc.record({
                publishedPerSecond: rate,
                deliveredPerSecond: rate,
                payloadBytes: optional(fc.nat(100_000)),
                qos: optional(fc.nat(2)),
                connectsPerSecond: optional(fc.integer({ min: 1, max: 500_000 })),
            }),
        ),
        nodesLost: fc.nat(3),
        keepAliveSeconds: optional(fc.integer({ min: 10, max: 500 })),
    })
    .map((s) => ({
        ...(s.existing
            ? {
                  existingCluster: {
                      clusterId: "c",
                      vswitches: [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-1" }],
                  },
              }
            : {
                  newCluster: {
                      zones: ["g", "h", "i", "j", "k"].slice(0, s.zones).map((zone) => `cn-hangzhou-${zone}`),
                      networkPlugin: s.networkPlugin,
                  },
              }),
        connections: s.connections,
        traffic: s.traffic,
        capacity: { nodesLost: s.nodesLost },
        kernel: { rollout: s.rollout },
        replicantPool: { instanceTypes: s.types, nodes: s.replicas + s.spare },
        emqx: {
            edition: s.enterprise ? EmqxEdition.Enterprise : EmqxEdition.OpenSource,
            replicants: {
                replicas: s.replicas,
                resources: { cpuLimit: s.cpuLimit, memoryLimit: s.memoryLimit },
            },
            ...(s.tls ? { listeners: { tcp: {}, ssl: { tlsSecretName: "tls" } } } : {}),
        },
        loadBalancer: { kind: s.kind, keepAliveSeconds: s.keepAliveSeconds },
    }));

/** A load, and one that is at least as heavy in every dimension. */
const heavier = pairOf(3_000_000);
/** From a first look to what no stack carries. */
const loads = fc.oneof(pairOf(3_000), pairOf(300_000), pairOf(3_000_000), pairOf(60_000_000));

function pairOf(mostConnections: number): fc.Arbitrary<[Load, Load]> {
    return fc
        .record({
            connections: fc.integer({ min: 1, max: mostConnections }),
            published: fc.nat(300_000),
            delivered: fc.nat(300_000),
            payloadBytes: fc.nat(20_000),
            qos: fc.nat(2),
            keepAliveSeconds: fc.integer({ min: 10, max: 599 }),
            connectsPerSecond: fc.integer({ min: 1, max: 100_000 }),
            cpuFactor: fc.double({ min: 0.1, max: 10, noNaN: true }),
            more: fc.array(fc.double({ min: 1, max: 4, noNaN: true }), { minLength: 7, maxLength: 7 }),
            tls: fc.tuple(fc.boolean(), fc.boolean()),
        })
        .map((l): [Load, Load] => {
            const times = (value: number, at: number) => Math.ceil(value * (l.more[at] as number));
            const load = (grown: boolean): Load => {
                const grow = (value: number, at: number) => (grown ? times(value, at) : value);
                return {
                    connections: grow(l.connections, 0),
                    tls: l.tls[0] || (grown && l.tls[1]),
                    keepAliveSeconds: grown
                        ? Math.max(1, Math.floor(l.keepAliveSeconds / (l.more[1] as number)))
                        : l.keepAliveSeconds,
                    connectsPerSecond: grow(l.connectsPerSecond, 2),
                    cpuFactor: grown ? l.cpuFactor * (l.more[3] as number) : l.cpuFactor,
                    messages: {
                        publishedPerSecond: grow(l.published, 4),
                        deliveredPerSecond: grow(l.delivered, 5),
                        payloadBytes: grow(l.payloadBytes, 6),
                        qos: Math.min(2, l.qos + (grown && (l.more[6] as number) > 2 ? 1 : 0)),
                    },
                };
            };
            return [load(false), load(true)];
        });
}

/** An EMQX of each edition and line, and what is planned with where nobody says. */
const emqxes = fc.constantFrom<Pick<ProposalRequest, "emqxVersion" | "operatorVersion">>(
    { emqxVersion: TESTED_EMQX.OpenSource },
    { emqxVersion: TESTED_EMQX.Enterprise },
    { emqxVersion: TESTED_EMQX.Enterprise, operatorVersion: "2.3.3" },
    { emqxVersion: "5.10.4" },
    { emqxVersion: undefined },
    { emqxVersion: undefined, operatorVersion: "3.0.0" },
);

function request(load: Load, zones: number, nodesLost: number): ProposalRequest {
    // More load is never another EMQX: what an upgrade does to clients would differ.
    return {
        ...load,
        messages: load.messages!,
        zones: zonesByNumber(zones),
        nodesLost,
        loadBalancer: LoadBalancerKind.Nlb,
        emqxVersion: TESTED_EMQX.Enterprise,
    };
}

describe("capacity, whatever the stack", function () {
    this.timeout(600_000);

    it("never throws, has figures that are figures, and names inputs that there are", () => {
        fc.assert(
            fc.property(stacks, (args) => {
                for (const { ceiling } of findingsOf(args)) {
                    const { used, afterLosing, limit, utilisation, arithmetic, input } = ceiling;
                    for (const figure of [used, afterLosing, limit, utilisation])
                        assert.ok(
                            figure === undefined || (Number.isFinite(figure) && figure >= 0),
                            arithmetic,
                        );
                    assert.doesNotMatch(arithmetic, /NaN|undefined|Infinity|\[object/);
                    assert.match(
                        input,
                        /^(newCluster|existingCluster|corePool|replicantPool|emqx|kernel|loadBalancer|traffic|capacity)\./,
                    );
                }
                const problems = new Problems();
                refuseOverload(problems, planOf(args));
            }),
            { numRuns: CASES.stacks },
        );
    });

    it("is used no less by more load, by any of it, and no more by more nodes", () => {
        const sizings = TYPES.slice(0, 12).flatMap((type) =>
            [3, 8].map((replicas) => {
                const args: EmqxOnAckArgs = {
                    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
                    replicantPool: { instanceTypes: [type] },
                    emqx: { replicants: { replicas, resources: { cpuLimit: "8", memoryLimit: "8Gi" } } },
                    loadBalancer: { kind: LoadBalancerKind.Nlb },
                };
                const plan = planOf(args);
                const figures = figuresNow(plan.capacity);
                assert.ok(loadOf(plan, figures).connections > 0);
                return sizingOf(plan, figures);
            }),
        );
        fc.assert(
            fc.property(heavier, fc.constantFrom(...sizings), ([less, more], sizing) => {
                const [light, heavy] = [ceilings(sizing, less), ceilings(sizing, more)];
                assert.equal(light.length, heavy.length);
                const wider = ceilings(
                    { ...sizing, takers: { ...sizing.takers, pods: sizing.takers.pods + 1 } },
                    less,
                );
                for (const { ceiling, refused, growsWithLoad } of light) {
                    const same = (f: (typeof light)[number]) =>
                        f.ceiling.where === ceiling.where && f.ceiling.name === ceiling.name;
                    const other = heavy.find(same)!;
                    assert.ok(other.ceiling.utilisation! >= ceiling.utilisation! - 1e-9, ceiling.name);
                    assert.ok(other.refused || !refused, ceiling.name);
                    if (growsWithLoad)
                        assert.ok(
                            wider.find(same)!.ceiling.utilisation! <= ceiling.utilisation! + 1e-9,
                            ceiling.name,
                        );
                }
            }),
            { numRuns: CASES.model },
        );
    });

    it("never needs fewer nodes for more load, and the plan's nodes are enough and not one too many", () => {
        fc.assert(
            fc.property(
                heavier,
                fc.constantFrom("ecs.c7.8xlarge", "ecs.c7.16xlarge", "ecs.g7ne.4xlarge", "ecs.c8i.6xlarge"),
                fc.integer({ min: 2, max: 4 }),
                fc.nat(2),
                ([less, more], name, zones, nodesLost) => {
                    const type = instanceFigures(name)!;
                    const needed = nodesNeeded(request(less, zones, nodesLost), type);
                    const neededForMore = nodesNeeded(request(more, zones, nodesLost), type);
                    if (needed !== undefined) {
                        const most = (nodes: number) =>
                            Math.max(
                                ...findingsOf(stackOf(request(less, zones, nodesLost), name, nodes))
                                    .filter(({ growsWithLoad }) => growsWithLoad)
                                    .map(({ ceiling }) => ceiling.utilisation ?? 0),
                            );
                        assert.ok(most(needed) <= 0.7, "too few");
                        const fewest = Math.max(2, zones, nodesLost + 1);
                        const sound = (nodes: number) =>
                            evaluate(stackOf(request(less, zones, nodesLost), name, nodes)).sound;
                        assert.ok(
                            needed === fewest || most(needed - 1) > 0.7 || !sound(needed - 1),
                            "one too many",
                        );
                    }
                    if (needed === undefined)
                        assert.equal(neededForMore, undefined, "more load fits where less does not");
                    else
                        assert.ok(
                            neededForMore === undefined || neededForMore >= needed,
                            `${neededForMore} for more, ${needed} for less`,
                        );
                },
            ),
            { numRuns: CASES.plans },
        );
    });

    it("lets every shape that a plan proposes pass, without an error, and without a warning that it did not give", () => {
        const zones = fc.integer({ min: 2, max: ZONES_IN_CLUSTER });
        fc.assert(
            fc.property(
                loads,
                zones,
                fc.nat(2),
                fc.boolean(),
                emqxes,
                ([load], count, nodesLost, licensed, emqx) => {
                    const asked = {
                        ...request(load, count, nodesLost),
                        ...emqx,
                        ...(licensed ? { licensedConnections: load.connections } : {}),
                    };
                    const { shapes, obstacles } = propose(asked);
                    assert.equal(shapes.length === 0, obstacles.length > 0);
                    for (const shape of shapes) {
                        const problems = new Problems();
                        planStack("mqtt", shape.args, problems);
                        assert.deepEqual(problems.all, []);
                        const told = remarks(findingsOf(shape.args)).filter(
                            ({ severity }) => severity === "warn",
                        );
                        const said = warningsOf(asked, shape);
                        for (const { sentence } of told) assert.ok(said.includes(sentence), sentence);
                        const fits = shape.findings.every(
                            ({ ceiling }) => ceiling.name === "license" || (ceiling.utilisation ?? 0) <= 0.7,
                        );
                        assert.equal(told.length === 0, fits);
                    }
                },
            ),
            { numRuns: CASES.wholePlans },
        );
    });

    it("never recommends less for more load", () => {
        fc.assert(
            fc.property(loads, fc.integer({ min: 2, max: ZONES_IN_CLUSTER }), ([less, more], count) => {
                const vcpus = (load: Load) => {
                    const [first] = propose(request(load, count, 1)).shapes;
                    return first === undefined || first.replicants === 0
                        ? Number.POSITIVE_INFINITY
                        : first.nodes * first.type.vcpus;
                };
                const [light, heavy] = [vcpus(less), vcpus(more)];
                assert.ok(heavy >= light, `${heavy} vCPU for more, ${light} for less`);
            }),
            { numRuns: CASES.wholePlans },
        );
    });

    // Found by an audit: with few nodes of a type an upgrade cuts clients, with more of them it does not.
    it("never recommends less where an upgrade would cut clients", () => {
        const load = (connections: number, more: Partial<Load> = {}): Load => ({
            connections,
            tls: true,
            cpuFactor: 0.5,
            messages: { publishedPerSecond: 115_578, deliveredPerSecond: 1_786, payloadBytes: 64, qos: 0 },
            ...more,
        });
        const heavy = (qos: number): Load =>
            load(2_594_365, {
                cpuFactor: 2,
                messages: {
                    publishedPerSecond: 233_231,
                    deliveredPerSecond: 219_373,
                    payloadBytes: 1024,
                    qos,
                },
            });
        const vcpus = (of: Load, count: number, lost: number) => {
            const [first] = propose(request(of, count, lost)).shapes;
            return first!.nodes * first!.type.vcpus;
        };
        const base = vcpus(load(3_475_944), 2, 1);
        assert.ok(vcpus(load(5_410_485), 2, 1) >= base);
        assert.ok(vcpus(load(3_475_944), 2, 2) >= base);
        const light = vcpus(heavy(0), 5, 2);
        assert.ok(vcpus(heavy(1), 5, 2) >= light);
        assert.ok(vcpus(heavy(0), 5, 3) >= light);
    });

    it("is checked in 10,000 cases at the least", () => {
        assert.ok(Object.values(CASES).reduce((sum, cases) => sum + cases, 0) >= 10_000);
    });
});
