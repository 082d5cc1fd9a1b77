import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { isOutput, reveal } from "../../preview/monitor/wire";
import { EmqxOperator, type EmqxOperatorArgs } from "../../provider";
import { runFailingProgram } from "../../testkit/programs/runProgram";
import { notAwaited } from "../support/chain";
import { KUBECONFIG, MODES, type Mode, run } from "../support/stacks";
import { versionedOperator } from "../support/versions";

const RELEASE = "kubernetes:helm.sh/v3:Release";

function create(args: EmqxOperatorArgs, mode: Mode = "update", given = false) {
    return run(() => {
        const kubernetes = given ? new k8s.Provider("given", { kubeconfig: KUBECONFIG }) : undefined;
        const operator = new EmqxOperator(
            "operator",
            versionedOperator(args),
            kubernetes && { providers: { kubernetes } },
        );
        return { namespace: operator.namespace };
    }, mode);
}

describe("EmqxOperator", () => {
    for (const mode of MODES) {
        it(`has a provider of its own that takes over CRDs, when given a kubeconfig (${mode})`, async () => {
            const graph = await create({ kubeconfig: KUBECONFIG, clusterIdentifier: "c-1" }, mode);
            const provider = graph.providerOf(graph.get("kubernetes:helm.sh/v4:Chart"));
            assert.equal(provider?.name, "operator-upsert");
            assert.equal(provider?.inputs.upsertExistingObjects, "true");
            assert.equal(provider?.inputs.clusterIdentifier, "c-1");
            assert.deepEqual(graph.plainTextOccurrences("kubeconfig-of-the-tests"), []);
        });

        it(`uses the provider that it is given, and no other (${mode})`, async () => {
            const graph = await create({}, mode, true);
            for (const type of ["kubernetes:helm.sh/v4:Chart", RELEASE, "kubernetes:core/v1:Namespace"]) {
                assert.equal(graph.providerOf(graph.get(type))?.name, "given");
            }
            assert.equal(graph.all("pulumi:providers:kubernetes").length, 1);
        });

        it(`takes over CRDs with whoever runs Pulumi's kubeconfig, when given nothing (${mode})`, async () => {
            const graph = await create({}, mode);
            const provider = graph.providerOf(graph.get("kubernetes:helm.sh/v4:Chart"));
            assert.equal(provider?.name, "operator-upsert");
            assert.equal(provider?.inputs.kubeconfig, undefined);
            assert.equal(graph.providerOf(graph.get("kubernetes:core/v1:Namespace")), undefined);
        });

        it(`makes its namespace first (${mode})`, async () => {
            const graph = await create({ namespace: "mqtt-operator" }, mode);
            const chart = graph.get("kubernetes:helm.sh/v4:Chart");
            assert.deepEqual(notAwaited(graph, chart, graph.all("kubernetes:core/v1:Namespace")), []);
            assert.equal(chart.inputs.namespace, "mqtt-operator");
            assert.equal(graph.get(RELEASE).inputs.namespace, "mqtt-operator");
            assert.equal(graph.outputs.namespace, "mqtt-operator");
        });
    }

    for (const mode of MODES) {
        it(`has its CRDs before its controller, and takes over those that are there (${mode})`, async () => {
            const graph = await create({ kubeconfig: KUBECONFIG }, mode);
            const crds = graph.get(RELEASE);
            assert.equal(crds.inputs.takeOwnership, true);
            assert.deepEqual(notAwaited(graph, graph.get("kubernetes:helm.sh/v4:Chart"), [crds]), []);
            assert.deepEqual(notAwaited(graph, crds, graph.all("kubernetes:core/v1:Namespace")), []);
        });
    }

    it("is pinned to line 2.2, with two pods and its webhook", async () => {
        const { inputs } = (await create({})).get("kubernetes:helm.sh/v4:Chart");
        assert.equal(inputs.chart, "emqx-operator");
        assert.equal(inputs.version, "2.2.29");
        assert.deepEqual(inputs.repositoryOpts, { repo: "https://repos.emqx.io/charts" });
        assert.deepEqual(inputs.values, {
            skipCRDs: true,
            replicaCount: 2,
            webhook: { enabled: true },
        });
    });

    it("of line 2.3 has no webhook, no hook that pulls an image of its own, and its registry's name", async () => {
        const graph = await create({
            version: "2.3.3",
            imageRegistry: "acr.example/mqtt",
            tolerations: [{ key: "mqtt" }],
        });
        const { inputs } = graph.get("kubernetes:helm.sh/v4:Chart");
        assert.equal(inputs.version, "2.3.3");
        const { image, ...values } = reveal(inputs.values!) as any;
        assert.equal(image.repository.value, "acr.example/mqtt/emqx-operator");
        assert.deepEqual(values, {
            skipCRDs: true,
            development: false,
            replicaCount: 2,
            upgrade: { preUpgradeCheck: false },
            tolerations: [{ key: "mqtt", operator: "Exists" }],
        });
    });

    it("of another line than the one that is there comes when that one has stopped, not before", async () => {
        const steps: string[] = [];
        const graph = await run(
            () => void new EmqxOperator("operator", { version: "2.3.3", kubeconfig: KUBECONFIG }),
            "update",
            {
                operators: {
                    apiVersions: async () => ["v2beta1"],
                    operators: async () => [{ name: "old", wanted: steps.includes("stop") ? 0 : 1, pods: 0 }],
                    stop: async () => void steps.push("stop"),
                    stopConverting: async (definition) => void steps.push(definition),
                },
                outputs: ({ name }) => {
                    steps.push(name);
                    return undefined;
                },
            },
        );
        const at = (step: string) => steps.indexOf(step);
        assert.ok(at("stop") >= 0 && at("stop") < at("emqxes.apps.emqx.io"), steps.join());
        assert.ok(at("emqxes.apps.emqx.io") < at("operator-crds"), steps.join());
        assert.equal(graph.get("kubernetes:helm.sh/v4:Chart").inputs.version, "2.3.3");
    });

    it("that nobody gave a version stays of the line that is there, and nothing is installed", async () => {
        const { error, graph } = await runFailingProgram(
            () => void new EmqxOperator("operator", { kubeconfig: KUBECONFIG }),
            { mode: "update", operators: { apiVersions: async () => ["v3beta1"] } },
        );
        assert.match(error.message, /line 3\.0, and line .* takes none of its objects over/);
        assert.match(error.message, /version: "3\.0\.0" keeps what is there/);
        assert.deepEqual(graph.all(RELEASE), []);
    });

    it("passes on replicas, webhook, pull secrets and tolerations", async () => {
        const graph = await create({
            replicas: 1,
            webhook: false,
            imagePullSecrets: ["pull"],
            tolerations: [{ key: "mqtt" }],
        });
        assert.deepEqual(reveal(graph.get("kubernetes:helm.sh/v4:Chart").inputs.values!), {
            skipCRDs: true,
            replicaCount: 1,
            webhook: { enabled: false },
            imagePullSecrets: [{ name: "pull" }],
            tolerations: [{ key: "mqtt", operator: "Exists" }],
        });
    });

    it("says where its image is under the name that the chart reads", async () => {
        const graph = await create({ imageRegistry: "acr.example/mqtt" });
        const { image } = graph.get("kubernetes:helm.sh/v4:Chart").inputs.values as any;
        assert.ok(isOutput(image.repository));
        assert.equal(image.repository.value, "acr.example/mqtt/emqx-operator-controller");
    });

    it("keeps CRDs that a chart brings all the same, and nothing else of it, on a destroy", async () => {
        const graph = await run(() => new EmqxOperator("operator", versionedOperator({})), "update", {
            construct: () => [
                {
                    type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
                    name: "crd",
                    inputs: { metadata: { name: "emqxes.apps.emqx.io" } },
                },
                {
                    type: "kubernetes:apps/v1:Deployment",
                    name: "manager",
                    inputs: { metadata: { name: "m" } },
                },
            ],
        });
        const kept = graph.resources.filter((r) => r.options.retainOnDelete).map((r) => r.name);
        assert.deepEqual(kept, ["crd"]);
        assert.deepEqual(graph.get("CustomResourceDefinition").inputs, {
            metadata: { name: "emqxes.apps.emqx.io" },
        });
    });
});
