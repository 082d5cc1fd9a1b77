import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { isOutput, reveal } from "../../preview/monitor/wire";
import { EmqxOperator, type EmqxOperatorArgs } from "../../provider";
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
