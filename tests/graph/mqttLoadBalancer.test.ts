import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import {
    ListenerProtocol,
    LoadBalancerBackend,
    LoadBalancerKind,
    MqttLoadBalancer,
    type MqttLoadBalancerArgs,
    NodeRole,
} from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { notAwaited } from "../support/chain";
import { KUBECONFIG, MODES, type Mode, run, VSWITCHES } from "../support/stacks";

const nlb: MqttLoadBalancerArgs = { kind: LoadBalancerKind.Nlb, namespace: "emqx", vswitches: VSWITCHES };
const clb: MqttLoadBalancerArgs = { kind: LoadBalancerKind.Clb, namespace: "emqx", vswitches: VSWITCHES };
const KINDS = { nlb, clb };
const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";

function create(args: MqttLoadBalancerArgs, mode: Mode = "update"): Promise<ProgramGraph> {
    return run(() => {
        const kubernetes = new k8s.Provider("given", { kubeconfig: KUBECONFIG });
        const before = new k8s.core.v1.ConfigMap("before", {}, { provider: kubernetes });
        const lb = new MqttLoadBalancer("lb", args, { providers: { kubernetes }, dependsOn: before });
        return { host: lb.host, endpoints: lb.endpoints, dashboardUrl: lb.dashboardUrl };
    }, mode);
}

async function services(args: MqttLoadBalancerArgs): Promise<Record<string, any>> {
    const graph = await create(args);
    return Object.fromEntries(graph.all("Service").map((r) => [r.name, r.inputs]));
}

const quic = { tcp: {}, quic: { tlsSecretName: "tls" } };

