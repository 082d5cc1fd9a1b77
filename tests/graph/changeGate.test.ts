import { strict as assert } from "node:assert";
import { EmqxCluster, EmqxEdition, EmqxOnAck, EmqxOperator } from "../../provider";
import type { PresentCluster } from "../../provider/emqx/gate/meant/present";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { existingCluster } from "../support/stacks";

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
            () => new EmqxOnAck("mqtt", { ...existingCluster, emqx: { cores: { replicas: 2 } } }),
            { mode: "update", cluster: { present: async () => present } },
        );
        assert.match(error.message, /EmqxOnAck "mqtt" has 3 problems in its arguments/);
        assert.match(error.message, /emqx\.cores\.replicas: is 2, but 5 cores run/);
        assert.match(error.message, /emqx\.edition: is "OpenSource"/);
        for (const type of ["NodePool", "Release", "Chart", "EMQX"])
            assert.equal(graph.all(type).length, 0, type);
    });

    it("is refused before the EMQX object is written", async () => {
        const { error, graph } = await runFailingProgram(() => new EmqxCluster("emqx", {}), {
            mode: "update",
            cluster: { present: async () => present },
        });
        assert.match(error.message, /^EmqxCluster "emqx" has 2 problems in its arguments:\n {2}edition: /);
        assert.equal(graph.all("EMQX").length, 0);
    });

    it("is not looked for by a preview", async () => {
        const cluster = { present: silent, apiVersions: silent, operator: silent, observe: silent };
        const graph = await runProgram(() => new EmqxOnAck("mqtt", existingCluster), { cluster });
        assert.equal(graph.all("EMQX").length, 1);
    });
});

describe("the EMQX object", () => {
    it("is written when the operator serves, and not before", async () => {
        const asked: string[] = [];
        let looks = 0;
        const operator = async () => {
            looks++;
            asked.push("operator");
            return {
                namespace: "emqx-operator-system",
                name: "emqx-operator-controller-manager",
                version: "2.2.29",
                observed: true,
                wanted: 1,
                available: looks < 2 ? 0 : 1,
                old: 0,
                rolledOutAt: 0,
                webhook: false,
            };
        };
        const graph = await runProgram(() => new EmqxCluster("emqx", {}), {
            mode: "update",
            cluster: { operator },
            outputs: (resource) => {
                if (resource.type.endsWith(":EMQX")) asked.push("EMQX");
                return undefined;
            },
        });
        assert.deepEqual(asked, ["operator", "operator", "EMQX"]);
        const progress = graph.diagnostics.find(({ message }) =>
            message.includes("waiting for the operator"),
        );
        assert.equal(progress?.ephemeral, true);
    });

    for (const mode of ["preview", "update"] as const) {
        it(`comes with what a change will do to its clients (${mode})`, async () => {
            const graph = await runProgram(
                () =>
                    new EmqxCluster("emqx", {
                        edition: EmqxEdition.Enterprise,
                        licenseKey: "key",
                        connections: 1_000_000,
                    }),
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
                new EmqxOperator("operator", { source: { chart: "./charts/emqx-operator" } });
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
