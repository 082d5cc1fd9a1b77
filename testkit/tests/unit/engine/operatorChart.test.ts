import * as assert from "node:assert/strict";
import { operatorChart } from "../../../engine/charts/operatorChart";

/** Kinds and names that the chart of a version makes, and the operator's image. */
function made(version: string, values: object = {}) {
    const inputs = { chart: "emqx-operator", namespace: "operators", version, values };
    const children = operatorChart({ name: "operator", inputs } as any);
    const manifests = children.map(({ inputs: manifest }) => manifest as Record<string, any>);
    const deployment = manifests.find(({ kind }) => kind === "Deployment");
    return {
        names: manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
        image: deployment?.spec.template.spec.containers[0].image,
    };
}

describe("the operator's chart", () => {
    it("of line 3.0 has one definition, and neither webhook nor hook", () => {
        assert.deepEqual(made("3.0.0").names, [
            "CustomResourceDefinition emqxes.apps.emqx.io",
            "ServiceAccount emqx-operator",
            "Deployment emqx-operator-controller-manager",
        ]);
        assert.deepEqual(made("3.0.0", { skipCRDs: true }).names, [
            "ServiceAccount emqx-operator",
            "Deployment emqx-operator-controller-manager",
        ]);
    });

    it("of line 2.2 has a webhook's Service unless its values say otherwise", () => {
        const service = "Service emqx-operator-webhook-service";
        assert.ok(made("2.2.29").names.includes(service));
        assert.ok(!made("2.2.29", { webhook: { enabled: false } }).names.includes(service));
    });

    it("has an image by line, and by what its values say of it", () => {
        assert.equal(made("2.2.29").image, "emqx/emqx-operator-controller:2.2.29");
        assert.equal(made("3.0.0").image, "ghcr.io/emqx/emqx-operator:3.0.0");
        const image = { repository: "mirror.example/emqx-operator", tag: "3.0.1" };
        assert.equal(made("3.0.0", { image }).image, "mirror.example/emqx-operator:3.0.1");
    });

    it("is of no version that no line has", () => {
        assert.throws(() => made("3.1.0"), /no stand-in plays operator 3\.1\.0/);
    });
});
