import { MqttLoadBalancer } from "../../../provider";
import { type Refusal, testRefusals } from "../../support/refusals";
import { VSWITCHES } from "../../support/stacks";

const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";
const nlb = (more: object) => ({ kind: "Nlb", namespace: "emqx", vswitches: VSWITCHES, ...more });
const clb = (more: object) => ({ kind: "Clb", namespace: "emqx", ...more });

const REFUSALS: Refusal<any>[] = [
    ["no kind", { namespace: "emqx" }, "kind", /missing; write LoadBalancerKind.Nlb/],
    ["a misspelt kind", clb({ kind: "SLB" }), "kind", /"SLB"; write one of "Nlb", "Clb"/],
    ["no namespace", nlb({ namespace: undefined }), "namespace", /missing; write the EMQX cluster's/],
    [
        "one zone with Nlb",
        nlb({ vswitches: VSWITCHES.slice(0, 1) }),
        "vswitches",
        /one zone; an NLB needs two or more/,
    ],
    ["no zone with Nlb", nlb({ vswitches: undefined }), "vswitches", /no zone; an NLB needs two/],
    [
        "two vSwitches in one zone",
        nlb({ vswitches: [...VSWITCHES, { ...VSWITCHES[0], vswitchId: "vsw-9" }] }),
        "vswitches[2].zoneId",
        /"cn-hangzhou-g" again/,
    ],
    [
        "a vSwitch without an id",
        clb({ vswitches: [{ zoneId: "cn-hangzhou-g" }] }),
        "vswitches[0].vswitchId",
        /missing/,
    ],
    [
        "more connections than an Nlb carries",
        nlb({ connections: 20_000_000 }),
        "vswitches",
        /200 % of the 10,000,000 that an NLB in 2 zones takes\. Write more zones/,
    ],
    [
        "more connections than a Clb carries",
        clb({ connections: 2_000_000 }),
        "kind",
        /200 % of the 1,000,000 that this CLB takes\. Write kind "Nlb"/,
    ],
    [
        "QUIC behind a Clb",
        clb({ listeners: { quic: { tlsSecretName: "tls" } } }),
        "kind",
        /cannot keep a QUIC connection/,
    ],
    ["a rate limit for a Clb", clb({ maxConnectRate: 1000 }), "maxConnectRate", /is for kind "Nlb"/],
    [
        "the input for how it is paid for, which is gone",
        clb({ clb: { spec: "slb.s3.large" } }),
        "clb",
        /no input any more: .* annotations: .*instance-charge-type": "PayBySpec".*cannot be undone/,
    ],
    [
        "a size alone",
        clb({ annotations: { [`${PREFIX}spec`]: "slb.s3.large" } }),
        `annotations["${PREFIX}spec"]`,
        /is given without ".*instance-charge-type"; write that, too, as "PayBySpec"/,
    ],
    [
        "the old name of how it is paid for",
        clb({
            annotations: {
                "service.beta.kubernetes.io/alicloud-loadbalancer-instance-charge-type": "PayBySpec",
            },
        }),
        'annotations["service.beta.kubernetes.io/alicloud-loadbalancer-instance-charge-type"]',
        /old name of the controller's; write "service\.beta\.kubernetes\.io\/alibaba-cloud-loadbalancer-/,
    ],
    [
        "an idle time above what there is",
        nlb({ idleTimeoutSeconds: 3600 }),
        "idleTimeoutSeconds",
        /from 10 to 900 \(seconds\)/,
    ],
    [
        "keep-alives that come too late",
        nlb({ idleTimeoutSeconds: 300, keepAliveSeconds: 300 }),
        "keepAliveSeconds",
        /Write 199 or less, or raise idleTimeoutSeconds/,
    ],
    ["no drain", nlb({ connectionDrainSeconds: 0 }), "connectionDrainSeconds", /from 10 to 900/],
    [
        "no listener for clients",
        nlb({ listeners: { tcp: { exposed: false }, quic: { tlsSecretName: "tls", enabled: false } } }),
        "listeners",
        /offers no listener to clients/,
    ],
    [
        "a public address by annotation",
        nlb({
            annotations: { "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": "internet" },
        }),
        'annotations["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type"]',
        /write exposeToInternet: true/,
    ],
    [
        "a public address by the annotation's old name",
        nlb({ annotations: { "service.beta.kubernetes.io/alicloud-loadbalancer-address-type": "internet" } }),
        'annotations["service.beta.kubernetes.io/alicloud-loadbalancer-address-type"]',
        /write exposeToInternet: true/,
    ],
    ["a flag in quotes", nlb({ exposeToInternet: "false" }), "exposeToInternet", /without quotes/],
    ["a misspelt role", nlb({ backendRole: "replicants" }), "backendRole", /did you mean "replicant"/],
    ["a misspelt backend", nlb({ backend: "eni" }), "backend", /did you mean "Eni"/],
    ["a misspelt input", nlb({ Dashboard: false }), "Dashboard", /did you mean "dashboard"/],
];

describe("MqttLoadBalancer", () => {
    testRefusals(REFUSALS, (args) => new MqttLoadBalancer("lb", args));
});
