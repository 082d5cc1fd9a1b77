import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, KernelRollout, LoadBalancerKind, NetworkPlugin } from "emqx-ack";

// 1,000,000 MQTT 5 connections, half of them publishing one QoS 1 message of 1 KB a second, half of them receiving one.
const config = new pulumi.Config();
const protect = config.requireBoolean("protect");

const mqtt = new EmqxOnAck("mqtt", {
    newCluster: {
        zones: ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"],
        clusterSpec: "ack.pro.small",
        networkPlugin: NetworkPlugin.Terway,
        publicApiEndpoint: false,
        natGateway: true,
        deletionProtection: protect,
    },
    connections: 1_000_000,
    traffic: { publishedPerSecond: 500_000, deliveredPerSecond: 500_000, payloadBytes: 1024, qos: 1 },

    // Cores hold the database. Replicants hold the connections: losing one of five leaves 250,000 on each of the others,
    // well below the 600,000 that an ecs.c7.8xlarge takes.
    corePool: { instanceTypes: ["ecs.c7.4xlarge", "ecs.g7.4xlarge"], nodes: 3 },
    replicantPool: { instanceTypes: ["ecs.c7.8xlarge", "ecs.g7.8xlarge"], nodes: 5, systemDiskGiB: 120 },
    // Values follow from the figures above; a changed one makes new pools and rolls EMQX onto them.
    kernel: { rollout: KernelRollout.ReplacePool },

    emqx: {
        version: "6.3.1",
        licenseKey: config.getSecret("licenseKey"),
        cores: {
            replicas: 3,
            resources: { cpuRequest: "4", memoryRequest: "8Gi" },
            storage: { size: "40Gi" },
        },
        replicants: {
            replicas: 5,
            // A third of a node, as `emqx-ack plan` has it: the old and the new pod of an upgrade fit, beside the cluster's own.
            resources: { cpuRequest: "9", memoryRequest: "16Gi" },
        },
        listeners: {
            tcp: { port: 1883, acceptors: 64, maxConnections: 1_024_000, maxConnectionRate: 100_000 },
        },
        limits: { maxPorts: 1_048_576, distBufferSizeKb: 16_384 },
        config: 'mqtt.max_packet_size = "1MB"\nmqtt.max_inflight = 32',
        // An upgrade empties five replicants one after another: at this pace before the load balancer cuts who is left (900 s).
        evacuation: { connectionsPerSecond: 4500, sessionsPerSecond: 4500, waitTakeoverSeconds: 10 },
    },

    loadBalancer: {
        kind: LoadBalancerKind.Nlb,
        idleTimeoutSeconds: 900,
        keepAliveSeconds: 300,
        connectionDrainSeconds: 900,
    },
    protect,
});

export const clusterId = mqtt.clusterId;
export const kubeconfig = mqtt.kubeconfig;
export const namespace = mqtt.namespace;
export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
export const dashboardUsername = mqtt.dashboardUsername;
export const dashboardPassword = mqtt.dashboardPassword;
