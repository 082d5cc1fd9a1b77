import assert from "node:assert/strict";
import * as fc from "fast-check";
import { QUIC_KEEP_ALIVE_SECONDS } from "../../../provider/emqx/listeners/settings";
import {
    annotationsThatGive,
    type LoadBalancerFeatures,
    loadBalancerAnnotations,
} from "../../../provider/loadBalancer/annotations";
import { LoadBalancerBackend, LoadBalancerKind } from "../../../provider/loadBalancer/mqttLoadBalancerArgs";
import { resolved } from "../../support/resolved";

const PREFIX = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-";

/** Annotations that one kind's controller reads and the other's does not. Source: facts on CCM, section 8. */
const ONLY = {
    Nlb: ["zone-maps", "idle-timeout", "cps"],
    Clb: ["vswitch-id", "instance-charge-type", "spec", "established-timeout"],
};

const anyFeatures: fc.Arbitrary<LoadBalancerFeatures> = fc.record({
    kind: fc.constantFrom(...Object.values(LoadBalancerKind)),
    vswitches: fc.uniqueArray(
        fc.constantFrom(..."abcdef").map((z) => ({ zoneId: `cn-x-${z}`, vswitchId: `vsw-${z}` })),
        { maxLength: 4, selector: (v) => v.zoneId },
    ),
    backend: fc.constantFrom(...Object.values(LoadBalancerBackend)),
    internet: fc.boolean(),
    protocol: fc.constantFrom("TCP" as const, "UDP" as const),
    idleTimeoutSeconds: fc.integer({ min: 10, max: 900 }),
    connectionDrainSeconds: fc.integer({ min: 10, max: 900 }),
    maxConnectRate: fc.oneof(fc.constantFrom(undefined, null), fc.integer({ min: 1, max: 1_000_000 })),
    proxyProtocol: fc.boolean(),
    charge: fc.constant({}),
});

const some = (features: Partial<LoadBalancerFeatures>) =>
    resolved(
        loadBalancerAnnotations({ ...fc.sample(anyFeatures, { seed: 1, numRuns: 1 })[0]!, ...features }),
    );

