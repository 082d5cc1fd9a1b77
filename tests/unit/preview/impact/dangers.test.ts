import assert from "node:assert";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import type { WireObject } from "../../../../preview/monitor/wire";
import { change, changeSet, emqxChange, side } from "../changeSets";

/** Inputs of a load balancer in front of an EMQX object. */
function serviceOf(name: string, { instance = "emqx", namespace = "mqtt" } = {}) {
    return (ports: number[], annotations: WireObject = {}) =>
        side({
            metadata: { name, namespace, annotations },
            spec: {
                type: "LoadBalancer",
                selector: { "apps.emqx.io/instance": instance, "apps.emqx.io/db-role": "replicant" },
                ports: ports.map((port) => ({ port })),
            },
        });
}

/** A load balancer in front of EMQX that goes with one of its ports, or as a whole. */
function balancer(name: string, before: number[], after?: number[], place: Place = {}) {
    const service = serviceOf(name, place);
    return change({
        type: "kubernetes:core/v1:Service",
        name,
        operation: after === undefined ? "delete" : "update",
        before: service(before),
        ...(after === undefined ? {} : { after: service(after) }),
        properties:
            after === undefined
                ? []
                : [{ path: "spec.ports", kind: "update", replaces: false, certainty: "certain" }],
    });
}

type Place = Parameters<typeof serviceOf>[1];

/** A load balancer that begins to speak the proxy protocol. */
function withProxyProtocol(name: string, place: Place = {}) {
    const annotation = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-proxy-protocol";
    const service = serviceOf(name, place);
    return change({
        type: "kubernetes:core/v1:Service",
        name,
        operation: "update",
        before: service([1883]),
        after: service([1883], { [annotation]: "on" }),
        properties: [
            {
                path: `metadata.annotations["${annotation}"]`,
                kind: "add",
                after: "on",
                replaces: false,
                certainty: "certain",
            },
        ],
    });
}

function dangersOf(...given: Parameters<typeof emqxChange>) {
    return reviewOf(changeSet([emqxChange(...given)])).dangers;
}

const kinds = (...given: Parameters<typeof emqxChange>) => dangersOf(...given).map(({ fact }) => fact.kind);

