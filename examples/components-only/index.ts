import * as pulumi from "@pulumi/pulumi";
import { EmqxCluster, EmqxLicense, LoadBalancerKind, MqttLoadBalancer } from "emqx-ack";

const config = new pulumi.Config();

// The EMQX operator is there already; both use the current kubeconfig, or whatever provider you pass in the options.
const listeners = { tcp: {}, ws: {} };
const cluster = new EmqxCluster("emqx", {
    namespace: "mqtt",
    // Which line of the operator's objects is written follows from it: 6.x for operator 2.3.
    version: "6.3.1",
    // Small nodes, and EMQX's own key for trying it out; with a key of yours, licenseKey and connections.
    license: EmqxLicense.Evaluation,
    cores: {
        replicas: 3,
        storage: { size: "20Gi", storageClassName: config.get("storageClass") || undefined },
    },
    replicants: { replicas: 2, resources: { cpuRequest: "500m", memoryRequest: "1Gi" } },
    listeners,
    config: 'mqtt.max_packet_size = "2MB"',
});

const balancer = new MqttLoadBalancer("emqx-lb", {
    kind: LoadBalancerKind.Clb,
    namespace: cluster.namespace,
    listeners,
});

export const endpoints = balancer.endpoints;
export const dashboardPassword = cluster.dashboardPassword;
