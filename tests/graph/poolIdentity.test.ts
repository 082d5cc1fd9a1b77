import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { UNKNOWN } from "../../preview/monitor/wire";
import {
    EmqxCluster,
    EmqxOnAck,
    type EmqxOnAckArgs,
    KernelPreset,
    KernelRollout,
    type NodePoolArgs,
    NodeRole,
    TunedNodePool,
} from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { KUBECONFIG, newCluster, run, runStack } from "../support/stacks";
import { versioned } from "../support/versions";

const IDENTITY = "emqx-ack.io/pool-identity";
const ROLES = ["core", "replicant"] as const;

/** What the pools are, and what the pods of each role ask of a node. */
function seen(graph: ProgramGraph) {
    const { coreTemplate, replicantTemplate } = graph.get("EMQX").inputs.spec as any;
    const templates = { core: coreTemplate, replicant: replicantTemplate };
    return ROLES.map((role) => {
        const { nodePoolName, labels } = graph.get("NodePool", `mqtt-${role}-pool`).inputs as any;
        const label = labels.find(({ key }: any) => key === IDENTITY)?.value;
        return { nodePoolName, label, selected: templates[role].spec.nodeSelector[IDENTITY] };
    });
}

async function stack(args: Partial<EmqxOnAckArgs>) {
    return seen(await runStack({ ...newCluster, ...args }, "update"));
}

/** Each property that only nodes made later get, with a value that is not the default. */
const PARTS: NodePoolArgs[] = [
    { instanceTypes: ["ecs.g7.8xlarge"] },
    { imageType: "AliyunLinux4" },
    { systemDiskCategory: "cloud_auto" },
    { systemDiskGiB: 200 },
    { keyName: "ops" },
];

describe("a pool that is replaced", () => {
    it("has its identity in name and label, and the pods of its role ask for it", async () => {
        for (const part of [{}, ...PARTS]) {
            for (const { nodePoolName, label, selected } of await stack({
                corePool: part,
                replicantPool: part,
            })) {
                assert.ok(nodePoolName.endsWith(`-${label}`));
                assert.equal(selected, label);
            }
        }
    });

    for (const part of PARTS) {
        const [property] = Object.keys(part);
        it(`is another one for its role alone when ${property} changes`, async () => {
            const [cores, replicants] = await stack({});
            const [others, changed] = await stack({ replicantPool: part });
            assert.deepEqual(others, cores);
            assert.notEqual(changed?.nodePoolName, replicants?.nodePoolName);
            assert.notEqual(changed?.selected, replicants?.selected);
        });
    }

    it("stays with a fallback behind the preferred instance type, smaller or unknown, and so does EMQX", async () => {
        const graphs = await Promise.all(
            [
                ["ecs.c7.8xlarge"],
                ["ecs.c7.8xlarge", "ecs.g7.8xlarge", "ecs.c7.4xlarge"],
                ["ecs.c7.8xlarge", "ecs.hfc7.8xlarge"],
            ].map((instanceTypes) => runStack({ ...newCluster, replicantPool: { instanceTypes } }, "update")),
        );
        const [first, ...rest] = graphs;
        for (const graph of rest) {
            assert.deepEqual(seen(graph), seen(first!));
            assert.deepEqual(graph.get("EMQX").inputs.spec, first!.get("EMQX").inputs.spec);
        }
    });

    for (const rollout of [KernelRollout.DaemonSet, KernelRollout.NewNodes]) {
        it(`is not replaced at all with ${rollout}: no pod asks for nodes that nobody makes`, async () => {
            const before = await stack({ kernel: { rollout } });
            for (const part of PARTS) {
                assert.deepEqual(
                    await stack({ kernel: { rollout }, corePool: part, replicantPool: part }),
                    before,
                );
            }
            for (const { label, selected } of before) {
                assert.equal(label, undefined);
                assert.equal(selected, undefined);
            }
        });
    }

    it("follows an Output once its value is there, and is plain text where there is none", async () => {
        const plain = await stack({ replicantPool: { keyName: "ops" } });
        const late = await stack({ replicantPool: { keyName: pulumi.output(Promise.resolve("ops")) } });
        assert.deepEqual(late, plain);
        const graph = await run(() => {
            const { result } = new random.RandomString("key", { length: 8 });
            new EmqxOnAck("mqtt", { ...newCluster, replicantPool: { keyName: result } });
        }, "preview");
        const [cores, replicants] = seen(graph);
        assert.match(cores?.nodePoolName, /^mqtt-core-[0-9a-f]{10}$/);
        assert.equal(replicants?.nodePoolName, UNKNOWN);
    });
});

describe("a pool and EMQX as components of their own", () => {
    const program = (pool: NodePoolArgs, rollout = KernelRollout.ReplacePool) =>
        run(() => {
            const kubernetes = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
            const kernelProfile = { preset: KernelPreset.Million, rollout };
            const vswitchIds = ["vsw-1", "vsw-2"];
            const nodes = new TunedNodePool("mqtt", {
                clusterId: "c-1",
                role: NodeRole.Replicant,
                vswitchIds,
                kernelProfile,
                pool,
            });
            const nodeSelector = {
                "emqx-ack.io/pool": "mqtt",
                [IDENTITY]: nodes.nodeSelector[IDENTITY] as pulumi.Output<string>,
            };
            new EmqxCluster("broker", versioned({ kernelProfile, replicants: { nodeSelector } }), {
                providers: { kubernetes },
                dependsOn: nodes,
            });
        }, "update");
    const read = (graph: ProgramGraph) => {
        const { nodeSelector } = (graph.get("EMQX").inputs.spec as any).replicantTemplate.spec;
        return { nodeSelector, pool: graph.get("NodePool").inputs as any };
    };

    it("move together when EMQX selects what the pool says of itself", async () => {
        const before = read(await program({}));
        const after = read(await program({ imageType: "AliyunLinux4" }));
        for (const { nodeSelector, pool } of [before, after]) {
            const labels = Object.fromEntries(pool.labels.map(({ key, value }: any) => [key, value]));
            for (const [key, value] of Object.entries(nodeSelector)) assert.equal(labels[key], value, key);
        }
        assert.notEqual(after.nodeSelector[IDENTITY], before.nodeSelector[IDENTITY]);
        assert.notEqual(after.pool.nodePoolName, before.pool.nodePoolName);
    });

    it("stay together where a change stays in the pool", async () => {
        const { nodeSelector } = read(await program({ keyName: "ops" }, KernelRollout.NewNodes));
        assert.deepEqual(Object.keys(nodeSelector).sort(), ["emqx-ack.io/kernel-tuned", "emqx-ack.io/pool"]);
    });
});
