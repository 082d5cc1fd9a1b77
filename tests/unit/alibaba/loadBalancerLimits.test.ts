import assert from "node:assert/strict";
import { loadBalancerLimits } from "../../../provider/alibaba/loadBalancerLimits";

describe("what a load balancer carries", () => {
    it("is so much an address for an NLB, which has one in every zone", () => {
        const { connections, connectsPerSecond, gbps, packetsPerSecond, backends } = loadBalancerLimits(
            "Nlb",
            3,
        );
        assert.deepEqual(
            [connections, connectsPerSecond, gbps, packetsPerSecond, backends],
            [15_000_000, 600_000, 150, 24_000_000, 400],
        );
    });

    it("is what one paid for by use carries for a CLB, whatever the zones", () => {
        const { connections, connectsPerSecond, gbps, backends } = loadBalancerLimits("Clb", 2);
        assert.deepEqual([connections, connectsPerSecond, gbps, backends], [1_000_000, 100_000, 5, 200]);
        assert.deepEqual(loadBalancerLimits("Clb", 3), loadBalancerLimits("Clb", 1));
    });
});
