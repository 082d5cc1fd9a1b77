import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { retainCrds } from "../../../provider/operator/retainCrds";

const resource = (type: string, opts: object = {}) =>
    ({ type, custom: true, name: "r", props: { a: 1 }, opts }) as pulumi.ResourceTransformArgs;

describe("the transform of the operator's chart", () => {
    it("keeps CRDs on a destroy, and changes nothing else of them", async () => {
        const crd = resource("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", {
            protect: true,
        });
        const result = await retainCrds(crd);
        assert.deepEqual(result, { props: { a: 1 }, opts: { protect: true, retainOnDelete: true } });
    });

    for (const type of [
        "kubernetes:apps/v1:Deployment",
        "kubernetes:core/v1:Namespace",
        "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinitionList",
        "kubernetes:apps.emqx.io/v2beta1:EMQX",
    ]) {
        it(`leaves alone: ${type}`, async () => assert.equal(await retainCrds(resource(type)), undefined));
    }
});
