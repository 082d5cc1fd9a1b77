import { CONNECTION_DRAIN_SECONDS, IDLE_TIMEOUT_SECONDS } from "../alibaba/loadBalancerLimits";
import {
    ALPN,
    BY_BANDWIDTH,
    BY_SIZE,
    CLIENT_CERTIFICATES,
    ENI,
    HTTP_AT_CLB,
    HTTPS_AT_CLB,
    ID,
    INTERNET,
    INTRANET,
    LIST_ON,
    NODE_PORT,
    OTHER_ADDRESSES,
    SERVER_GROUPS,
    TLS_AT_NLB,
} from "./annotationNeeds";
import { type AnnotationRow, CLB, NLB, only, reading, shared } from "./annotationReading";
import {
    address,
    idsOfPorts,
    idWith,
    listOfTexts,
    number,
    oneOf,
    oneOfAnyCase,
    onOff,
    onOffAnyCase,
    orEmpty,
    portPairs,
    protocolsOfPorts,
    someText,
} from "./annotationValues";

/**
 * Every annotation that the cloud controller manager looks up, by what follows `...-loadbalancer-`. Source:
 * cloud-provider-alibaba-cloud v2.14 (2026-04-10), pkg/controller/service: reconcile/annotation for the names, clbv1 and nlbv2 for
 * who reads them, when, and what an absent one means; ranges where that source or the API's own pages give them.
 */
