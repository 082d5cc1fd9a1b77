import { VSWITCHES } from "../../../support/stacks";
import type { Refused } from "./refused";

const CONTROLLER = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";
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
        "a load balancer that exists, without a word on its listeners",
        { ...LB, annotations: { [`${CONTROLLER}id`]: "nlb-exampleexample" } },
        [
            `annotations["${CONTROLLER}id"]: is given without "${CONTROLLER}force-override-listeners": "true", and so no listener would be made: the Service has an address, and nobody can connect. Write it, too; it takes over the listeners of the same ports. Or, where the listeners are there already, write "${CONTROLLER}vgroup-port" with the server group of each port (1883)`,
        ],
    ],
    [
        "annotations without effect on a public NLB",
        {
            ...LB,
            exposeToInternet: true,
            annotations: {
                [`${CONTROLLER}acl-id`]: "acl-example",
                [`${CONTROLLER}scheduler`]: "rr",
                [`${CONTROLLER}securitygroup-ids`]: "sg-example",
            },
        },
        [
            `annotations["${CONTROLLER}acl-id"]: is read for a CLB only, and would keep nobody out here; write "${CONTROLLER}security-group-ids", or leave it out`,
            `annotations["${CONTROLLER}scheduler"]: follows from what the listeners speak: long connections go where the fewest are, QUIC to the pod that its connection's id names; leave it out`,
            `annotations["${CONTROLLER}securitygroup-ids"]: is no annotation of the controller's, which would pass it over without a word; did you mean "${CONTROLLER}security-group-ids"?`,
        ],
    ],
    [
        "an annotation's value that is none",
        { ...LB, annotations: { [`${CONTROLLER}cross-zone-enabled`]: "yes" } },
        [`annotations["${CONTROLLER}cross-zone-enabled"]: is "yes"; write "on" or "off"`],
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
