import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type EmqxOnAckArgs, LoadBalancerKind } from "../../../provider";
import { stackWarnings } from "../../../provider/plan/warnings";

const kind = LoadBalancerKind.Nlb;
const open = (emqx: EmqxOnAckArgs["emqx"]) =>
    stackWarnings({ loadBalancer: { kind, exposeToInternet: true }, emqx }).join("\n");

describe("what is said of a whole stack before it is made", () => {
    it("is that everybody gets in, where the internet reaches EMQX and nothing asks who comes", () => {
        assert.match(
            open({}),
            /names an authenticator: EMQX then lets everybody connect.*verifyClient: true/,
        );
        assert.equal(stackWarnings({ loadBalancer: { kind } }).join(), "");
        assert.equal(open({ config: "authentication = [{mechanism = jwt, secret = x}]" }), "");
        assert.equal(open({ secretEnvironment: { EMQX_AUTHENTICATION: "x" } }), "");
        // What is not known yet may ask.
        assert.match(open({ config: pulumi.output("") }), /Make sure that EMQX authenticates clients/);
    });

    it("is not, where each listener that is offered asks for a certificate", () => {
        const tls = { tlsSecretName: "tls" };
        assert.equal(open({ listeners: { ssl: { ...tls, verifyClient: true } } }), "");
        assert.equal(
            open({ listeners: { tcp: { exposed: false }, ssl: { ...tls, verifyClient: true } } }),
            "",
        );
        assert.notEqual(open({ listeners: { tcp: {}, ssl: { ...tls, verifyClient: true } } }), "");
        assert.notEqual(open({ listeners: { ssl: tls } }), "");
    });

    it("is that nodes cannot pull images, where there is no way to a public registry and none inside", () => {
        const zones = ["cn-hangzhou-g", "cn-hangzhou-h"];
        const said = (args: Partial<EmqxOnAckArgs>) =>
            stackWarnings({ loadBalancer: { kind }, ...args } as EmqxOnAckArgs).join();
        assert.match(said({ newCluster: { zones, natGateway: false } }), /Write imageRegistry/);
        assert.equal(
            said({ newCluster: { zones, natGateway: false }, imageRegistry: "r.example.com/emqx" }),
            "",
        );
        assert.equal(said({ newCluster: { zones } }), "");
        assert.equal(said({}), "");
    });

    it("is that a type is of a family that no table has, where its figures are not given", () => {
        const said = (args: Partial<EmqxOnAckArgs>) =>
            stackWarnings({ loadBalancer: { kind }, ...args } as EmqxOnAckArgs).join();
        const replicantPool = { instanceTypes: ["ecs.c7.4xlarge", "ecs.zz9.2xlarge"] };
        assert.match(said({ replicantPool }), /^replicantPool\.instanceTypes has "ecs\.zz9\.2xlarge"/);
        assert.equal(said({ replicantPool, kernel: { memoryGiB: 16, vcpus: 8 } }), "");
        assert.equal(said({ replicantPool: { instanceTypes: ["ecs.c9i.4xlarge"] } }), "");
    });
});
