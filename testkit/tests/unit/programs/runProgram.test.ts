import assert from "node:assert";
import { join } from "node:path";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { isSecret, UNKNOWN } from "../../../../preview/monitor/wire";
import { runFailingProgram, runProgram } from "../../../programs/runProgram";

class Pair extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions = {}) {
        super("test:index:Pair", name, {}, opts);
        const first = new random.RandomString(`${name}-first`, { length: 4 }, { parent: this });
        const second = new random.RandomString(
            `${name}-second`,
            { length: 4, keepers: { first: first.result } },
            { parent: this },
        );
        this.registerOutputs({ result: second.result });
    }
}

const kubeconfig = "apiVersion: v1\nkind: Config\n";

describe("running a program in process", () => {
    it("records parents, order and options", async () => {
        const graph = await runProgram(() => {
            const one = new Pair("one", { protect: true });
            const two = new Pair("two", { dependsOn: one });
            return { two: two.urn };
        });
        const one = graph.get("Pair", "one");
        assert.deepStrictEqual(
            graph.childrenOf(one).map((r) => r.name),
            ["one-first", "one-second"],
        );
        assert.strictEqual(
            graph.get("RandomString", "one-first").urn,
            "urn:pulumi:stack::project::test:index:Pair$random:index/randomString:RandomString::one-first",
        );
        assert.strictEqual(graph.get("RandomString", "one-second").options.protect, true);
        assert.strictEqual(graph.get("RandomString", "two-second").options.protect, undefined);
        assert.ok(graph.dependsOn(graph.get("Pair", "two"), one));
        assert.ok(!graph.dependsOn(one, graph.get("Pair", "two")));
        assert.strictEqual(graph.outputs.two, graph.get("Pair", "two").urn);
    });

    it("knows ids in an update and not in a preview", async () => {
        const program = () => {
            const ns = new k8s.core.v1.Namespace("ns", { metadata: { name: "mqtt" } });
            const service = new k8s.core.v1.Service("lb", {
                metadata: { namespace: ns.id },
                spec: { type: "LoadBalancer" },
            });
            return { ip: service.status.loadBalancer.ingress[0].ip };
        };
        const preview = await runProgram(program, { mode: "preview" });
        assert.deepStrictEqual(preview.get("Service").inputs.metadata, { namespace: UNKNOWN });
        assert.strictEqual(preview.outputs.ip, UNKNOWN);
        const update = await runProgram(program, { mode: "update" });
        assert.deepStrictEqual(update.get("Service").inputs.metadata, { namespace: "ns-id" });
        assert.strictEqual(update.outputs.ip, "192.168.0.10");
    });

    it("keeps secrets secret and finds those that are not", async () => {
        const graph = await runProgram(
            () => {
                const password = new random.RandomPassword("password", { length: 24 });
                new k8s.core.v1.Secret("kept", { stringData: { password: password.result } });
                new k8s.core.v1.ConfigMap("leaked", {
                    data: { password: pulumi.unsecret(password.result) },
                });
            },
            { mode: "update" },
        );
        const result = graph.get("RandomPassword").outputs?.result;
        assert.ok(isSecret(result));
        assert.ok(isSecret(graph.get("Secret").inputs.stringData));
        assert.deepStrictEqual(graph.plainTextOccurrences(String(result.value)), [
            "kubernetes:core/v1:ConfigMap leaked inputs.data.password",
            "kubernetes:core/v1:ConfigMap leaked outputs.data.password",
        ]);
    });

    it("applies a remote component's transforms to its children", async () => {
        const graph = await runProgram(
            () => {
                const provider = new k8s.Provider("k8s", { kubeconfig });
                new k8s.helm.v4.Chart(
                    "operator",
                    { chart: "emqx-operator" },
                    {
                        provider,
                        transforms: [
                            ({ type, props, opts }) =>
                                type.endsWith(":CustomResourceDefinition")
                                    ? { props, opts: pulumi.mergeOptions(opts, { retainOnDelete: true }) }
                                    : undefined,
                        ],
                    },
                );
            },
            {
                mode: "update",
                construct: () => [
                    {
                        type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
                        name: "operator:emqxes",
                        inputs: { metadata: { name: "emqxes.apps.emqx.io" } },
                    },
                    {
                        type: "kubernetes:apps/v1:Deployment",
                        name: "operator:manager",
                        inputs: { metadata: { name: "manager" } },
                    },
                ],
            },
        );
        assert.strictEqual(graph.get("CustomResourceDefinition").options.retainOnDelete, true);
        assert.strictEqual(graph.get("Deployment").options.retainOnDelete, undefined);
        assert.strictEqual(graph.providerOf(graph.get("Deployment"))?.name, "k8s");
    });

    it("gives the program's own errors, thrown at once, in an apply, or logged", async () => {
        const thrown = new pulumi.RunError("one zone is not enough");
        const atOnce = await runFailingProgram(() => {
            throw thrown;
        });
        assert.strictEqual(atOnce.error, thrown);
        assert.deepStrictEqual(
            atOnce.graph.resources.map((r) => r.type),
            ["pulumi:pulumi:Stack"],
        );
        const apply = await runFailingProgram(() => {
            pulumi.output(1).apply(() => {
                throw thrown;
            });
        });
        assert.strictEqual(apply.error, thrown);
        await assert.rejects(
            runProgram(() => void pulumi.log.error("the rollout stalled")),
            /the rollout stalled/,
        );
    });

    it("refuses two resources of one name as the engine does", async () => {
        await assert.rejects(
            runProgram(() => {
                new random.RandomString("same", { length: 1 });
                new random.RandomString("same", { length: 1 });
            }),
            /Duplicate resource URN .*try giving it a unique name/,
        );
    });

    it("answers configuration and functions as the test says", async () => {
        const graph = await runProgram(
            () => {
                const config = new pulumi.Config();
                const asked = pulumi.runtime.invokeOutput("alicloud:index/getZones:getZones", {
                    multi: true,
                });
                return { region: config.require("region"), zone: asked.apply((r: any) => r.zones[0].id) };
            },
            {
                mode: "update",
                config: { region: "cn-hangzhou" },
                invoke: (token) =>
                    token.includes("getZones") ? { zones: [{ id: "cn-hangzhou-k" }] } : undefined,
            },
        );
        assert.deepStrictEqual(graph.outputs, { region: "cn-hangzhou", zone: "cn-hangzhou-k" });
        assert.deepStrictEqual(graph.invokes[0].args, { multi: true });
    });

    it("runs the program of a directory the same way, transforms included", async () => {
        const graph = await runProgram(join(__dirname, "transforms"), {
            mode: "update",
            construct: () => [
                {
                    type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
                    name: "operator:emqxes",
                    inputs: { metadata: { name: "emqxes.apps.emqx.io" } },
                },
                {
                    type: "kubernetes:core/v1:ConfigMap",
                    name: "operator:config",
                    inputs: { metadata: { name: "config" } },
                },
            ],
        });
        const chart = graph.get("Chart");
        assert.deepStrictEqual(
            graph.childrenOf(chart).map((r) => [r.name, r.options.retainOnDelete === true]),
            [
                ["operator:emqxes", true],
                ["operator:config", false],
            ],
        );
        for (const map of graph.all("ConfigMap")) {
            assert.deepStrictEqual((map.inputs.metadata as any).labels, { by: "stack" }, map.name);
        }
        assert.ok(graph.dependsOn(graph.get("ConfigMap", "labelled"), chart));
        assert.strictEqual(graph.get("ConfigMap", "labelled").id, "labelled-id");
    });
});