describe("MqttLoadBalancer", () => {
    for (const mode of MODES) {
        for (const [kind, args, names] of [
            ["nlb", nlb, ["lb-dashboard-nlb", "lb-mqtt-nlb"]],
            ["clb", clb, ["lb-dashboard-clb", "lb-mqtt-clb"]],
            [
                "nlb with QUIC",
                { ...nlb, listeners: quic },
                ["lb-dashboard-nlb", "lb-mqtt-nlb", "lb-mqtt-quic-nlb"],
            ],
            ["nlb without dashboard", { ...nlb, dashboard: false }, ["lb-mqtt-nlb"]],
        ] as const) {
            it(`is a Service for each way in: ${kind} (${mode})`, async () => {
                const graph = await create(args, mode);
                const made = graph.childrenOf(graph.get("MqttLoadBalancer"));
                assert.deepEqual(made.map((r) => r.name).sort(), names);
                for (const service of made) {
                    assert.equal(graph.providerOf(service)?.name, "given");
                    assert.deepEqual(notAwaited(graph, service, [graph.get("ConfigMap")]), []);
                    assert.ok(service.options.customTimeouts?.delete);
                    // The kind of a Service's load balancer cannot be changed, so both names must.
                    assert.ok((service.inputs.metadata as any).name.endsWith(`-${kind.slice(0, 3)}`));
                }
            });
        }
    }

    for (const [kind, args] of Object.entries(KINDS)) {
        it(`says on every Service where it can be reached from: ${kind}`, async () => {
            for (const [name, service] of Object.entries(await services(args))) {
                assert.equal(service.metadata.annotations[`${PREFIX}address-type`], "intranet", name);
            }
            const open = await services({ ...args, exposeToInternet: true });
            assert.equal(open[`lb-mqtt-${kind}`].metadata.annotations[`${PREFIX}address-type`], "internet");
            assert.equal(
                open[`lb-dashboard-${kind}`].metadata.annotations[`${PREFIX}address-type`],
                "intranet",
            );
        });

        it(`sends MQTT to replicants and the dashboard to cores: ${kind}`, async () => {
            const made = await services(args);
            const role = (name: string) => made[name].spec.selector["apps.emqx.io/db-role"];
            assert.equal(role(`lb-mqtt-${kind}`), "replicant");
            assert.equal(role(`lb-dashboard-${kind}`), "core");
            const cores = await services({ ...args, backendRole: NodeRole.Core });
            assert.equal(cores[`lb-mqtt-${kind}`].spec.selector["apps.emqx.io/db-role"], "core");
        });

        it(`selects pods of one EMQX object, whatever their revision: ${kind}`, async () => {
            for (const service of Object.values(await services({ ...args, instanceName: "broker" }))) {
                const { "apps.emqx.io/db-role": _role, ...selector } = service.spec.selector;
                assert.deepEqual(selector, {
                    "apps.emqx.io/instance": "broker",
                    "apps.emqx.io/managed-by": "emqx-operator",
                });
                assert.equal(service.metadata.namespace, "emqx");
            }
        });

        it(`takes annotations of others, and leaves the dashboard alone: ${kind}`, async () => {
            const made = await services({
                ...args,
                annotations: { "pulumi.com/skipAwait": "true", team: "iot" },
            });
            const mqtt = made[`lb-mqtt-${kind}`].metadata.annotations;
            assert.equal(mqtt.team, "iot");
            assert.equal(made[`lb-dashboard-${kind}`].metadata.annotations.team, undefined);
        });
    }

    it("keeps QUIC apart from TCP, with a scheduler that follows a connection's id", async () => {
        const made = await services({ ...nlb, listeners: { ...quic, ws: {} } });
        const ports = (name: string) => made[name].spec.ports.map((p: any) => `${p.protocol} ${p.port}`);
        assert.deepEqual(ports("lb-mqtt-nlb"), ["TCP 1883", "TCP 8083"]);
        assert.deepEqual(ports("lb-mqtt-quic-nlb"), ["UDP 14567"]);
        assert.deepEqual(ports("lb-dashboard-nlb"), ["TCP 18083"]);
        const scheduler = (name: string) => made[name].metadata.annotations[`${PREFIX}scheduler`];
        assert.equal(scheduler("lb-mqtt-nlb"), "wlc");
        assert.equal(scheduler("lb-mqtt-quic-nlb"), "qch");
    });

    it("offers the ports that clients use, and leads to the pods' by name", async () => {
        const graph = await create({
            ...nlb,
            listeners: {
                tcp: { port: 80, additionalPorts: [1883, 8080], bind: 1884 },
                ws: { exposed: false },
                more: { fleet: { protocol: ListenerProtocol.Ssl, tlsSecretName: "tls", bind: 8884 } },
            },
        });
        const ports = (graph.get("Service", "lb-mqtt-nlb").inputs.spec as any).ports;
        assert.deepEqual(
            ports.map((p: any) => `${p.name} ${p.port} ${p.targetPort} ${p.protocol}`),
            [
                "tcp 80 mqtt-tcp TCP",
                "tcp-1883 1883 mqtt-tcp TCP",
                "tcp-8080 8080 mqtt-tcp TCP",
                "fleet 8883 mqtt-fleet TCP",
            ],
        );
        assert.deepEqual(graph.outputs.endpoints, { tcp: "192.168.0.10:80", fleet: "192.168.0.10:8883" });
    });

    it("is one more for listeners that differ in the PROXY protocol, and says where each is reached", async () => {
        const differing = {
            tcp: {},
            ws: { proxyProtocol: true },
            more: { fleet: { protocol: ListenerProtocol.Tcp, bind: 1884, proxyProtocol: true } },
        };
        const graph = await create({ ...nlb, listeners: differing });
        const seen = Object.fromEntries(
            graph.all("Service").map(({ name, inputs }) => {
                const { metadata, spec } = inputs as any;
                const ports = spec.ports.map((port: any) => `${port.name} ${port.port}`).join();
                return [name, `${ports} ${metadata.annotations[`${PREFIX}proxy-protocol`]}`];
            }),
        );
        assert.deepEqual(seen, {
            "lb-mqtt-nlb": "tcp 1883 off",
            // The same port number again: it is another address.
            "lb-mqtt-proxy-nlb": "ws 8083,fleet 1883 on",
            "lb-dashboard-nlb": "dashboard 18083 undefined",
        });
        assert.deepEqual(Object.keys(graph.outputs.endpoints as object).sort(), ["fleet", "tcp", "ws"]);
        // The first listener decides which of the two keeps the name, also when it is not offered any more.
        const moved = await services({
            ...nlb,
            listeners: { ...differing, tcp: { enabled: false } },
        });
        assert.deepEqual(Object.keys(moved).sort(), ["lb-dashboard-nlb", "lb-mqtt-proxy-nlb"]);
        const alone = await services({ ...nlb, listeners: { ws: { proxyProtocol: true } } });
        assert.deepEqual(Object.keys(alone).sort(), ["lb-dashboard-nlb", "lb-mqtt-nlb"]);
        const plain = await services({ ...nlb, listeners: { tcp: { proxyProtocol: true }, ws: {} } });
        assert.deepEqual(Object.keys(plain).sort(), ["lb-dashboard-nlb", "lb-mqtt-nlb", "lb-mqtt-plain-nlb"]);
    });

    it("can be there for QUIC alone", async () => {
        const graph = await create({ ...nlb, listeners: { quic: { tlsSecretName: "tls" } } });
        assert.equal(graph.all("Service", "lb-mqtt-nlb").length, 0);
        assert.deepEqual(graph.outputs.endpoints, { quic: "192.168.0.10:14567" });
        assert.equal(graph.outputs.host, "192.168.0.10");
    });

    it("is an NLB by its class, with addresses in every zone", async () => {
        for (const service of Object.values(await services(nlb))) {
            assert.equal(service.spec.loadBalancerClass, "alibabacloud.com/nlb");
            assert.equal(
                service.metadata.annotations[`${PREFIX}zone-maps`],
                "cn-hangzhou-g:vsw-0,cn-hangzhou-h:vsw-1",
            );
        }
    });

    it("is a CLB in a vSwitch of ours that is paid by use", async () => {
        for (const service of Object.values(await services(clb))) {
            const { annotations } = service.metadata;
            assert.equal(service.spec.loadBalancerClass, undefined);
            assert.equal(annotations[`${PREFIX}vswitch-id`], "vsw-0");
            assert.equal(annotations[`${PREFIX}instance-charge-type`], "PayByCLCU");
            assert.equal(annotations[`${PREFIX}spec`], undefined);
        }
    });

    it("stays a CLB that was bought by size where its annotations say so, the dashboard's, too", async () => {
        const annotations = {
            [`${PREFIX}instance-charge-type`]: "PayBySpec",
            [`${PREFIX}spec`]: "slb.s3.large",
        };
        const made = Object.values(await services({ ...clb, annotations }));
        assert.equal(made.length, 2);
        for (const { metadata } of made) {
            assert.equal(metadata.annotations[`${PREFIX}instance-charge-type`], "PayBySpec");
            assert.equal(metadata.annotations[`${PREFIX}spec`], "slb.s3.large");
        }
    });

    it("goes straight to pods with Terway, and to nodes that have one with Flannel", async () => {
        const [eni, nodePort] = await Promise.all([
            services(nlb),
            services({ ...nlb, backend: LoadBalancerBackend.NodePort }),
        ]);
        const type = "service.beta.kubernetes.io/backend-type";
        assert.equal(eni["lb-mqtt-nlb"].metadata.annotations[type], "eni");
        assert.equal(eni["lb-mqtt-nlb"].spec.externalTrafficPolicy, undefined);
        assert.equal(nodePort["lb-mqtt-nlb"].metadata.annotations[type], undefined);
        assert.equal(nodePort["lb-mqtt-nlb"].spec.externalTrafficPolicy, "Local");
    });

    it("limits the rate of connects for MQTT only, and speaks PROXY to MQTT only", async () => {
        const made = await services({
            ...nlb,
            maxConnectRate: 5000,
            listeners: { tcp: { proxyProtocol: true } },
        });
        const annotation = (name: string, key: string) => made[name].metadata.annotations[PREFIX + key];
        assert.equal(annotation("lb-mqtt-nlb", "cps"), "5000");
        assert.equal(annotation("lb-dashboard-nlb", "cps"), undefined);
        assert.equal(annotation("lb-mqtt-nlb", "proxy-protocol"), "on");
        assert.equal(annotation("lb-dashboard-nlb", "proxy-protocol"), undefined);
    });

    for (const [kind, args] of Object.entries(KINDS)) {
        it(`switches the PROXY protocol off in so many words, since absent it stays as it is: ${kind}`, async () => {
            const made = await services({ ...args, listeners: { tcp: { proxyProtocol: false } } });
            const { annotations } = made[`lb-mqtt-${kind}`].metadata;
            assert.equal(annotations[`${PREFIX}proxy-protocol`], "off");
        });
    }

    it("takes the rate limit away when it is taken out: MQTT has none, in so many words", async () => {
        const made = await services({ ...nlb, listeners: quic });
        const rate = (name: string) => made[name].metadata.annotations[`${PREFIX}cps`];
        assert.equal(rate("lb-mqtt-nlb"), "0");
        assert.equal(rate("lb-mqtt-quic-nlb"), "0");
        assert.equal(rate("lb-dashboard-nlb"), undefined);
    });

    it("leaves a health check by annotation to whoever goes through nodes' ports", async () => {
        const through = { ...clb, backend: LoadBalancerBackend.NodePort };
        const check = async (args: MqttLoadBalancerArgs) =>
            (await services(args))["lb-mqtt-clb"].metadata.annotations[`${PREFIX}health-check-connect-port`];
        assert.equal(await check(through), "-520");
        const annotations = { [`${PREFIX}health-check-connect-port`]: "8081" };
        assert.equal(await check({ ...through, annotations }), "8081");
    });

    it("warns of annotations that have no effect", async () => {
        const annotations = { [`${PREFIX}bandwidth-package-id`]: "cbwp-example" };
        const { diagnostics } = await create({ ...nlb, annotations });
        assert.match(
            diagnostics.map(({ message }) => message).join(),
            /bandwidth-package-id" has no effect inside the VPC/,
        );
    });

    it("warns of a public address, and of a CLB for many connections", async () => {
        const messages = async (args: MqttLoadBalancerArgs) =>
            (await create(args)).diagnostics.map((d) => `${d.severity} ${d.message}`).join("\n");
        assert.match(await messages({ ...nlb, exposeToInternet: true }), /^warning .*public address/);
        assert.match(
            await messages({ ...clb, connections: 800_000 }),
            /^warning .*80 % of the 1,000,000 that this CLB takes/,
        );
        assert.equal(await messages({ ...nlb, connections: 4_000_000 }), "");
    });
});
