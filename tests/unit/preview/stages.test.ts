import assert from "node:assert";
import type { Graph, RecordedResource } from "../../../preview/monitor/graph";
import { createUrn } from "../../../preview/monitor/urns";
import { STAGES, stages } from "../../../preview/stages";
import { graphOf, resource } from "./graphs";

function stageOf(...path: (Partial<RecordedResource> & { type: string })[]): string | undefined {
    const resources: RecordedResource[] = [];
    for (const [i, given] of path.entries()) {
        const parent = resources.at(-1)?.urn;
        const name = `r${i}`;
        const urn = createUrn("dev", "p", parent ?? "", given.type, name);
        resources.push(resource({ name, urn, ...(parent === undefined ? {} : { parent }), ...given }));
    }
    const graph: Graph = graphOf(resources);
    return stages(graph).get(resources.at(-1)?.urn ?? "");
}

describe("stages", () => {
    const outline = { type: "emqx-ack:index:EmqxOnAck", custom: false };
    const component = (name: string) => ({ type: `emqx-ack:index:${name}`, custom: false });

    it("come from the nearest component of the chain", () => {
        const chain = [
            ["AckCluster", "cluster"],
            ["TunedNodePool", "nodes"],
            ["NodeTuning", "nodes"],
            ["CertManager", "cert-manager"],
            ["EmqxOperator", "operator"],
            ["EmqxCluster", "emqx"],
            ["MqttLoadBalancer", "load balancer"],
        ];
        for (const [name, stage] of chain) {
            assert.strictEqual(
                stageOf(outline, component(name), { type: "kubernetes:core/v1:ConfigMap" }),
                stage,
            );
            assert.strictEqual(stageOf(outline, component(name)), stage);
        }
        assert.deepStrictEqual(
            STAGES.filter((stage) => chain.some(([, s]) => s === stage)),
            [...new Set(chain.map(([, stage]) => stage))],
        );
    });

    it("are none for the stack, the outline and a user's own component", () => {
        assert.strictEqual(stageOf({ type: "pulumi:pulumi:Stack", custom: false }), undefined);
        assert.strictEqual(stageOf(outline), undefined);
        assert.strictEqual(stageOf({ type: "acme:index:Platform", custom: false }), undefined);
    });

    const KINDS: [Partial<RecordedResource> & { type: string }, string][] = [
        [{ type: "alicloud:vpc/switch:Switch" }, "cluster"],
        [{ type: "alicloud:cs/managedKubernetes:ManagedKubernetes" }, "cluster"],
        [{ type: "alicloud:cs/nodePool:NodePool" }, "nodes"],
        [{ type: "kubernetes:helm.sh/v3:Release", inputs: { chart: "cert-manager" } }, "cert-manager"],
        [
            { type: "kubernetes:helm.sh/v4:Chart", inputs: { chart: "oci://x/emqx-operator" }, remote: true },
            "operator",
        ],
        [{ type: "kubernetes:helm.sh/v3:Release", inputs: { chart: "nginx" } }, "other"],
        [{ type: "kubernetes:apps.emqx.io/v2beta1:EMQX" }, "emqx"],
        [{ type: "kubernetes:core/v1:Service", inputs: { spec: { type: "LoadBalancer" } } }, "load balancer"],
        [{ type: "kubernetes:core/v1:Service", inputs: { spec: { type: "ClusterIP" } } }, "other"],
        [{ type: "kubernetes:storage.k8s.io/v1:StorageClass" }, "emqx"],
        [{ type: "pulumi:providers:kubernetes" }, "providers"],
        [{ type: "random:index/randomPet:RandomPet" }, "other"],
    ];
    for (const [given, stage] of KINDS) {
        it(`are told by what a resource is: ${given.type} ${JSON.stringify(given.inputs ?? {})}`, () => {
            assert.strictEqual(stageOf({ type: "acme:index:Platform", custom: false }, given), stage);
        });
    }

    it("of a chart's children are the chart's", () => {
        const chart = {
            type: "kubernetes:helm.sh/v4:Chart",
            inputs: { chart: "emqx-operator" },
            remote: true,
        };
        assert.strictEqual(stageOf(chart, { type: "kubernetes:apps/v1:Deployment" }), "operator");
    });
});
