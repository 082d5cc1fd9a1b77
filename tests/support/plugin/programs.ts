import * as alicloud from "@pulumi/alicloud";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { KernelPreset, LoadBalancerKind, NodeRole } from "../../../provider";
import { KUBECONFIG, SHAPES, VSWITCHES } from "../stacks";
import { versioned, versionedStack } from "../versions";

/** How a program makes a component, in its own process or of an SDK; gives the component's outputs. */
export type Make = (
    component: string,
    name: string,
    args: object,
    opts?: pulumi.ComponentResourceOptions,
) => Record<string, pulumi.Output<unknown>>;

export type ComponentProgram = (make: Make) => Record<string, unknown>;

/** Programs that use every component, with what programs have around them: secrets, providers, things to wait for. */
export const PROGRAMS: Record<string, ComponentProgram> = {
    ...Object.fromEntries(
        Object.entries(SHAPES).map(([shape, args]) => [
            `EmqxOnAck: ${shape}`,
            (make: Make) => make("EmqxOnAck", "mqtt", versionedStack(args)),
        ]),
    ),
    "EmqxOnAck with Outputs and secrets of other resources": (make) => {
        const vpc = new alicloud.vpc.Network("vpc", { cidrBlock: "10.0.0.0/8" });
        const password = new random.RandomPassword("password", { length: 20 });
        const stack = make(
            "EmqxOnAck",
            "mqtt",
            {
                ...SHAPES["an existing cluster"],
                existingCluster: {
                    clusterId: vpc.id.apply((id) => `c-${id}`),
                    kubeconfig: pulumi.secret(KUBECONFIG),
                    vswitches: VSWITCHES.map(({ zoneId }) => ({
                        zoneId,
                        vswitchId: pulumi.interpolate`${vpc.routeTableId}-${zoneId}`,
                    })),
                },
                emqx: versioned({
                    dashboard: { password: password.result },
                    secretEnvironment: { TOKEN_OF_A_PROGRAM: pulumi.secret("token-of-the-tests") },
                    apiKeys: [{ key: "ops", secret: password.result }],
                }),
            },
            { dependsOn: [vpc], protect: true },
        );
        return stack;
    },
    "AckCluster: new": (make) =>
        make("AckCluster", "ack", { newCluster: SHAPES["a new cluster"]?.newCluster }),
    "AckCluster: existing": (make) =>
        make("AckCluster", "ack", { existingCluster: { clusterId: "c-1", vswitches: VSWITCHES } }),
    TunedNodePool: (make) => {
        const key = new alicloud.ecs.EcsKeyPair("key", { keyPairName: "nodes" });
        const args = {
            clusterId: "c-1",
            role: NodeRole.Core,
            vswitchIds: ["vsw-1", pulumi.output("vsw-2")],
            kernelProfile: { preset: KernelPreset.Million },
            pool: { instanceTypes: ["ecs.c7.4xlarge"], nodes: 3, keyName: key.keyPairName },
        };
        return make("TunedNodePool", "pool", args, { dependsOn: key });
    },
    NodeDrain: (make) => {
        const pool = make("TunedNodePool", "pool", {
            clusterId: "c-1",
            role: NodeRole.Core,
            vswitchIds: ["vsw-1", "vsw-2"],
        });
        const pools = [{ pool: "pool", nodePoolId: pool.nodePoolId }];
        return make("NodeDrain", "drain", { pools, namespace: "mqtt", kubeconfig: KUBECONFIG });
    },
    "NodeTuning behind an explicit provider": (make) => {
        const provider = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
        return make("NodeTuning", "tuning", { nodeSelector: { pool: "mqtt" } }, { provider });
    },
    "CertManager behind an explicit provider": (make) => {
        const provider = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
        return make("CertManager", "certs", { replicas: 2 }, { providers: [provider] });
    },
    EmqxOperator: (make) =>
        make("EmqxOperator", "operator", { kubeconfig: KUBECONFIG, clusterIdentifier: "c-1" }),
    "EmqxCluster and MqttLoadBalancer": (make) => {
        const listeners = { tcp: {}, ws: { port: 8083 } };
        const cluster = make(
            "EmqxCluster",
            "emqx",
            versioned({ namespace: "mqtt", kubeconfig: KUBECONFIG, listeners }),
        );
        const balancer = make("MqttLoadBalancer", "balancer", {
            kind: LoadBalancerKind.Clb,
            namespace: cluster.namespace,
            listeners,
        });
        return { cluster, balancer };
    },
};
