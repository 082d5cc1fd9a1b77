import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import * as random from "@pulumi/random";
import { EmqxOnAck } from "../../provider";
import { notAwaited } from "../support/chain";
import {
    existingCluster,
    forEveryStack,
    MODES,
    newCluster,
    run,
    SHAPES,
    shapeGraph,
    ZONES,
} from "../support/stacks";
import { versionedStack } from "../support/versions";

const LINKS: Record<string, string[]> = {
    "a new cluster": [
        "AckCluster mqtt-cluster",
        "CertManager mqtt-cert-manager",
        "EmqxCluster mqtt-emqx",
        "EmqxOperator mqtt-operator",
        "MqttLoadBalancer mqtt-lb",
        "NodeDrain mqtt-drain",
        "TunedNodePool mqtt-core",
        "TunedNodePool mqtt-replicant",
    ],
    "existing nodes": [
        "AckCluster mqtt-cluster",
        "CertManager mqtt-cert-manager",
        "EmqxCluster mqtt-emqx",
        "EmqxOperator mqtt-operator",
        "MqttLoadBalancer mqtt-lb",
        "NodeDrain mqtt-drain",
        "NodeTuning mqtt-node-tuning",
    ],
    "an existing cert-manager and operator": [
        "AckCluster mqtt-cluster",
        "EmqxCluster mqtt-emqx",
        "MqttLoadBalancer mqtt-lb",
        "NodeDrain mqtt-drain",
        "TunedNodePool mqtt-core",
        "TunedNodePool mqtt-replicant",
    ],
    "cores alone": [
        "AckCluster mqtt-cluster",
        "CertManager mqtt-cert-manager",
        "EmqxCluster mqtt-emqx",
        "EmqxOperator mqtt-operator",
        "MqttLoadBalancer mqtt-lb",
        "NodeDrain mqtt-drain",
        "TunedNodePool mqtt-core",
    ],
};

/** What stays when its stack goes, and the provider that takes it over when another one comes. */
const OUTLIVES: Record<string, string> = {
    "mqtt-operator-chart": "mqtt-operator-upsert",
    "mqtt-operator-crds": "mqtt-operator-upsert",
    "mqtt-emqx-namespace": "mqtt-emqx-upsert",
};

describe("what a stack is made of", () => {
    for (const [shape, links] of Object.entries(LINKS)) {
        it(`is the links that are wanted: ${shape}`, async () => {
            const graph = await shapeGraph(shape, "preview");
            assert.deepEqual(
                graph
                    .childrenOf(graph.get("EmqxOnAck"))
                    .filter((r) => r.type.startsWith("emqx-ack:index:"))
                    .map((r) => `${r.type.split(":").at(-1)} ${r.name}`)
                    .sort(),
                links,
            );
        });
    }

    for (const shape of Object.keys(SHAPES)) {
        it(`is the same in preview and update: ${shape}`, async () => {
            const listed = async (mode: "preview" | "update") => {
                const graph = await shapeGraph(shape, mode);
                return graph.resources
                    .map((r) => `${graph.parentOf(r)?.name ?? ""} > ${r.type} ${r.name}`)
                    .sort();
            };
            assert.deepEqual(await listed("preview"), await listed("update"));
        });
    }

    forEveryStack((title, graphOf) => {
        it(`has names that begin with their component's: ${title}`, async () => {
            const graph = await graphOf();
            const strays = graph.resources.filter((r) => {
                const parent = graph.parentOf(r);
                return parent?.type.startsWith("emqx-ack:") && !r.name.startsWith(`${parent.name}-`);
            });
            assert.deepEqual(
                strays.map((r) => r.name),
                [],
            );
        });

        it(`has everything in Kubernetes made by the stack's own providers: ${title}`, async () => {
            const graph = await graphOf();
            const inKubernetes = graph.resources.filter((r) => r.type.startsWith("kubernetes:"));
            assert.ok(inKubernetes.length > 5);
            for (const r of inKubernetes) {
                assert.equal(graph.providerOf(r)?.name, OUTLIVES[r.name] ?? "mqtt-kubernetes", r.name);
            }
        });

        it(`takes over what exists only where something outlived a stack: ${title}`, async () => {
            const graph = await graphOf();
            for (const provider of graph.all("pulumi:providers:kubernetes")) {
                const { upsertExistingObjects, clusterIdentifier } = provider.inputs;
                const upserts = Object.values(OUTLIVES).includes(provider.name);
                assert.equal(upsertExistingObjects === "true", upserts, provider.name);
                assert.notEqual(clusterIdentifier, undefined, `${provider.name} has no clusterIdentifier`);
            }
        });
    });

    it("is made by the Alibaba Cloud provider that the component is given", async () => {
        const graph = await run(() => {
            const own = new alicloud.Provider("own", { region: "cn-hangzhou" });
            new EmqxOnAck("mqtt", newCluster, { providers: { alicloud: own } });
        }, "update");
        const inCloud = graph.resources.filter((r) => r.type.startsWith("alicloud:"));
        assert.ok(inCloud.length > 8);
        for (const r of inCloud) assert.equal(graph.providerOf(r)?.name, "own", r.name);
        const fetched = graph.invokes.find(({ token }) => token.includes("getClusterCredential"));
        assert.match(fetched?.provider ?? "", /::own::/);
    });

    for (const mode of MODES) {
        for (const [title, args] of [
            ["a new cluster", newCluster],
            ["an existing cluster", existingCluster],
        ] as const) {
            it(`waits as a whole for what it is told to depend on: ${title} (${mode})`, async () => {
                const graph = await run(() => {
                    const before = new random.RandomString("before", { length: 4 });
                    new EmqxOnAck("mqtt", versionedStack(args), { dependsOn: before });
                }, mode);
                const before = graph.get("RandomString");
                const all = graph
                    .descendantsOf(graph.get("EmqxOnAck"))
                    .filter((r) => r.custom && !r.type.startsWith("pulumi:providers:"));
                assert.deepEqual(
                    all.flatMap((r) => notAwaited(graph, r, [before])),
                    [],
                );
            });
        }
    }

    it("can be had twice in one program", async () => {
        const graph = await run(() => {
            new EmqxOnAck("one", newCluster);
            new EmqxOnAck("two", { ...newCluster, newCluster: { zones: ZONES, vpcCidr: "192.168.0.0/16" } });
        }, "preview");
        assert.equal(graph.all("EMQX").length, 2);
        assert.equal(graph.all("NodePool").length, 4);
    });
});
