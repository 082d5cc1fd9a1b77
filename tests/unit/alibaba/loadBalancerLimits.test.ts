import assert from "node:assert/strict";
import { ClbChargeType, LoadBalancerKind } from "../../../provider";
import { loadBalancerLimits } from "../../../provider/alibaba/loadBalancerLimits";

describe("what a load balancer carries", () => {
    const clb = (spec?: string) =>
        loadBalancerLimits({
            kind: LoadBalancerKind.Clb,
            zones: 2,
            ...(spec === undefined ? {} : { chargeType: ClbChargeType.PayBySpec, spec }),
        });

    it("is so much an address for an NLB, which has one in every zone", () => {
        const { connections, connectsPerSecond, gbps, packetsPerSecond, backends } = loadBalancerLimits({
            kind: LoadBalancerKind.Nlb,
            zones: 3,
        });
        assert.deepEqual(
            [connections, connectsPerSecond, gbps, packetsPerSecond, backends],
            [15_000_000, 600_000, 150, 24_000_000, 400],
        );
    });

    it("goes by the spec for a CLB that is paid for by it, whatever the zones", () => {
        assert.deepEqual(
            [clb("slb.s3.large").connections, clb("slb.s3.large").connectsPerSecond],
            [1_000_000, 100_000],
        );
        assert.deepEqual(
            [clb("slb.s1.small").connections, clb("slb.s1.small").connectsPerSecond],
            [5_000, 3_000],
        );
        assert.equal(clb("slb.s3.large").gbps, undefined);
        assert.equal(clb("slb.s4.large").connections, undefined);
    });

    it("is not the spec's when it is paid for by use", () => {
        assert.equal(clb().connections, 1_000_000);
        const ignored = loadBalancerLimits({ kind: LoadBalancerKind.Clb, zones: 2, spec: "slb.s1.small" });
        assert.equal(ignored.connections, 1_000_000);
    });
});
