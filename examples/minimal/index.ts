import { EmqxLicense, EmqxOnAck, LoadBalancerKind } from "emqx-ack";

const mqtt = new EmqxOnAck("mqtt", {
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    // EMQX's own key for trying it out: 25 clients. With a key of yours write licenseKey here, and connections above.
    emqx: { license: EmqxLicense.Evaluation },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
});

export const endpoints = mqtt.endpoints;
export const dashboardUrl = mqtt.dashboardUrl;
export const dashboardPassword = mqtt.dashboardPassword;
