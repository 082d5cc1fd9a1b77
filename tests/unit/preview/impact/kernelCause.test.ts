import assert from "node:assert";
import * as fc from "fast-check";
import type { Snapshot } from "../../../../preview/changes/change";
import { kernelCauses } from "../../../../preview/impact/rules/kernelCause";
import type { EmqxState } from "../../../../provider/emqx/lines/line/state";
import type { EmqxOnAckArgs } from "../../../../provider/emqxOnAckArgs";
import { NODE_POOL_LABEL } from "../../../../provider/naming/labels";
import {
    KERNEL_PROFILE_LABEL,
    type KernelProfileArgs,
    renderPreUserData,
    renderUserData,
} from "../../../../provider/nodes/kernel";
import { planRoles } from "../../../../provider/plan/roles";
import { Problems } from "../../../../provider/validation/problems";
import { changeSet, side } from "../changeSets";

/** A stack as far as its kernel profiles hang on it. */
interface Stack {
    readonly tls?: boolean;
    readonly connections: number;
    readonly cores: number;
    readonly replicants: number;
    readonly type: string;
    readonly coreType?: string;
    readonly kernel?: KernelProfileArgs;
}

const BASE: Stack = { connections: 1_000_000, cores: 3, replicants: 5, type: "ecs.c7.16xlarge" };

/** Profiles as the component plans them. */
function rolesOf(stack: Stack) {
    const { connections, cores, replicants, type, coreType = "ecs.c7.4xlarge", kernel, tls = false } = stack;
    const args = {
        corePool: { instanceTypes: [coreType] },
        replicantPool: { instanceTypes: [type] },
        emqx: { cores: { replicas: cores }, replicants: { replicas: replicants } },
        kernel,
    } as unknown as EmqxOnAckArgs;
    const problems = new Problems();
    const roles = planRoles(args, { connections, tls }, problems);
    return { roles, refused: problems.all.length > 0 };
}

const hashOf = (stack: Stack, role: string) =>
    rolesOf(stack).roles.find((one) => one.role === role)?.profile.hash;

/** What a review reads of it. */
function read(stack: Stack) {
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    const snapshots = rolesOf(stack).roles.map(({ role, profile, instanceTypes }): [string, Snapshot] => {
        const type = "alicloud:cs/nodePool:NodePool";
        const inputs = {
            instanceTypes: [...instanceTypes],
            labels: [
                { key: NODE_POOL_LABEL, value: `mqtt-${role}` },
                { key: KERNEL_PROFILE_LABEL, value: profile.hash },
            ],
            preUserData: base64(renderPreUserData(profile)),
            userData: base64(renderUserData(profile)),
        };
        return [role, { urn: role, type, name: role, custom: true, side: side(inputs) }];
    });
    const pods = (role: string) => ({ nodeSelector: { [NODE_POOL_LABEL]: `mqtt-${role}` }, tolerations: [] });
    const state = {
        replicas: { core: stack.cores, replicant: stack.replicants },
        pods: { core: pods("core"), replicant: pods("replicant") },
        listeners: stack.tls ? [{ kind: "ssl", enabled: true }] : [],
    } as unknown as EmqxState;
    return { state, snapshots: new Map(snapshots) };
}

function causes(before: Stack, after: Stack) {
    const [old, now] = [read(before), read(after)];
    const planned = { before: before.connections, after: after.connections };
    return kernelCauses(
        { before: old.state, after: now.state, planned },
        changeSet([], { before: old.snapshots, after: now.snapshots }),
    );
}

const inputs = (before: Stack, after: Stack) =>
    causes(before, after).map(({ role, inputs: found }) => [role, found.map(({ input }) => input)]);

const stacks = fc.record({
    connections: fc.integer({ min: 10_000, max: 3_000_000 }),
    cores: fc.constant(3),
    replicants: fc.integer({ min: 2, max: 12 }),
    type: fc.constantFrom("ecs.c7.16xlarge", "ecs.g7.8xlarge", "ecs.g7.16xlarge"),
});

