import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, type EmqxOnAckArgs } from "../../../provider";

/** The stack under test: what its arguments say, in a cluster and on nodes that exist. Secrets come as secrets. */
const config = new pulumi.Config();
const args = config.requireObject<Omit<EmqxOnAckArgs, "existingCluster">>("args");

const mqtt = new EmqxOnAck("mqtt", {
    ...args,
    existingCluster: {
        clusterId: "c0123456789abcdef0123456789abcdef",
        kubeconfig: config.requireSecret("kubeconfig"),
        vswitches: [
            { zoneId: "cn-hangzhou-g", vswitchId: "vsw-bp1aaaaaaaaaaaaaaaaaa" },
            { zoneId: "cn-hangzhou-h", vswitchId: "vsw-bp1bbbbbbbbbbbbbbbbbb" },
        ],
    },
    emqx: {
        ...args.emqx,
        dashboard: { password: config.requireSecret("dashboardPassword") },
        apiKeys: [{ key: "e2e", secret: config.requireSecret("apiKeySecret") }],
        secretEnvironment: { E2E_TOKEN: config.requireSecret("environmentToken") },
    },
});

export const nodes = mqtt.nodes;
export const endpoints = mqtt.endpoints;
export const dashboardPassword = mqtt.dashboardPassword;
