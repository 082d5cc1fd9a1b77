import assert from "node:assert/strict";
import { kubernetesForceNew } from "../../preview/changes/forceNew/kubernetes";
import type { WireObject } from "../../preview/monitor/wire";
import { KernelRollout } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { forEveryStack, MODES, newCluster, runStack, shapeGraph } from "../support/stacks";

function named(graph: ProgramGraph, option: "protect" | "retainOnDelete"): string[] {
    return graph.resources
        .filter((r) => r.options[option])
        .map((r) => `${r.type.split(":").at(-1)} ${r.name}`)
        .sort();
}

describe("what a destroy does to a stack", () => {
    for (const mode of MODES) {
        it(`refuses to delete what holds data, and only that, when asked to protect (${mode})`, async () => {
            const graph = await runStack({ ...newCluster, protect: true }, mode);
            assert.deepEqual(named(graph, "protect"), [
                "EMQX mqtt-emqx-emqx",
                "ManagedKubernetes mqtt-cluster-ack",
                "Namespace mqtt-emqx-namespace",
                "RandomPassword mqtt-emqx-node-cookie",
                "Secret mqtt-emqx-node-cookie",
            ]);
        });
    }

    it("protects nothing when not asked", async () => {
        assert.deepEqual(named(await shapeGraph("a new cluster", "update"), "protect"), []);
    });

    it("keeps the claims of the cores' disks", async () => {
        const graph = await runStack(newCluster, "update");
        assert.deepEqual(named(graph, "retainOnDelete"), ["Namespace mqtt-emqx-namespace"]);
    });

    it("deletes the claims of the cores' disks when asked to", async () => {
        const graph = await runStack({ ...newCluster, emqx: { deleteDataOnDestroy: true } }, "update");
        assert.deepEqual(named(graph, "retainOnDelete"), []);
        const namespace = graph.resources.find(({ name }) => name === "mqtt-emqx-namespace");
        const kept = (await shapeGraph("a new cluster", "update")).resources.find(
            (r) => r.name === namespace?.name,
        );
        // Another provider would replace the namespace, and delete the old one with all that is in it.
        assert.equal(namespace?.provider, kept?.provider);
    });

    forEveryStack((title, graphOf) => {
        it(`takes load balancers down, and nothing else one by one, in a cluster that goes too: ${title}`, async () => {
            const graph = await graphOf();
            const cluster = graph.all("ManagedKubernetes")[0]?.urn;
            for (const r of graph.resources.filter(({ type }) => type.startsWith("kubernetes:"))) {
                const isLoadBalancer = r.type === "kubernetes:core/v1:Service";
                assert.equal(r.options.deletedWith, isLoadBalancer ? undefined : cluster, r.name);
            }
            const inCloud = graph.resources.filter(({ type }) => type.startsWith("alicloud:"));
            for (const r of inCloud) assert.equal(r.options.deletedWith, undefined, r.name);
        });

        it(`gives what takes long its own time limits: ${title}`, async () => {
            const graph = await graphOf();
            const slow = ["ManagedKubernetes", "NodePool", "Release", "EMQX", "kubernetes:core/v1:Service"];
            for (const r of slow.flatMap((type) => graph.all(type))) {
                const { create, update, delete: remove } = r.options.customTimeouts ?? {};
                assert.ok(create && update && remove, `${r.name} has no time limits`);
            }
        });
    });

    it("gives more connections more time to roll out", async () => {
        const minutes = async (connections: number) => {
            const graph = await runStack(
                { ...newCluster, connections, emqx: { replicants: { replicas: 10 } } },
                "preview",
            );
            return Number.parseInt(graph.get("EMQX").options.customTimeouts!.update!, 10);
        };
        assert.ok((await minutes(1_000_000)) >= (await minutes(10_000)));
    });

    it("writes other scripts for a node, and other credentials, into the objects that are there", async () => {
        const graph = await runStack(
            { ...newCluster, kernel: { rollout: KernelRollout.DaemonSet } },
            "update",
        );
        const provider = graph.get("pulumi:providers:kubernetes", "mqtt-kubernetes").inputs;
        for (const type of ["kubernetes:core/v1:ConfigMap", "kubernetes:core/v1:Secret"]) {
            const replacing = kubernetesForceNew(type, {}, provider as WireObject);
            assert.ok(!replacing.includes("data") && !replacing.includes("stringData"), type);
        }
    });

    it("replaces a pool whose kernel profile changes, and never a NAT gateway for a new zone", async () => {
        const graph = await shapeGraph("a new cluster", "update");
        for (const pool of graph.all("NodePool")) {
            assert.deepEqual(pool.options.replaceOnChanges, ["nodePoolName"]);
        }
        assert.deepEqual(graph.get("NatGateway").options.ignoreChanges, ["vswitchId"]);
    });
});