describe("why a kernel profile is another one", () => {
    it("is the number of nodes where a step is crossed, with the figures", () => {
        const [cause, ...others] = causes(BASE, { ...BASE, replicants: 2 });
        assert.deepStrictEqual(others, []);
        assert.deepStrictEqual(cause?.inputs, [{ input: "replicas", role: "replicant", from: 5, to: 2 }]);
        assert.deepStrictEqual(cause.tunedFor, {
            from: 250_000,
            to: 1_000_000,
            neededBefore: 250_000,
            needed: 1_000_000,
        });
        const conntrack = cause.parameters.find(({ key }) => key === "net.netfilter.nf_conntrack_max");
        assert.ok(Number(conntrack?.to) > Number(conntrack?.from));
        assert.deepStrictEqual(cause.ways, [{ way: "replicas", role: "replicant", count: 5 }]);
    });

    it("has its ways with TLS, too, whose cores are tuned as without", () => {
        const tls = { ...BASE, tls: true, coreType: "ecs.c7.2xlarge" };
        const [cause, ...others] = causes(tls, { ...tls, replicants: 2 });
        assert.deepStrictEqual(others, []);
        assert.deepStrictEqual(cause?.inputs, [{ input: "replicas", role: "replicant", from: 5, to: 2 }]);
        assert.deepStrictEqual(cause.ways, [{ way: "replicas", role: "replicant", count: 5 }]);
    });

    it("is kept by connectionsPerNode where a node has to hold less, at the price that is named", () => {
        const [cause] = causes({ ...BASE, replicants: 2 }, BASE);
        assert.deepStrictEqual(cause?.ways, [
            { way: "connectionsPerNode", value: 1_000_000, instead: ["core"] },
        ]);
    });

    it("is not tuned down below what a node has to hold", () => {
        const ways = causes(BASE, { ...BASE, connections: 1_400_000 }).flatMap((cause) => cause.ways);
        assert.deepStrictEqual(ways, [{ way: "replicas", role: "replicant", count: 7 }]);
    });

    it("is the instance type, what is written under kernel, or what was", () => {
        assert.deepStrictEqual(inputs(BASE, { ...BASE, type: "ecs.g7.16xlarge" }), [
            ["replicant", ["instanceType"]],
        ]);
        const written = { ...BASE, kernel: { parameters: { "net.core.netdev_max_backlog": "65536" } } };
        assert.deepStrictEqual(inputs(BASE, written), [
            ["core", ["kernel"]],
            ["replicant", ["kernel"]],
        ]);
        assert.deepStrictEqual(inputs(written, BASE), [
            ["core", ["kernelBefore"]],
            ["replicant", ["kernelBefore"]],
        ]);
        assert.deepStrictEqual(inputs(written, { ...written, replicants: 2 }), [["replicant", ["replicas"]]]);
    });

    it("is what is written under kernel, by its name where trying finds it", () => {
        const names = (kernel: KernelProfileArgs) =>
            causes(BASE, { ...BASE, kernel }).flatMap(({ inputs: found }) =>
                found.flatMap((input) => (input.input === "kernel" ? input.names : [])),
            );
        assert.deepStrictEqual(
            [...new Set(names({ parameters: { "net.core.netdev_max_backlog": "65536" } }))],
            ['kernel.parameters["net.core.netdev_max_backlog"]'],
        );
        assert.deepStrictEqual(
            [...new Set(names({ connectionsPerNode: 1_000_000 }))],
            ["kernel.connectionsPerNode"],
        );
        assert.deepStrictEqual(names({ connectionsPerNode: 765_432, nofile: 4_000_000 }), []);
    });

    it("is TLS, where memory is short for it", () => {
        const short = { ...BASE, type: "ecs.c7.4xlarge" };
        assert.deepStrictEqual(inputs(short, { ...short, tls: true }), [["replicant", ["tls"]]]);
    });

    it("is nothing where the profiles are the same", () => {
        assert.deepStrictEqual(causes(BASE, { ...BASE, replicants: 6 }), []);
    });

    it("is told for any two stacks: a cause that undone gives the old profile, and ways that keep it", () => {
        fc.assert(
            fc.property(stacks, stacks, (before, after) => {
                fc.pre(!rolesOf(before).refused && !rolesOf(after).refused);
                for (const { role, inputs: found, ways } of causes(before, after)) {
                    assert.ok(found.length > 0, "no cause");
                    const old = hashOf(before, role);
                    for (const way of ways) {
                        const changed =
                            way.way === "connections"
                                ? { ...after, connections: way.most }
                                : way.way === "replicas"
                                  ? { ...after, replicants: way.count }
                                  : { ...after, kernel: { connectionsPerNode: way.value } };
                        assert.strictEqual(hashOf(changed, role), old, JSON.stringify(way));
                        const core = hashOf(changed, "core") === hashOf(before, "core");
                        const instead = way.way === "connectionsPerNode" ? way.instead : [];
                        assert.strictEqual(core, !instead.includes("core"));
                    }
                }
            }),
            { numRuns: 300 },
        );
    });
});
