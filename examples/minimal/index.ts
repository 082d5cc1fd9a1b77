import { EmqxOnAck, LoadBalancerKind } from "emqx-ack";

const mqtt = new EmqxOnAck("mqtt", {
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
});

export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
export const dashboardPassword = mqtt.dashboardPassword;
