import { LoadBalancerKind, MqttLoadBalancer, type MqttLoadBalancerArgs } from "../../../provider";
import { changesBetween } from "../../support/changes";
import type { PullRequest } from "./pullRequest";

const lb = (more: Partial<MqttLoadBalancerArgs>) => () => {
    new MqttLoadBalancer("lb", {
        kind: LoadBalancerKind.Nlb,
        namespace: "mqtt",
        vswitches: [
            { zoneId: "cn-hangzhou-g", vswitchId: "vsw-g" },
            { zoneId: "cn-hangzhou-h", vswitchId: "vsw-h" },
        ],
        ...more,
    });
};

/** A load balancer that is used alone: no PROXY header any more, no limit of connects, and an annotation less. */
export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "New connections are limited no more.",
        "The load balancer sends no PROXY header from then on",
        'Taken out, security-group-ids stays as it is at the load balancer, since its controller changes only what is written. Write "" to switch it off.',
    ],
    changes: () =>
        changesBetween(
            lb({
                maxConnectRate: 5000,
                listeners: { tcp: { proxyProtocol: true } },
                annotations: {
                    "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-security-group-ids": "sg-example",
                },
            }),
            lb({ listeners: { tcp: { proxyProtocol: false } } }),
        ),
};
