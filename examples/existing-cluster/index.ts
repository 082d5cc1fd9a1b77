import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, LoadBalancerKind } from "emqx-ack";

const config = new pulumi.Config();
const vswitches = config.requireObject<Record<string, string>>("vswitches");

const mqtt = new EmqxOnAck("mqtt", {
    // The kubeconfig is fetched from ACK; give `kubeconfig` (a secret) where the account may not.
    existingCluster: {
        clusterId: config.require("clusterId"),
        vswitches: Object.entries(vswitches).map(([zoneId, vswitchId]) => ({ zoneId, vswitchId })),
    },
    connections: 200_000,
    replicantPool: { instanceTypes: ["ecs.g7.4xlarge"] },
    emqx: { namespace: "mqtt", licenseKey: config.requireSecret("licenseKey") },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
});

export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
