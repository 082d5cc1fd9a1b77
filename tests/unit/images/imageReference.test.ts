import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { imageBehind, repositoryBehind } from "../../../provider/images/imageReference";
import { resolved } from "../../support/resolved";

describe("where an image is pulled from", () => {
    it("is the registry's namespace with the last part of its name, as ACR has one level only", () => {
        for (const [registry, repository, expected] of [
            [undefined, "emqx/emqx", "emqx/emqx"],
            ["", "emqx/emqx", "emqx/emqx"],
            ["acr.example/mqtt", "emqx/emqx", "acr.example/mqtt/emqx"],
            ["acr.example/mqtt/", "emqx/emqx-enterprise", "acr.example/mqtt/emqx-enterprise"],
            [
                "acr.example:5000/a/b",
                "quay.io/jetstack/cert-manager-webhook",
                "acr.example:5000/a/b/cert-manager-webhook",
            ],
            ["acr.example", "emqx", "acr.example/emqx"],
        ] as const) {
            assert.equal(repositoryBehind(registry, repository), expected);
        }
    });

    it("has its tag, and takes a registry that is not known yet", async () => {
        assert.equal(await resolved(imageBehind(undefined, "emqx/emqx", "5.7.2")), "emqx/emqx:5.7.2");
        assert.equal(
            await resolved(imageBehind(pulumi.output("acr.example/mqtt"), "emqx/emqx", "5.7.2")),
            "acr.example/mqtt/emqx:5.7.2",
        );
        assert.equal(await resolved(imageBehind("acr.example", "emqx/emqx")), "acr.example/emqx");
    });
});
