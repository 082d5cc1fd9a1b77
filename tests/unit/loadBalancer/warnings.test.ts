import assert from "node:assert/strict";
import {
    COMFORTABLE_CLB_CONNECTIONS,
    loadBalancerLimits,
} from "../../../provider/alibaba/loadBalancerLimits";
import { LoadBalancerKind } from "../../../provider/loadBalancer/mqttLoadBalancerArgs";
import { loadBalancerWarnings } from "../../../provider/loadBalancer/rules";

const { Clb, Nlb } = LoadBalancerKind;
const said = (kind: LoadBalancerKind, connections: number, exposeToInternet?: boolean) =>
    loadBalancerWarnings({ kind, exposeToInternet }, connections).join("\n");

describe("what is said of a load balancer before it is made", () => {
    it("is that a CLB is for fewer connections, from where it is", () => {
        assert.equal(said(Clb, 100_000), "");
        assert.equal(said(Clb, 200_000), "");
        assert.match(said(Clb, 200_001), /up to about 200,000 connections; .*200001|use kind "Nlb"/);
        assert.equal(said(Nlb, 5_000_000), "");
    });

    it("is that the internet reaches EMQX", () => {
        assert.match(said(Nlb, 100_000, true), /public address .*authenticates clients/);
        assert.equal(said(Nlb, 100_000, false), "");
    });

    it("rests on a figure well below what a CLB carries", () => {
        const { connections } = loadBalancerLimits("Clb", 1);
        assert.ok(COMFORTABLE_CLB_CONNECTIONS < connections / 2);
    });
});