describe("annotations of a load balancer", () => {
    it("are all text, say internet only when it is wanted, and always say which", async () => {
        await fc.assert(
            fc.asyncProperty(anyFeatures, async (features) => {
                const annotations = await resolved(loadBalancerAnnotations(features));
                for (const value of Object.values(annotations)) assert.equal(typeof value, "string");
                assert.equal(
                    annotations[`${PREFIX}address-type`],
                    features.internet ? "internet" : "intranet",
                );
                assert.equal(JSON.stringify(annotations).includes("internet"), features.internet);
            }),
        );
    });

    it("are those of the kind, and none of the other's", async () => {
        await fc.assert(
            fc.asyncProperty(anyFeatures, async (features) => {
                const annotations = await resolved(loadBalancerAnnotations(features));
                const foreign = ONLY[features.kind === LoadBalancerKind.Nlb ? "Clb" : "Nlb"];
                for (const suffix of foreign) assert.ok(!(PREFIX + suffix in annotations), suffix);
            }),
        );
    });

    it("do not depend on the order of zones", async () => {
        await fc.assert(
            fc.asyncProperty(anyFeatures, async (features) => {
                const nlb = { ...features, kind: LoadBalancerKind.Nlb };
                const reversed = { ...nlb, vswitches: [...nlb.vswitches].reverse() };
                assert.deepEqual(
                    await resolved(loadBalancerAnnotations(reversed)),
                    await resolved(loadBalancerAnnotations(nlb)),
                );
            }),
        );
    });

    it("check health on EMQX's status page, which leaves no half-open MQTT connections", async () => {
        for (const kind of Object.values(LoadBalancerKind)) {
            const direct = await some({ kind, backend: LoadBalancerBackend.Eni });
            assert.equal(direct[`${PREFIX}health-check-flag`], "on");
            assert.equal(direct[`${PREFIX}health-check-type`], "http");
            assert.equal(direct[`${PREFIX}health-check-uri`], "/status");
            assert.equal(direct[`${PREFIX}health-check-connect-port`], "18083");
            const throughNodes = await some({ kind, backend: LoadBalancerBackend.NodePort });
            assert.equal(throughNodes[`${PREFIX}health-check-connect-port`], undefined);
        }
    });

    it("drain connections for as long as they are told", async () => {
        for (const kind of Object.values(LoadBalancerKind)) {
            const annotations = await some({ kind, connectionDrainSeconds: 300 });
            assert.equal(annotations[`${PREFIX}connection-drain`], "on");
            assert.equal(annotations[`${PREFIX}connection-drain-timeout`], "300");
        }
    });

    it("cut idle connections by the timer that the kind has", async () => {
        const nlb = await some({ kind: LoadBalancerKind.Nlb, idleTimeoutSeconds: 300, protocol: "TCP" });
        assert.equal(nlb[`${PREFIX}idle-timeout`], "300");
        const clb = await some({ kind: LoadBalancerKind.Clb, idleTimeoutSeconds: 300 });
        assert.equal(clb[`${PREFIX}established-timeout`], "300");
    });

    it("give QUIC a timer that UDP has, and EMQX a keep-alive well within it", async () => {
        await fc.assert(
            fc.asyncProperty(anyFeatures, async (features) => {
                const quic = { ...features, kind: LoadBalancerKind.Nlb, protocol: "UDP" as const };
                const idle = Number((await resolved(loadBalancerAnnotations(quic)))[`${PREFIX}idle-timeout`]);
                // The narrower of the two ranges that Alibaba Cloud has published.
                assert.ok(idle >= 10 && idle <= 20, String(idle));
                assert.ok(2 * QUIC_KEEP_ALIVE_SECONDS <= idle);
            }),
        );
    });

    it("say off where they own something, since what is not said stays as it is", async () => {
        await fc.assert(
            fc.asyncProperty(anyFeatures, async (features) => {
                const annotations = await resolved(loadBalancerAnnotations(features));
                const limited =
                    features.kind === LoadBalancerKind.Nlb && features.maxConnectRate !== undefined;
                const rate = limited ? String(features.maxConnectRate ?? 0) : undefined;
                assert.equal(annotations[`${PREFIX}cps`], rate);
                assert.equal(annotations[`${PREFIX}proxy-protocol`], features.proxyProtocol ? "on" : "off");
                assert.equal(annotations[`${PREFIX}connection-drain`], "on");
            }),
        );
    });

    it("ask a node's own port for its health where a CLB asked EMQX's status page before, unless told otherwise", async () => {
        const given = (kind: LoadBalancerKind, backend: LoadBalancerBackend) =>
            resolved(annotationsThatGive({ kind, backend }));
        const { Clb, Nlb } = LoadBalancerKind;
        assert.deepEqual(await given(Clb, LoadBalancerBackend.NodePort), {
            [`${PREFIX}health-check-type`]: "tcp",
            [`${PREFIX}health-check-connect-port`]: "-520",
        });
        assert.deepEqual(await given(Clb, LoadBalancerBackend.Eni), {});
        // An NLB's server group is another one then, with a check of its own.
        assert.deepEqual(await given(Nlb, LoadBalancerBackend.NodePort), {});
    });

    it("pin a CLB inside the VPC to a vSwitch, and a public one to none", async () => {
        const vswitches = [{ zoneId: "cn-x-a", vswitchId: "vsw-a" }];
        const kind = LoadBalancerKind.Clb;
        assert.equal((await some({ kind, vswitches, internet: false }))[`${PREFIX}vswitch-id`], "vsw-a");
        assert.equal((await some({ kind, vswitches, internet: true }))[`${PREFIX}vswitch-id`], undefined);
    });
});
