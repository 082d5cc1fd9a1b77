import { strict as assert } from "node:assert";
import { RandomString } from "@pulumi/random";
import { EmqxCluster, EmqxEdition, EmqxOnAck, EmqxOperator } from "../../provider";
import type { PresentCluster } from "../../provider/emqx/gate/meant/present";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { existingCluster, newCluster } from "../support/stacks";
import { TESTED_OPERATOR, versioned, versionedStack } from "../support/versions";

const present: PresentCluster = {
    runningVersions: ["5.8.11"],
    enterprise: true,
    replicas: { core: 5, replicant: 3 },
    revisions: { core: "a", replicant: "b" },
};
const silent = async () => {
    throw new Error("a preview must not look at the cluster");
};

describe("a change that would hurt the running cluster", () => {
    it("is refused before the first part of the stack moves", async () => {
        const { error, graph } = await runFailingProgram(
            () =>
                new EmqxOnAck(
                    "mqtt",
                    versionedStack({ ...existingCluster, emqx: { cores: { replicas: 2 } } }),
                ),
            { mode: "update", cluster: { present: async () => present } },
        );
        assert.match(error.message, /EmqxOnAck "mqtt" has 2 problems in its arguments/);
        assert.match(error.message, /emqx\.cores\.replicas: is 2, but 5 cores run/);
        assert.match(error.message, /emqx\.edition: is not given/);
        assert.match(error.message, /\nNothing of the stack was changed\.$/);
        for (const type of ["NodePool", "Release", "Chart", "EMQX", "Secret", "StorageClass"])
            assert.equal(graph.all(type).length, 0, type);
    });

    it("of a cluster that is made with it says what may have changed before", async () => {
        const { error } = await runFailingProgram(
            () => new EmqxOnAck("mqtt", versionedStack({ ...newCluster, emqx: { cores: { replicas: 2 } } })),
            { mode: "update", cluster: { present: async () => present } },
        );
        assert.match(
            error.message,
            /\nNothing of the stack was changed but, where they differ, the ACK cluster/,
        );
    });

    it("is refused before anything of EMQX is written, its Secrets too", async () => {
        const { error, graph } = await runFailingProgram(
            () =>
                new EmqxCluster("emqx", {
                    edition: EmqxEdition.OpenSource,
                    version: "5.7.2",
                    secretEnvironment: { EMQX_LOG__CONSOLE__LEVEL: "debug" },
                }),
            { mode: "update", cluster: { present: async () => present } },
        );
        assert.match(
            error.message,
            /^EmqxCluster "emqx" has 2 problems in its arguments:\n {2}edition: is "OpenSource"/,
        );
        for (const type of ["EMQX", "Secret", "Namespace"]) assert.equal(graph.all(type).length, 0, type);
    });

    it("waits for what it is told to come after, which may hold the right to look", async () => {
        const order: string[] = [];
        await runProgram(
            () => {
                const before = new RandomString("right", { length: 8 });
                new EmqxCluster("emqx", versioned({}), { dependsOn: before });
            },
            {
                mode: "update",
                cluster: {
                    present: async () => {
                        order.push("look");
                        return undefined;
                    },
                },
                outputs: ({ name }) => {
                    if (name === "right") order.push("right");
                    return undefined;
                },
            },
        );
        assert.deepEqual(order.slice(0, 2), ["right", "look"]);
    });

    it("is not looked for by a preview", async () => {
        const cluster = { present: silent, apiVersions: silent, operators: silent, observe: silent };
        const graph = await runProgram(() => new EmqxOnAck("mqtt", existingCluster), { cluster });
        assert.equal(graph.all("EMQX").length, 1);
    });
});

describe("the EMQX object", () => {
    it("is written when the operator serves, and not before", async () => {
        const asked: string[] = [];
        let looks = 0;
        const operators = async () => {
            looks++;
            asked.push("operator");
            const state = {
                namespace: "emqx-operator-system",
                name: "emqx-operator-controller-manager",
                version: "2.2.29",
                observed: true,
                wanted: 1,
                available: looks < 4 ? 0 : 1,
                old: 0,
                rolledOutAt: 0,
                webhook: false,
            };
            return [state];
        };
        const graph = await runProgram(() => new EmqxCluster("emqx", versioned({})), {
            mode: "update",
            cluster: { operators },
            outputs: (resource) => {
                if (resource.type.endsWith(":EMQX")) asked.push("EMQX");
                return undefined;
            },
        });
        // Before anything changes, before the object does, and until it serves.
        assert.deepEqual(asked, ["operator", "operator", "operator", "operator", "EMQX"]);
        const progress = graph.diagnostics.find(({ message }) =>
            message.includes("waiting for the operator"),
        );
        assert.equal(progress?.ephemeral, true);
    });

    for (const mode of ["preview", "update"] as const) {
        it(`comes with what a change will do to its clients (${mode})`, async () => {
            const graph = await runProgram(
                () =>
                    new EmqxCluster(
                        "emqx",
                        versioned({
                            edition: EmqxEdition.Enterprise,
                            licenseKey: "key",
                            connections: 1_000_000,
                        }),
                    ),
                { mode },
            );
            const told = graph.diagnostics.find(({ message }) => message.includes("moves the clients off"));
            assert.equal(told?.severity, "warning");
            assert.match(told?.message ?? "", /clients are cut then and reconnect at once/);
        });
    }
});

describe("the operator's chart", () => {
    for (const [line, versions, refused] of [
        ["2.2", ["v1beta4", "v2alpha1", "v2beta1"], false],
        ["2.3", ["v2", "v2beta1"], true],
        ["3.0", ["v3beta1"], true],
    ] as const) {
        it(`of line ${line} is ${refused ? "refused" : "taken"}, wherever it comes from`, async () => {
            const program = () =>
                new EmqxOperator("operator", {
                    version: TESTED_OPERATOR,
                    source: { chart: "./charts/emqx-operator" },
                });
            const crd = {
                kind: "CustomResourceDefinition",
                metadata: { name: "emqxes.apps.emqx.io" },
                spec: { versions: versions.map((name) => ({ name })) },
            };
            const options = { mode: "update" as const, invoke: () => ({ result: [crd] }) };
            if (!refused) {
                assert.equal(
                    (await runProgram(program, options)).all("kubernetes:helm.sh/v3:Release").length,
                    1,
                );
                return;
            }
            const { error, graph } = await runFailingProgram(program, options);
            assert.match(error.message, /^the chart in source is not of operator line 2\.2/);
            assert.deepEqual(
                [...graph.all("kubernetes:helm.sh/v3:Release"), ...graph.all("kubernetes:helm.sh/v4:Chart")],
                [],
            );
        });
    }

    it("is not one without the CRD of EMQX objects", async () => {
        const { error, graph } = await runFailingProgram(() => new EmqxOperator("operator"), {
            mode: "update",
            invoke: () => ({ result: [{ kind: "Service", metadata: { name: "s" } }] }),
        });
        assert.match(error.message, /^the chart in source is not the EMQX operator's/);
        assert.deepEqual(
            [...graph.all("kubernetes:helm.sh/v3:Release"), ...graph.all("kubernetes:helm.sh/v4:Chart")],
            [],
        );
    });
});