export const ANNOTATIONS: readonly AnnotationRow[] = [
    // The load balancer itself.
    shared("address-type", someText, {
        owner: "would decide whether the internet reaches EMQX; write exposeToInternet: true if it should",
    }),
    {
        name: "id",
        // A Service that has an address is never bound to another one: nlbv2 and clbv1, isNLBReusable, isLoadBalancerReusable.
        Nlb: reading(idWith("nlb"), { out: "fixed" }),
        Clb: reading(idWith("lb"), { out: "fixed" }),
    },
    shared("force-override-listeners", oneOf("true", "false"), { needs: [ID], off: "false" }),
    shared("name", someText),
    shared("resource-group-id", someText, { out: "fixed" }),
    shared("additional-resource-tags", someText),
    // Whatever stands in it keeps the load balancer, "false" too: nlbv2/loadbalancer.go, clbv1/loadbalancer.go.
    shared("preserve-lb-on-delete", oneOf("true"), { out: "returns" }),
    only(CLB, "delete-protection", onOff, { off: "off" }, { guards: true }),
    only(
        CLB,
        "modification-protection",
        oneOf("ConsoleProtection", "NonProtection"),
        {
            off: "NonProtection",
        },
        { guards: true },
    ),
    {
        name: "ip-version",
        Nlb: reading(oneOfAnyCase("ipv4", "DualStack"), { out: "fixed" }),
        Clb: reading(oneOf("ipv4", "ipv6"), { out: "fixed" }),
    },
    only(CLB, "vswitch-id", someText, {
        owner: "is the first of the vSwitches; write those",
        needs: [INTRANET],
        out: "fixed",
    }),
    only(CLB, "network-type", oneOf("vpc", "classic"), { out: "fixed" }),
    only(CLB, "instance-charge-type", oneOf("PayByCLCU", "PayBySpec")),
    only(CLB, "spec", someText, { needs: [BY_SIZE] }),
    only(CLB, "charge-type", oneOf("paybytraffic", "paybybandwidth"), { needs: [INTERNET] }),
    only(CLB, "bandwidth", number(1, 5120), { needs: [INTERNET, BY_BANDWIDTH] }),
    only(CLB, "master-zoneid", someText, { out: "fixed" }),
    only(CLB, "slave-zoneid", someText, { out: "fixed" }),
    only(CLB, "ip", address, { needs: [INTRANET], out: "fixed" }),
    only(CLB, "external-ip-type", oneOf("eip"), { out: "returns" }),
    only(CLB, "hostname", someText, { out: "returns" }),
    only(NLB, "zone-maps", someText, { owner: "follows from the vSwitches; write those" }),
    // An empty text is taken for "none", unlike elsewhere: nlbv2/loadbalancer.go asks whether it is there.
    only(
        NLB,
        "security-group-ids",
        orEmpty(listOfTexts(/^sg-[a-z0-9]+$/, 'ids of security groups, e.g. "sg-example"')),
        { off: "" },
        { guards: true, instead: '"-acl-id" with "-acl-status": "on" and "-acl-type": "white"' },
    ),
    only(NLB, "bandwidth-package-id", orEmpty(idWith("cbwp")), { needs: [INTERNET], off: "" }),
    only(NLB, "ipv6-address-type", oneOfAnyCase("intranet", "internet"), {
        needs: [OTHER_ADDRESSES],
        off: "intranet",
    }),
    only(NLB, "cross-zone-enabled", onOffAnyCase, { off: "on" }),

    // Its listeners.
    {
        name: "protocol-port",
        Nlb: reading(protocolsOfPorts("tcp", "udp", "tcpssl"), { out: "returns" }),
        Clb: reading(protocolsOfPorts("tcp", "udp", "http", "https"), { out: "returns" }),
    },
    {
        name: "cert-id",
        Nlb: reading(someText, { needs: [TLS_AT_NLB] }),
        Clb: reading(someText, { needs: [HTTPS_AT_CLB], out: "returns" }),
    },
    {
        name: "tls-cipher-policy",
        Nlb: reading(someText, { needs: [TLS_AT_NLB] }),
        Clb: reading(someText, { needs: [HTTPS_AT_CLB] }),
    },
    {
        name: "idle-timeout",
        Nlb: reading(number(IDLE_TIMEOUT_SECONDS.least, IDLE_TIMEOUT_SECONDS.most), {
            owner: "follows from idleTimeoutSeconds; write that",
        }),
        Clb: reading(number(1, 60), { needs: [HTTP_AT_CLB] }),
    },
    only(CLB, "established-timeout", number(IDLE_TIMEOUT_SECONDS.least, IDLE_TIMEOUT_SECONDS.most), {
        owner: "follows from idleTimeoutSeconds; write that",
    }),
    only(NLB, "cps", number(0, 1_000_000), {
        owner: "follows from maxConnectRate; write that",
        off: "0",
    }),
    shared("proxy-protocol", onOffAnyCase, {
        owner: "follows from the listeners' proxyProtocol; write that",
        off: "off",
    }),
    only(NLB, "ppv2-pvl-ep-id-enabled", onOffAnyCase, { off: "off" }),
    only(NLB, "ppv2-pvl-eps-id-enabled", onOffAnyCase, { off: "off" }),
    only(NLB, "ppv2-pvl-vpc-id-enabled", onOffAnyCase, { off: "off" }),
    only(NLB, "cacert", onOffAnyCase, { needs: [TLS_AT_NLB], off: "off" }, { guards: true }),
    only(NLB, "cacert-id", someText, { needs: [TLS_AT_NLB, CLIENT_CERTIFICATES] }, { guards: true }),
    only(NLB, "alpn", onOffAnyCase, { needs: [TLS_AT_NLB], off: "off" }),
    only(NLB, "alpn-policy", someText, { needs: [TLS_AT_NLB, ALPN] }),
    only(NLB, "additional-cert-ids", orEmpty(someText), { needs: [TLS_AT_NLB], off: "" }),
    only(NLB, "listener-port-range", listOfTexts(/^\d{1,5}-\d{1,5}:\d{1,5}$/, '"1000-2000:80"'), {
        needs: [ENI],
        out: "returns",
    }),
    only(CLB, "acl-status", onOff, { off: "off" }, { guards: true, instead: '"-security-group-ids"' }),
    only(
        CLB,
        "acl-id",
        listOfTexts(/^acl-[a-z0-9]+$/, 'ids of access lists, e.g. "acl-example"'),
        { needs: [LIST_ON] },
        { guards: true, instead: '"-security-group-ids"' },
    ),
    only(
        CLB,
        "acl-type",
        oneOf("white", "black"),
        { needs: [LIST_ON] },
        { guards: true, instead: '"-security-group-ids"' },
    ),
    only(CLB, "persistence-timeout", number(0, 3600), { off: "0" }),
    only(CLB, "forward-port", portPairs, { needs: [HTTP_AT_CLB], out: "returns" }),
    only(CLB, "http2-enabled", onOff, { needs: [HTTPS_AT_CLB], off: "off" }),
    only(CLB, "sticky-session", onOff, { needs: [HTTP_AT_CLB], off: "off" }),
    only(CLB, "sticky-session-type", oneOf("insert", "server"), { needs: [HTTP_AT_CLB] }),
    only(CLB, "cookie", someText, { needs: [HTTP_AT_CLB] }),
    only(CLB, "cookie-timeout", number(1, 86_400), { needs: [HTTP_AT_CLB] }),
    only(CLB, "request-timeout", number(1, 180), { needs: [HTTP_AT_CLB] }),
    only(CLB, "xforwardedfor-proto", onOff, { needs: [HTTP_AT_CLB], off: "off" }),
    only(CLB, "xforwardedfor-slbport", onOff, { needs: [HTTP_AT_CLB], off: "off" }),
    only(CLB, "xforwardedfor-clientsrcport", onOff, { needs: [HTTP_AT_CLB], off: "off" }),
    only(CLB, "domain-extensions", someText, { needs: [HTTPS_AT_CLB] }),

    // What is behind it.
    shared("scheduler", someText, {
        owner: "follows from what the listeners speak: long connections go where the fewest are, QUIC to the pod that its connection's id names; leave it out",
    }),
    shared("connection-drain", onOff, { owner: "is always on; write connectionDrainSeconds for how long" }),
    shared(
        "connection-drain-timeout",
        number(CONNECTION_DRAIN_SECONDS.least, CONNECTION_DRAIN_SECONDS.most),
        {
            owner: "follows from connectionDrainSeconds; write that",
        },
    ),
    only(NLB, "preserve-client-ip", onOffAnyCase, { off: "off" }),
    only(NLB, "server-group-type", oneOfAnyCase("Instance", "Ip")),
    shared("vgroup-port", idsOfPorts, { needs: [ID], out: "returns" }),
    shared("weight", number(0, 100), { needs: [ID, SERVER_GROUPS], out: "returns" }),
    shared("default-weight", number(0, 100), { out: "returns" }),
    shared("ignore-weight-update", onOffAnyCase, { out: "returns" }),
    shared("backend-label", listOfTexts(/^[^=,\s]+=[^=,\s]*$/, 'labels of nodes, e.g. "team=iot"'), {
        needs: [NODE_PORT],
        out: "returns",
    }),
    shared("remove-unscheduled-backend", onOff, { needs: [NODE_PORT], out: "returns" }),
    shared("backend-ip-version", oneOfAnyCase("ipv4", "ipv6", "DualStack"), {
        needs: [OTHER_ADDRESSES],
        out: "returns",
    }),

    // Health checks; those that this component writes, it writes where it goes straight to the pods.
    shared("health-check-flag", onOffAnyCase),
    {
        name: "health-check-type",
        Nlb: reading(oneOfAnyCase("TCP", "HTTP", "UDP")),
        Clb: reading(oneOf("tcp", "http"), { off: "tcp" }),
    },
    shared("health-check-uri", listOfTexts(/^\/\S*$/, 'a path, e.g. "/status"')),
    {
        name: "health-check-connect-port",
        Nlb: reading(number(1, 65_535)),
        // -520 stands for the port of the backend itself. Source: alibaba/ansible-provider, ali_slb_lsn.
        Clb: reading((value) => (value === "-520" ? undefined : number(1, 65_535)(value)), { off: "-520" }),
    },
    shared("health-check-httpcode", listOfTexts(/^http_[1-5]xx$/, '"http_2xx"')),
    only(CLB, "health-check-switch", onOff, { off: "on" }),
    {
        name: "health-check-interval",
        Nlb: reading(number(1, 50)),
        Clb: reading(number(1, 50)),
    },
    shared("health-check-connect-timeout", number(1, 300)),
    only(CLB, "health-check-timeout", number(1, 300), { needs: [HTTP_AT_CLB] }),
    shared("healthy-threshold", number(2, 10)),
    shared("unhealthy-threshold", number(2, 10)),
    shared("health-check-domain", someText),
    {
        name: "health-check-method",
        Nlb: reading(oneOfAnyCase("GET", "HEAD")),
        Clb: reading(oneOf("get", "head"), { needs: [HTTP_AT_CLB] }),
    },
];

export const ANNOTATION_NAMES: readonly string[] = ANNOTATIONS.map(({ name }) => name);

const BY_NAME = new Map(ANNOTATIONS.map((row) => [row.name, row]));

export function annotationRow(name: string): AnnotationRow | undefined {
    return BY_NAME.get(name);
}
