import assert from "node:assert";
import * as k8s from "@pulumi/kubernetes";
import * as random from "@pulumi/random";
import { reviewOf } from "../../../../preview/impact/reviewOf";
import type { Program } from "../../../../testkit/programs/inProcess";
import { changesBetween } from "../../../support/changes";

/** A Secret of an EMQX cluster, given by the program or generated for it. */
function program(secretName: string, from: "given" | "generated", generator = "made"): Program {
    return () => {
        const provider = new k8s.Provider("k8s", {
            kubeconfig: "apiVersion: v1\nkind: Config\n",
            clusterIdentifier: "c",
        });
        const value =
            from === "given"
                ? "given-by-the-program"
                : new random.RandomPassword(generator, { length: 64 }).result;
        new k8s.core.v1.Secret(
            "secret",
            { metadata: { name: secretName, namespace: "mqtt" }, stringData: { value } },
            { provider },
        );
        new k8s.apiextensions.CustomResource(
            "emqx",
            {
                apiVersion: "apps.emqx.io/v2beta1",
                kind: "EMQX",
                metadata: { name: "emqx", namespace: "mqtt" },
                spec: { image: "emqx/emqx:5.7.2", coreTemplate: { spec: { replicas: 3 } } },
            },
            { provider },
        );
    };
}

const SECRETS = [
    ["emqx-node-cookie", "cookie", "cookieSecret", "data"],
    ["emqx-bootstrap-api-key", "operator's API key", "bootSecret", "reconnect"],
    ["emqx-dashboard-user", "dashboard password", "dashboardPassword", "none"],
] as const;

describe("secrets that a program gives or has generated", () => {
    for (const [name, of, kind, level] of SECRETS) {
        it(`${name}: a given one in place of a generated one, and the other way round`, async () => {
            const given = reviewOf(await changesBetween(program(name, "generated"), program(name, "given")));
            assert.deepStrictEqual(
                given.effects.map(({ fact }) => fact.kind).sort(),
                ["generatedSupplanted", kind].sort(),
            );
            assert.strictEqual(given.level, level);
            const facts = given.effects.map(({ fact }) => fact as { of?: string; origin?: string });
            assert.ok(facts.some((fact) => fact.of === of));
            assert.ok(facts.some((fact) => fact.origin === "given"));
            assert.ok(given.effects.every(({ what, happens }) => !/anew/.test(what + happens)));

            const generated = reviewOf(
                await changesBetween(program(name, "given"), program(name, "generated")),
            );
            assert.deepStrictEqual(
                generated.effects.map(({ fact }) => fact.kind).sort(),
                ["generatedFirst", kind].sort(),
            );
            assert.strictEqual(generated.level, level);
        });

        it(`${name}: another generated one under another name of the generator`, async () => {
            const changes = await changesBetween(
                program(name, "generated"),
                program(name, "generated", "other"),
            );
            const [effect] = reviewOf(changes).effects.filter(({ fact }) => fact.kind === "generatedAnew");
            assert.strictEqual((effect?.fact as { of?: string } | undefined)?.of, of);
        });
    }

    it("are forgotten where nothing takes them any more", async () => {
        const without: Program = () => {};
        const alone: Program = () => {
            new random.RandomPassword("made", { length: 64 });
        };
        assert.deepStrictEqual(
            reviewOf(await changesBetween(alone, without)).effects.map(({ fact }) => fact.kind),
            ["generatedForgotten"],
        );
    });
});
