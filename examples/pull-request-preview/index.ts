import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, LoadBalancerKind } from "emqx-ack";

// What changes in everyday life is configuration, so that a pull request is a line in Pulumi.prod.yaml.
const config = new pulumi.Config();
const replicants = config.requireNumber("replicants");

const mqtt = new EmqxOnAck("mqtt", {
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    connections: config.requireNumber("connections"),
    replicantPool: { nodes: replicants },
    emqx: {
        version: config.require("version"),
        licenseKey: config.requireSecret("licenseKey"),
        replicants: { replicas: replicants },
    },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
    protect: true,
});

export const endpoints = mqtt.endpoints;
