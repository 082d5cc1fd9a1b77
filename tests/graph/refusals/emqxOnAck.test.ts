import assert from "node:assert/strict";
import { EmqxOnAck } from "../../../provider";
import { type Refusal, refusalsOf, testRefusals } from "../../support/refusals";
import { existingCluster, newCluster, VSWITCHES, ZONES } from "../../support/stacks";
import { versionedStack } from "../../support/versions";

const fresh = (more: object): any => ({ ...newCluster, ...more });
const adopted = (more: object): any => ({ ...existingCluster, ...more });
const nodes = { nodeSelector: { pool: "mqtt" }, kubeletPermitsSysctls: true };

const REFUSALS: Refusal<any>[] = [
    [
        "neither a new nor an existing cluster",
        fresh({ newCluster: undefined }),
        "newCluster",
        /and so is existingCluster/,
    ],
    ["both a new and an existing cluster", { ...newCluster, ...existingCluster }, "newCluster", /not both/],
    ["a misspelt input", fresh({ Emqx: {} }), "Emqx", /did you mean "emqx"/],
    [
        "an unknown input",
        fresh({ vpc: "vpc-1" }),
        "vpc",
        /is not an input; the inputs here are .*existingCluster/,
    ],
    [
        "no load balancer",
        fresh({ loadBalancer: undefined }),
        "loadBalancer",
        /missing; write loadBalancer: { kind/,
    ],
    [
        "no kind of load balancer",
        fresh({ loadBalancer: {} }),
        "loadBalancer.kind",
        /missing; write LoadBalancerKind.Nlb/,
    ],
    ["a misspelt kind", fresh({ loadBalancer: { kind: "nlb" } }), "loadBalancer.kind", /did you mean "Nlb"/],
    [
        "a load balancer's input that the stack decides",
        fresh({ loadBalancer: { kind: "Nlb", vswitches: VSWITCHES } }),
        "loadBalancer.vswitches",
        /is not an input/,
    ],
    [
        "one zone with Nlb",
        adopted({
            existingCluster: { ...existingCluster.existingCluster, vswitches: VSWITCHES.slice(0, 1) },
        }),
        "existingCluster.vswitches",
        /one zone; an NLB needs two or more/,
    ],
    ["zero connections", fresh({ connections: 0 }), "connections", /is 0; write a whole number from 1/],
    [
        "more connections than a Clb carries",
        fresh({
            connections: 2_000_000,
            loadBalancer: { kind: "Clb" },
            emqx: { replicants: { replicas: 20 } },
        }),
        "loadBalancer.kind",
        /200 % of the 1,000,000 that this CLB takes/,
    ],
    [
        "zero cores",
        fresh({ emqx: { cores: { replicas: 0 } } }),
        "emqx.cores.replicas",
        /is 0; write a whole number/,
    ],
    [
        "replicants on an edition that refuses them",
        fresh({ emqx: { version: "5.8.6" } }),
        "emqx.replicants.replicas",
        /is 3; open-source EMQX 5.8 and later refuses replicants/,
    ],
    [
        "a misspelt edition",
        fresh({ emqx: { edition: "Enterprize", licenseKey: "key" } }),
        "emqx.edition",
        /"Enterprize"; write one of .*did you mean "Enterprise"/,
    ],
    [
        "TLS without a certificate",
        fresh({ emqx: { listeners: { ssl: {} } } }),
        "emqx.listeners.ssl.tlsSecretName",
        /missing/,
    ],
    [
        "no listener for clients",
        fresh({ emqx: { listeners: { tcp: { exposed: false } } } }),
        "emqx.listeners",
        /offers no listener to clients/,
    ],
    [
        "QUIC behind a Clb",
        fresh({ emqx: { listeners: { quic: { tlsSecretName: "tls" } } }, loadBalancer: { kind: "Clb" } }),
        "loadBalancer.kind",
        /QUIC/,
    ],
    [
        "fewer nodes than cores",
        fresh({ corePool: { nodes: 2 } }),
        "corePool.nodes",
        /is 2, fewer than the 3 cores; .*Write 3 or more/,
    ],
    [
        "fewer nodes than replicants",
        fresh({ replicantPool: { nodes: 1 } }),
        "replicantPool.nodes",
        /the 3 replicants/,
    ],
    ["zero nodes", fresh({ corePool: { nodes: 0 } }), "corePool.nodes", /is 0; write a whole number from 1/],
    [
        "existing nodes and a pool",
        adopted({ existingNodes: nodes, corePool: {} }),
        "corePool",
        /existingNodes is too; leave out one of the two/,
    ],
    [
        "existing nodes in a new cluster",
        fresh({ existingNodes: nodes }),
        "existingNodes",
        /a new cluster has no nodes/,
    ],
    [
        "existing nodes that are all nodes",
        adopted({ existingNodes: { ...nodes, nodeSelector: {} } }),
        "existingNodes.nodeSelector",
        /empty; write labels of the nodes/,
    ],
    [
        "existing nodes to be replaced",
        adopted({ existingNodes: nodes, kernel: { rollout: "ReplacePool" } }),
        "kernel.rollout",
        /not the stack's to replace; write "DaemonSet"/,
    ],
    [
        "a misspelt input of existing nodes",
        adopted({ existingNodes: { ...nodes, nodeselector: {} } }),
        "existingNodes.nodeselector",
        /did you mean "nodeSelector"/,
    ],
    [
        "a cert-manager that is there and how to install it",
        fresh({ certManager: {}, existingCertManager: true }),
        "certManager",
        /existingCertManager is true; leave out one/,
    ],
    [
        "an operator twice",
        fresh({ operator: { replicas: 1 }, existingOperator: true }),
        "operator.replicas",
        /existingOperator is true/,
    ],
    [
        "a flag in quotes",
        fresh({ existingOperator: "true" }),
        "existingOperator",
        /true or false, without quotes/,
    ],
    ["an operator that loops", fresh({ operator: { version: "2.2.21" } }), "operator.version", /2.2.29/],
    [
        "a registry for the operator alone",
        fresh({ operator: { imageRegistry: "registry.example" } }),
        "operator.imageRegistry",
        /imageRegistry/,
    ],
    [
        "a kubeconfig for the operator alone",
        fresh({ operator: { kubeconfig: "apiVersion: v1" } }),
        "operator.kubeconfig",
        /decided by the stack|not an input/,
    ],
    [
        "a registry for cert-manager alone",
        fresh({ certManager: { imageRegistry: "registry.example" } }),
        "certManager.imageRegistry",
        /imageRegistry/,
    ],
    [
        "a kernel profile in EMQX",
        fresh({ emqx: { kernelProfile: {} } }),
        "emqx.kernelProfile",
        /belongs to the whole stack; write it as kernel at the top/,
    ],
    [
        "connections in EMQX",
        fresh({ emqx: { connections: 5 } }),
        "emqx.connections",
        /belongs to the whole stack; write it .*at the top/,
    ],
    [
        "a disk below what Alibaba Cloud sells",
        fresh({ emqx: { cores: { storage: { size: "10Gi" } } } }),
        "emqx.cores.storage.size",
        /20Gi/,
    ],
    [
        "an unknown kernel parameter",
        fresh({ kernel: { parameters: { "net.core.somaxcon": "1" } } }),
        'kernel.parameters["net.core.somaxcon"]',
        /somaxcon/,
    ],
    ["a misspelt rollout", fresh({ kernel: { rollout: "replacePool" } }), "kernel.rollout", /ReplacePool/],
];

describe("EmqxOnAck", () => {
    testRefusals(REFUSALS, (args) => new EmqxOnAck("mqtt", versionedStack(args)));

    it("is refused with a name that Kubernetes would not take", async () => {
        const found = await refusalsOf(() => new EmqxOnAck("MQTT_cluster", newCluster));
        assert.deepEqual(found.length, 1);
        assert.match(found[0]!, /^name: is "MQTT_cluster"; write at most 40 lower-case letters/);
    });

    it("is refused with one zone, for itself and for its NLB, on one property", async () => {
        const found = await refusalsOf(
            () => new EmqxOnAck("mqtt", versionedStack(fresh({ newCluster: { zones: [ZONES[0]] } }))),
        );
        assert.ok(found.every((refusal) => refusal.startsWith("newCluster.zones: ")));
    });

    it("is refused with no arguments at all, in a sentence", async () => {
        const found = await refusalsOf(() => new EmqxOnAck("mqtt", versionedStack({} as any)));
        assert.deepEqual(found.map((refusal) => refusal.split(":")[0]).sort(), [
            "loadBalancer",
            "newCluster",
        ]);
    });

    it("tells everything that is wrong at once", async () => {
        const found = await refusalsOf(
            () =>
                new EmqxOnAck("mqtt", {
                    newCluster: { zones: ["cn-hangzhou-g"], networkPlugin: "calico" },
                    connections: -1,
                    corePool: { nodes: 0, instanceTypes: ["huge"] },
                    operator: { version: "1.0.0" },
                    certManager: { replicas: 0 },
                    emqx: { cores: { replicas: 0 }, listeners: { ssl: {} }, config: "node.cookie = abc" },
                    loadBalancer: { kind: "Nlb", idleTimeoutSeconds: 5, dashboard: "no" },
                    imageRegistry: "",
                    protect: "yes",
                } as any),
        );
        const paths = new Set(found.map((refusal) => refusal.slice(0, refusal.indexOf(": "))));
        for (const path of [
            "newCluster.zones",
            "newCluster.networkPlugin",
            "connections",
            "corePool.nodes",
            "corePool.instanceTypes[0]",
            "operator.version",
            "certManager.replicas",
            "emqx.cores.replicas",
            "emqx.listeners.ssl.tlsSecretName",
            "emqx.config",
            "loadBalancer.idleTimeoutSeconds",
            "loadBalancer.dashboard",
            "imageRegistry",
            "protect",
        ]) {
            assert.ok(paths.has(path), `${path} is missing among ${[...paths].join(", ")}`);
        }
    });
});
