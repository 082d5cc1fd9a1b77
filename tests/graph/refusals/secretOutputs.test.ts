import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EmqxCluster, type EmqxClusterArgs, InvalidArguments } from "../../../provider";
import { runFailingProgram, runProgram } from "../../../testkit/programs/runProgram";
import { MODES } from "../../support/stacks";
import { versioned } from "../../support/versions";

const SECRET = "hidden-value-of-the-tests";

const REFUSED: [what: string, args: EmqxClusterArgs, path: string, instead: RegExp][] = [
    [
        "config",
        { config: pulumi.interpolate`mqtt.x = ${pulumi.secret(SECRET)}` },
        "config",
        /use licenseKey, apiKeys or secretEnvironment/,
    ],
    [
        "environment",
        { environment: { EMQX_A: pulumi.secret(SECRET) } },
        "environment.EMQX_A",
        /write it in secretEnvironment/,
    ],
    [
        "podAnnotations",
        { podAnnotations: { token: pulumi.secret(SECRET) } },
        "podAnnotations.token",
        /keep it in a Secret/,
    ],
];

describe("a secret where it would stand in clear", () => {
    for (const mode of MODES) {
        for (const [what, args, path, instead] of REFUSED) {
            it(`is refused in ${what}, and not told (${mode})`, async () => {
                const { error, graph } = await runFailingProgram(
                    () => new EmqxCluster("emqx", versioned(args)),
                    {
                        mode,
                    },
                );
                assert.ok(error instanceof InvalidArguments, String(error.stack));
                assert.ok(pulumi.RunError.isInstance(error));
                assert.equal(error.errors[0]!.propertyPath, path);
                assert.match(error.message, /is a secret, and would stand in clear/);
                assert.match(error.message, instead);
                assert.ok(!`${error.message}${error.stack}`.includes(SECRET));
                assert.deepEqual(graph.plainTextOccurrences(SECRET), []);
                assert.deepEqual(graph.all("EMQX"), []);
            });
        }

        it(`is taken where it is kept: secretEnvironment (${mode})`, async () => {
            const graph = await runProgram(
                () =>
                    new EmqxCluster(
                        "emqx",
                        versioned({ secretEnvironment: { EMQX_A: pulumi.secret(SECRET) } }),
                    ),
                { mode },
            );
            assert.deepEqual(graph.plainTextOccurrences(SECRET), []);
            assert.equal(graph.all("EMQX").length, 1);
        });
    }

    it("is no reason to refuse an Output that is none", async () => {
        const graph = await runProgram(
            () => new EmqxCluster("emqx", versioned({ environment: { EMQX_A: pulumi.output("plain") } })),
            { mode: "update" },
        );
        const env = (graph.get("EMQX").inputs.spec as any).coreTemplate.spec.env;
        assert.deepEqual(
            env.find((v: any) => v.name === "EMQX_A"),
            { name: "EMQX_A", value: "plain" },
        );
    });
});