describe("changes that are worse together", () => {
    it("name the issue and the two steps: 5.9 without a license", () => {
        const [danger] = dangersOf({ image: "emqx/emqx:5.8.1" }, { image: "emqx/emqx:5.9.0" }, [
            { path: "spec.image" },
        ]);
        assert.deepStrictEqual(danger?.fact, { kind: "unlicensed", minor: "5.9", inPlace: false, nodes: 6 });
        assert.strictEqual(danger.level, "data");
        assert.deepStrictEqual(danger.issues, ["emqx-operator#1151", "emqx#15006"]);
        assert.strictEqual(danger.steps.length, 2);
    });

    it("are none with a license", () => {
        const licensed = {
            coreTemplate: { spec: { replicas: 3, env: [{ name: "EMQX_LICENSE__KEY", value: "x" }] } },
        };
        assert.deepStrictEqual(
            kinds({ ...licensed, image: "emqx/emqx:5.9.0" }, { ...licensed, image: "emqx/emqx:5.9.1" }, [
                { path: "spec.image" },
            ]),
            [],
        );
    });

    it("open-source 5.8 with replicants, and not without", () => {
        const path = [{ path: "spec.image" }];
        assert.deepStrictEqual(kinds({}, { image: "emqx/emqx:5.8.1" }, path), ["openSourceReplicants"]);
        const none = { replicantTemplate: { spec: { replicas: 0 } } };
        assert.deepStrictEqual(kinds(none, { ...none, image: "emqx/emqx:5.8.1" }, path), []);
    });

    it("image and configuration, and not of a line that is not known", () => {
        const given = [
            { config: { data: "mqtt.max_inflight = 1" } },
            { config: { data: "mqtt.max_inflight = 2" }, image: "emqx/emqx:5.7.3" },
            [{ path: "spec.image" }, { path: "spec.config.data" }],
        ] as const;
        assert.deepStrictEqual(kinds(...given), ["podsAndConfiguration"]);
        assert.deepStrictEqual(kinds(...given, { type: "kubernetes:apps.emqx.io/v2:EMQX" }), []);
    });

    it("cores beyond half, and not half", () => {
        const cores = (replicas: number) => ({ coreTemplate: { spec: { replicas } } });
        const path = [{ path: "spec.coreTemplate.spec.replicas" }];
        assert.deepStrictEqual(kinds(cores(5), cores(3), path), []);
        assert.deepStrictEqual(kinds(cores(5), cores(2), path), ["quorum"]);
    });

    it("durable sessions and new cores", () => {
        const config = { data: "durable_sessions.enable = true" };
        assert.deepStrictEqual(
            kinds({ config }, { config, image: "emqx/emqx:5.7.3" }, [{ path: "spec.image" }]),
            ["durableSessions"],
        );
    });

    it("durable sessions however they are written, and not in a comment", () => {
        const found = (data: string) =>
            kinds({ config: { data } }, { config: { data }, image: "emqx/emqx:5.7.3" }, [
                { path: "spec.image" },
            ]).includes("durableSessions");
        assert.ok(found("durable_sessions {\n  enable = true\n}"));
        assert.ok(found("durable_sessions { enable = on }"));
        assert.ok(!found("# durable_sessions.enable = true\nmqtt.max_inflight = 1"));
        assert.ok(!found("durable_sessions { enable = false, force_persistence = true }"));
        assert.ok(!found("durable_sessions { enable = true"), "a text that cannot be read");
    });

    it("5.9 whose license is in the configuration, and not just in a comment or a value", () => {
        const found = (data: string) =>
            kinds({ config: { data } }, { config: { data }, image: "emqx/emqx:5.9.0" }, [
                { path: "spec.image" },
            ]).includes("unlicensed");
        assert.ok(!found('license {\n  key = "x"\n}'));
        assert.ok(!found('license.key = "x"'));
        assert.ok(found('# license.key = "x"'));
        assert.ok(found('node.role = "license"'));
        assert.ok(found("license { key"), "a text that cannot be read");
    });

    it("disks of cores with durable sessions in the configuration, and not in a comment", () => {
        const disks = (data: string, storage: string) => ({
            config: { data },
            coreTemplate: {
                spec: { replicas: 3, volumeClaimTemplates: { resources: { requests: { storage } } } },
            },
        });
        const path = "spec.coreTemplate.spec.volumeClaimTemplates.resources.requests.storage";
        const lost = (data: string) => {
            const changed = emqxChange(
                disks(data, "20Gi"),
                { ...disks(data, "40Gi"), image: "emqx/emqx:5.7.3" },
                [{ path }, { path: "spec.image" }],
            );
            const { effects } = reviewOf(changeSet([changed]));
            return effects.some(({ fact }) => fact.kind === "coreDisks" && fact.durableSessions);
        };
        assert.ok(lost("durable_storage {\n  messages.backend = builtin_local\n}"));
        assert.ok(!lost("# durable_sessions are off\nmqtt.max_inflight = 1"));
    });

    describe("a listener that goes", () => {
        const environment = (ws: boolean) => ({
            coreTemplate: {
                spec: {
                    replicas: 3,
                    env: [
                        { name: "EMQX_LISTENERS__TCP__DEFAULT__BIND", value: "1883" },
                        { name: "EMQX_LISTENERS__WS__DEFAULT__ENABLE", value: String(ws) },
                    ],
                },
            },
        });
        const withoutWs = emqxChange(environment(true), environment(false), [
            { path: "spec.coreTemplate.spec.env[1].value" },
        ]);
        const found = (kind: string, ...others: ReturnType<typeof change>[]) =>
            reviewOf(changeSet([withoutWs, ...others])).dangers.some(({ fact }) => fact.kind === kind);
        const together = (...others: ReturnType<typeof change>[]) => found("listenerAndPort", ...others);

        it("is worse together with its port of the load balancer, or all of it", () => {
            assert.ok(together(balancer("mqtt", [1883, 8083], [1883])));
            assert.ok(together(balancer("ws", [8083])));
        });

        it("has nothing to do with the dashboard's load balancer, nor with other ports", () => {
            assert.ok(!together(balancer("dashboard", [18083])));
            assert.ok(!together(balancer("mqtt", [1883, 8883], [1883])));
            assert.ok(!together(balancer("ssl", [8883])));
        });

        it("has nothing to do with the load balancer of another cluster", () => {
            assert.ok(!together(balancer("b", [1883, 8083], [1883], { instance: "b" })));
            assert.ok(!together(balancer("b", [8083], undefined, { instance: "b" })));
            assert.ok(!together(balancer("b", [1883, 8083], [1883], { namespace: "other" })));
        });

        it("counts for the proxy protocol of its own load balancer, and not of another cluster's", () => {
            assert.ok(found("proxyProtocol", withProxyProtocol("mqtt")));
            assert.ok(!found("proxyProtocol", withProxyProtocol("b", { instance: "b" })));
            assert.ok(!found("proxyProtocol", withProxyProtocol("b", { namespace: "other" })));
        });
    });
});
