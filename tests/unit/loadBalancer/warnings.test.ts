import assert from "node:assert/strict";
import { loadBalancerLimits } from "../../../provider/alibaba/loadBalancerLimits";
import { carriedConnections } from "../../../provider/capacity/loadBalancerCeilings";
import { EXPOSED, exposureSaid, exposureWarnings } from "../../../provider/loadBalancer/exposure";
import { LoadBalancerKind } from "../../../provider/loadBalancer/mqttLoadBalancerArgs";
import { checkCarried } from "../../../provider/loadBalancer/rules";
import { Problems } from "../../../provider/validation/problems";

const { Clb, Nlb } = LoadBalancerKind;

function told(kind: LoadBalancerKind, connections: number, zones = 2): string[] {
    const problems = new Problems();
    const warnings = checkCarried(problems, { kind, zones, connections });
    return [...problems.all.map(({ path, reason }) => `${path}: ${reason}`), ...warnings];
}

describe("what is said of a load balancer before it is made", () => {
    it("is how near it comes to what its kind carries, from 70 % on", () => {
        assert.deepEqual(told(Clb, 700_000), []);
        assert.deepEqual(told(Clb, 800_000), [
            'Capacity: connections of load balancer at 80 %: 800,000 connections are 80 % of the 1,000,000 that this CLB takes. Write kind "Nlb".',
        ]);
        assert.deepEqual(told(Nlb, 7_000_000), []);
        assert.deepEqual(told(Nlb, 8_000_000), [
            "Capacity: connections of load balancer at 80 %: 8,000,000 connections are 80 % of the 10,000,000 that an NLB in 2 zones takes. Write more zones.",
        ]);
    });

    it("is a refusal above that", () => {
        assert.match(told(Clb, 1_000_001).join(), /^kind: is too small: .*Write kind "Nlb"$/);
        assert.match(told(Nlb, 20_000_000).join(), /^vswitches: is too small: .*Write more zones$/);
        // One zone is refused as such.
        assert.deepEqual(told(Nlb, 20_000_000, 1), []);
    });

    it("is the same arithmetic as a whole stack's", () => {
        for (const [kind, zones, connections] of [
            [Clb, 2, 900_000],
            [Nlb, 3, 12_000_000],
        ] as const) {
            const limits = loadBalancerLimits(kind, zones);
            const [stack] = carriedConnections({ kind, zones, limits }, connections, {
                zones: "newCluster.zones",
                kind: "loadBalancer.kind",
                own: "capacity.loadBalancer.connections",
            });
            assert.ok(told(kind, connections, zones).join().includes(stack!.ceiling.arithmetic));
        }
    });

    it("is that the internet reaches EMQX", () => {
        assert.deepEqual(exposureWarnings({ exposeToInternet: true }), [EXPOSED]);
        assert.deepEqual(exposureWarnings({ exposeToInternet: false }), []);
        // A stack knows more, and says it itself.
        const said = exposureSaid({ kind: Nlb, namespace: "emqx", exposeToInternet: true });
        assert.deepEqual(exposureWarnings(said), []);
    });
});
