import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { FORMER_PREFIX, PREFIX } from "../../../provider/loadBalancer/annotationNames";
import { loadBalancerAnnotations } from "../../../provider/loadBalancer/annotations";
import { ANNOTATIONS } from "../../../provider/loadBalancer/annotationTable";
import {
    LoadBalancerBackend,
    LoadBalancerKind,
    type MqttLoadBalancerArgs,
} from "../../../provider/loadBalancer/mqttLoadBalancerArgs";
import { planLoadBalancer } from "../../../provider/loadBalancer/plan";
import { Problems } from "../../../provider/validation/problems";
import { resolved } from "../../support/resolved";
import { VSWITCHES } from "../../support/stacks";

const KINDS = Object.values(LoadBalancerKind);
const { Nlb, Clb } = LoadBalancerKind;

/** What these need, a load balancer has unless told otherwise: inside the VPC, straight to the pods. */
const AS_IT_IS = ["ip", "listener-port-range"];

/** A value that each annotation takes; the table has rules and no examples. */
const EXAMPLES: Readonly<Record<string, string>> = {
    id: "nlb-example",
    "force-override-listeners": "true",
    "preserve-lb-on-delete": "true",
    "modification-protection": "NonProtection",
    "ip-version": "ipv4",
    "network-type": "vpc",
    "instance-charge-type": "PayByCLCU",
    "charge-type": "paybytraffic",
    ip: "10.0.0.9",
    "external-ip-type": "eip",
    "security-group-ids": "sg-example,sg-other",
    "bandwidth-package-id": "cbwp-example",
    "ipv6-address-type": "Intranet",
    "protocol-port": "tcp:1883",
    "listener-port-range": "1000-2000:1883",
    "acl-id": "acl-example",
    "acl-type": "white",
    "forward-port": "80:443",
    "sticky-session-type": "insert",
    "server-group-type": "Ip",
    "vgroup-port": "sgp-example:1883",
    "backend-label": "team=iot",
    "backend-ip-version": "ipv6",
    "health-check-type": "tcp",
    "health-check-uri": "/status",
    "health-check-httpcode": "http_2xx,http_3xx",
    "health-check-method": "get",
};

function example(name: string, kind: LoadBalancerKind): string {
    if (name === "id") return kind === Nlb ? "nlb-example" : "lb-example";
    const fits = (value: string) => {
        const row = ANNOTATIONS.find((one) => one.name === name);
        return row?.[kind]?.value(value) === undefined;
    };
    const value = [EXAMPLES[name], "on", "5", "15", "text"].find((text) => text !== undefined && fits(text));
    assert.ok(value !== undefined, `${name} has no example`);
    return value;
}

interface Told {
    readonly refused: string;
    readonly warned: string;
}

function told(
    annotations: Record<string, pulumi.Input<string>>,
    more: Partial<MqttLoadBalancerArgs> = {},
): Told {
    const problems = new Problems();
    const plan = planLoadBalancer(
        { kind: Nlb, namespace: "emqx", vswitches: VSWITCHES, annotations, ...more },
        problems,
    );
    return {
        refused: problems.all.map(({ path, reason }) => `${path}: ${reason}`).join("\n"),
        warned: plan.warnings.join("\n"),
    };
}

const one = (name: string, value: string) => ({ [PREFIX + name]: value });

