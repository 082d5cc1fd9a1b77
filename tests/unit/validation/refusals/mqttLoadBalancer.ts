import { VSWITCHES } from "../../../support/stacks";
import type { Refused } from "./refused";

const LB = { kind: "Nlb", namespace: "emqx", vswitches: VSWITCHES };

export const MQTT_LOAD_BALANCER: Refused[] = [
    [
        "nothing",
        {},
        [
            'kind: is missing; write LoadBalancerKind.Nlb ("Nlb"), or "Clb", which carries 1,000,000 connections and no QUIC',
            "namespace: is missing; write the EMQX cluster's, e.g. cluster.namespace",
        ],
    ],
    [
        "a kind in lower case",
        { ...LB, kind: "nlb" },
        ['kind: is "nlb"; write one of "Nlb", "Clb"; did you mean "Nlb"?'],
    ],
    [
        "an NLB in one zone",
        { ...LB, vswitches: [VSWITCHES[0]] },
        [
            'vswitches: has one zone; an NLB needs two or more. Write another zone with its vSwitch, or kind "Clb"',
        ],
    ],
    [
        "a public address by annotation",
        {
            ...LB,
            annotations: { "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": "internet" },
        },
        [
            'annotations["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type"]: would decide whether the internet reaches EMQX; write exposeToInternet: true if it should',
        ],
    ],
    [
        "an idle timeout by annotation",
        {
            ...LB,
            annotations: { "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-idle-timeout": "60" },
        },
        [
            'annotations["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-idle-timeout"]: follows from idleTimeoutSeconds; write that',
        ],
    ],
    [
        "an annotation that is a number",
        { ...LB, annotations: { "pulumi.com/skipAwait": 1 } },
        ['annotations["pulumi.com/skipAwait"]: is 1; write a text in quotes'],
    ],
    [
        "a rate for a CLB",
        { ...LB, kind: "Clb", maxConnectRate: 1000 },
        ['maxConnectRate: is for kind "Nlb"; leave it out'],
    ],
    [
        "a keep-alive above the idle timeout",
        { ...LB, keepAliveSeconds: 600 },
        [
            "keepAliveSeconds: is 600; the load balancer cuts a connection that is idle for 900 s, and MQTT waits one and a half times the keep-alive. Write 599 or less",
        ],
    ],
    [
        "an idle timeout that is too long",
        { ...LB, idleTimeoutSeconds: 3600 },
        ["idleTimeoutSeconds: is 3600; write a whole number from 10 to 900 (seconds)"],
    ],
    [
        "QUIC behind a CLB",
        { ...LB, kind: "Clb", listeners: { quic: { tlsSecretName: "tls" } } },
        [
            'kind: is "Clb", which cannot keep a QUIC connection with its pod; write "Nlb", or leave the quic listener out or exposed: false',
        ],
    ],
    [
        "a namespace that is none",
        { ...LB, namespace: "EMQX_1" },
        [
            'namespace: is "EMQX_1"; write at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit',
        ],
    ],
];