describe("an annotation of the controller's", () => {
    it("has a row once", () => {
        const names = ANNOTATIONS.map(({ name }) => name);
        assert.deepEqual([...new Set(names)], names);
    });

    it("is told for each kind unless it does what it says, by either prefix", () => {
        fc.assert(
            fc.property(
                fc.constantFrom(...ANNOTATIONS),
                fc.constantFrom(...KINDS),
                fc.constantFrom(PREFIX, FORMER_PREFIX),
                (row, kind, prefix) => {
                    const read = row[kind];
                    const { refused, warned } = told(
                        { [prefix + row.name]: example(row.name, read ? kind : kind === Nlb ? Clb : Nlb) },
                        { kind },
                    );
                    const said = refused + warned;
                    const overwritten =
                        read?.owner !== undefined ||
                        /^health-check-(flag|type|uri|connect-port|httpcode)$/.test(row.name);
                    if (read === undefined) {
                        // What was to keep somebody out must not pass for a protection.
                        assert.match(
                            row.guards ? refused : warned,
                            /is read for an? (NLB|CLB) only/,
                            row.name,
                        );
                    } else if (overwritten) assert.notEqual(refused, "", row.name);
                    else if (read.needs.length > 0 && !AS_IT_IS.includes(row.name))
                        assert.notEqual(said, "", row.name);
                    else if (row.name === "id") assert.match(refused, /force-override-listeners/);
                    else if (row.name === "spec" || prefix === FORMER_PREFIX)
                        assert.equal(typeof said, "string");
                    else assert.equal(said, "", row.name);
                },
            ),
            { numRuns: 600 },
        );
    });

    it("is refused with a value that the controller or the API makes nothing of", () => {
        for (const row of ANNOTATIONS) {
            for (const kind of KINDS) {
                const read = row[kind];
                if (read === undefined) continue;
                for (const value of [" ", "12 apples, please"]) {
                    if (read.value(value) === undefined) continue;
                    assert.notEqual(told(one(row.name, value), { kind }).refused, "", `${row.name} ${value}`);
                }
            }
        }
        assert.match(told(one("preserve-client-ip", "yes")).refused, /is "yes"; write "on" or "off"/);
        assert.match(told(one("default-weight", "200")).refused, /from 0 to 100/);
        assert.match(told(one("preserve-lb-on-delete", "false")).refused, /write one of "true"/);
        assert.match(told(one("security-group-ids", "sg-a, sg-b")).refused, /no blanks/);
        assert.equal(told(one("security-group-ids", "")).refused, "");
        assert.equal(told({ [`${PREFIX}default-weight`]: pulumi.output("200") }).refused, "");
    });

    it("is refused when it is misspelt, with its name", () => {
        assert.match(
            told(one("securitygroup-ids", "sg-example"), { exposeToInternet: true }).refused,
            /did you mean "service\.beta\.kubernetes\.io\/alibaba-cloud-loadbalancer-security-group-ids"/,
        );
        assert.match(told(one("health-check-swich", "on"), { kind: Clb }).refused, /health-check-switch"/);
        fc.assert(
            fc.property(
                fc.constantFrom(...ANNOTATIONS.filter(({ name }) => name.length >= 8)),
                fc.nat(),
                ({ name }, at) => {
                    const misspelt = name.slice(0, at % name.length) + name.slice((at % name.length) + 1);
                    if (ANNOTATIONS.some((row) => row.name === misspelt)) return;
                    assert.match(told(one(misspelt, "on")).refused, /did you mean/, misspelt);
                },
            ),
        );
    });

    it("is warned of when nobody knows it, since a newer controller might", () => {
        const { refused, warned } = told(one("quantum-tunnel", "on"));
        assert.equal(refused, "");
        assert.match(warned, /quantum-tunnel" is no annotation that .* v2\.14 reads/);
    });

    it("is nobody's business under another name", () => {
        const { refused, warned } = told({
            "pulumi.com/skipAwait": "true",
            "example.com/team": "iot",
            "service.beta.kubernetes.io/anything": "x",
        });
        assert.deepEqual([refused, warned], ["", ""]);
    });

    it("is refused where it would give the Service to another controller, or to none", () => {
        for (const [name, kind] of [
            ["service.beta.kubernetes.io/backend-type", Nlb],
            ["service.beta.kubernetes.io/class", Clb],
            [`${PREFIX}type`, Clb],
            [`${PREFIX}tunnel-type`, Clb],
        ] as const) {
            assert.match(told({ [name]: "eni" }, { kind }).refused, /decides which controller/, name);
        }
    });

    it("is told where it has no effect, and what to write", () => {
        assert.match(told(one("bandwidth-package-id", "cbwp-example")).warned, /exposeToInternet: true/);
        assert.equal(
            told(one("bandwidth-package-id", "cbwp-example"), { exposeToInternet: true }).warned.includes(
                "cbwp",
            ),
            false,
        );
        assert.match(
            told(one("acl-id", "acl-example"), { exposeToInternet: true }).refused,
            /CLB only.*loadbalancer-security-group-ids"/,
        );
        assert.match(told(one("acl-id", "acl-example"), { kind: Clb }).refused, /acl-status": "on"/);
        assert.equal(
            told(
                { ...one("acl-id", "acl-example"), ...one("acl-status", "on"), ...one("acl-type", "white") },
                { kind: Clb },
            ).refused,
            "",
        );
        assert.match(told(one("backend-label", "team=iot")).warned, /straight to the pods/);
        assert.equal(
            told(one("backend-label", "team=iot"), { backend: LoadBalancerBackend.NodePort }).warned,
            "",
        );
        assert.match(told(one("health-check-uri", "/x")).refused, /status page/);
        assert.equal(
            told(one("health-check-uri", "/x"), { backend: LoadBalancerBackend.NodePort }).refused,
            "",
        );
        assert.match(
            told({ [`${FORMER_PREFIX}name`]: "a", ...one("name", "b") }).warned,
            /has no effect beside/,
        );
    });
});

describe("a load balancer that is there already", () => {
    const override = one("force-override-listeners", "true");

    it("has to be overridden, or nobody could connect", () => {
        for (const [kind, id] of [
            [Nlb, "nlb-example"],
            [Clb, "lb-example"],
        ] as const) {
            for (const prefix of [PREFIX, FORMER_PREFIX]) {
                const given = { [`${prefix}id`]: id };
                assert.match(
                    told(given, { kind }).refused,
                    new RegExp(
                        `^annotations\\["${prefix}id"\\]: is given without .*force-override-listeners": "true"`,
                    ),
                );
                assert.equal(told({ ...given, ...override }, { kind }).refused, "");
                assert.equal(
                    told({ ...given, [`${FORMER_PREFIX}force-override-listeners`]: "true" }, { kind })
                        .refused,
                    "",
                );
                assert.notEqual(
                    told({ ...given, ...one("force-override-listeners", "false") }, { kind }).refused,
                    "",
                );
            }
        }
    });

    it("may have the listeners already, where each port has a server group", () => {
        const id = one("id", "nlb-example");
        const listeners = { tcp: {}, ws: {} };
        assert.match(
            told({ ...id, ...one("vgroup-port", "sgp-a:1883") }, { listeners }).refused,
            /server group of each port \(1883, 8083\)/,
        );
        assert.equal(
            told({ ...id, ...one("vgroup-port", "sgp-a:1883,sgp-b:8083") }, { listeners }).refused,
            "",
        );
    });

    it("carries several Services with ports of their own, TCP and UDP apart", () => {
        const annotations = { ...one("id", "nlb-example"), ...override };
        const quic = { tlsSecretName: "tls" };
        assert.equal(
            told(annotations, { listeners: { tcp: {}, quic, ws: { proxyProtocol: true } } }).refused,
            "",
        );
        assert.equal(
            told(annotations, { listeners: { tcp: { port: 443 }, quic: { ...quic, port: 443 } } }).refused,
            "",
        );
        assert.match(
            told(annotations, { listeners: { tcp: {}, ws: { proxyProtocol: true, port: 1883 } } }).refused,
            /^listeners\.ws\.port: is 1883, as is tcp's, and both stand on the one load balancer/,
        );
        assert.equal(
            told({}, { listeners: { tcp: {}, ws: { proxyProtocol: true, port: 1883 } } }).refused,
            "",
        );
    });

    it("keeps its zones and how it was bought", async () => {
        const planned = (kind: LoadBalancerKind, id: string) =>
            planLoadBalancer(
                {
                    kind,
                    namespace: "emqx",
                    vswitches: VSWITCHES,
                    annotations: { ...one("id", id), ...override },
                },
                new Problems(),
            );
        const nlb = planned(Nlb, "nlb-example");
        const of = async (features: Parameters<typeof loadBalancerAnnotations>[0]) =>
            (await resolved(loadBalancerAnnotations(features))) as Record<string, string>;
        assert.equal((await of(nlb.mqtt[0]!.features))[`${PREFIX}zone-maps`], undefined);
        assert.ok((await of(nlb.dashboard!.features))[`${PREFIX}zone-maps`]);
        const clb = planned(Clb, "lb-example");
        assert.equal((await of(clb.mqtt[0]!.features))[`${PREFIX}instance-charge-type`], undefined);
        assert.equal((await of(clb.dashboard!.features))[`${PREFIX}instance-charge-type`], "PayByCLCU");
    });
});
