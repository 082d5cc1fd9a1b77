import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isSecret, reveal, type Wire } from "../../preview/monitor/wire";
import { EmqxEdition, type EmqxOnAckArgs } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { fakePassword } from "../../testkit/programs/updateAnswers";
import { existingCluster, KUBECONFIG, MODES, newCluster, runStack } from "../support/stacks";

const LICENSE = "MjIwMTExCjAKMTAKRXZhbHVhdGlvbg-license";
const API_SECRET = "api-secret-of-the-tests";
const PASSWORD = "dashboard-password-of-the-tests";
const VARIABLE = "secret-variable-of-the-tests";
const GENERATED = {
    cookie: fakePassword("mqtt-emqx-node-cookie", 64),
    "operator's API key": fakePassword("mqtt-emqx-operator-api-key", 64),
    "dashboard password": fakePassword("mqtt-emqx-dashboard-password", 24),
};

const withSecrets: EmqxOnAckArgs = {
    ...newCluster,
    emqx: {
        edition: EmqxEdition.Enterprise,
        licenseKey: LICENSE,
        apiKeys: [{ key: "monitoring", secret: API_SECRET }],
        dashboard: { password: PASSWORD },
        secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: VARIABLE },
    },
};

function textIn(graph: ProgramGraph, secretName: string, key: string): Wire | undefined {
    const secret = graph
        .all("kubernetes:core/v1:Secret")
        .find((r) => (r.inputs.metadata as any).name === secretName);
    return (reveal(secret?.inputs.stringData as Wire) as any)?.[key];
}

describe("secrets of a stack", () => {
    for (const mode of MODES) {
        it(`cannot be read in any input, output, message or export when given in clear (${mode})`, async () => {
            const graph = await runStack(withSecrets, mode);
            for (const text of [LICENSE, API_SECRET, PASSWORD, VARIABLE]) {
                assert.deepEqual(graph.plainTextOccurrences(text), []);
            }
        });

        it(`cannot be read when given as secret Outputs (${mode})`, async () => {
            const graph = await runStack(
                {
                    ...withSecrets,
                    emqx: {
                        ...withSecrets.emqx,
                        licenseKey: pulumi.secret(LICENSE),
                        apiKeys: [{ key: "monitoring", secret: pulumi.secret(API_SECRET) }],
                        secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: pulumi.secret(VARIABLE) },
                    },
                },
                mode,
            );
            for (const text of [LICENSE, API_SECRET, VARIABLE]) {
                assert.deepEqual(graph.plainTextOccurrences(text), []);
            }
        });

        it(`keeps a kubeconfig that was given in clear to itself (${mode})`, async () => {
            const graph = await runStack(existingCluster, mode);
            assert.deepEqual(graph.plainTextOccurrences("kubeconfig-of-the-tests"), []);
            assert.ok(isSecret(graph.outputs.kubeconfig));
        });

        it(`marks the kubeconfig and the password among the outputs (${mode})`, async () => {
            const graph = await runStack(newCluster, mode);
            assert.ok(isSecret(graph.outputs.kubeconfig));
            assert.ok(isSecret(graph.outputs.dashboardPassword));
            const others = Object.entries(graph.outputs).filter(([, value]) => isSecret(value));
            assert.deepEqual(others.map(([key]) => key).sort(), ["dashboardPassword", "kubeconfig"]);
        });
    }

    it("are generated where none is given, and kept from sight", async () => {
        const graph = await runStack(newCluster, "update");
        for (const [what, text] of Object.entries(GENERATED)) {
            assert.deepEqual(graph.plainTextOccurrences(text), [], what);
        }
        assert.deepEqual(graph.plainTextOccurrences(KUBECONFIG), []);
        assert.equal(reveal(graph.outputs.dashboardPassword!), GENERATED["dashboard password"]);
    });

    it("reach EMQX and its operator by Kubernetes Secrets under the names these look for", async () => {
        const graph = await runStack(withSecrets, "update");
        assert.equal(textIn(graph, "emqx-node-cookie", "node_cookie"), GENERATED.cookie);
        assert.equal(
            textIn(graph, "emqx-bootstrap-api-key", "bootstrap_api_key"),
            `emqx-operator-controller:${GENERATED["operator's API key"]}\nmonitoring:${API_SECRET}`,
        );
        assert.equal(textIn(graph, "emqx-license", "license.key"), LICENSE);
        assert.equal(textIn(graph, "emqx-environment", "EMQX_AUTHENTICATION__1__PASSWORD"), VARIABLE);
        assert.equal(textIn(graph, "emqx-dashboard-user", "password"), PASSWORD);
        assert.equal(textIn(graph, "emqx-dashboard-user", "password.hocon"), JSON.stringify(PASSWORD));
    });

    it("reach EMQX as they were given, where it would read a comment, a number or something joined", async () => {
        const graph = await runStack(
            {
                ...newCluster,
                emqx: {
                    secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: "Rt7#kq" },
                    environment: {
                        EMQX_CONNECTORS__MQTT__UP__USERNAME: "plant//7",
                        EMQX_CONNECTORS__MQTT__UP__CLIENTID_PREFIX: "007",
                    },
                },
            },
            "update",
        );
        assert.equal(textIn(graph, "emqx-environment", "EMQX_AUTHENTICATION__1__PASSWORD"), '"Rt7#kq"');
        const { env } = (graph.get("EMQX").inputs.spec as any).coreTemplate.spec;
        const value = (name: string) => env.find((variable: any) => variable.name === name).value;
        assert.equal(value("EMQX_CONNECTORS__MQTT__UP__USERNAME"), '"plant//7"');
        assert.equal(value("EMQX_CONNECTORS__MQTT__UP__CLIENTID_PREFIX"), '"007"');
    });

    it("survive the EMQX object: nothing but the stack owns them", async () => {
        const graph = await runStack(withSecrets, "update");
        for (const secret of graph.all("kubernetes:core/v1:Secret")) {
            assert.equal((secret.inputs.metadata as any).ownerReferences, undefined);
        }
    });

    it("restart EMQX when one changes that it reads at boot only, and show nothing of it", async () => {
        const revision = async (emqx: EmqxOnAckArgs["emqx"]) => {
            const graph = await runStack(
                { ...withSecrets, emqx: { ...withSecrets.emqx, ...emqx } },
                "update",
            );
            const { coreTemplate } = graph.get("EMQX").inputs.spec as any;
            const value = coreTemplate.metadata.annotations["emqx-ack.io/revision"];
            assert.match(value, /^[0-9a-f]{16}$/);
            return value;
        };
        const before = await revision({});
        assert.equal(await revision({}), before);
        assert.notEqual(
            await revision({ secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: "another" } }),
            before,
        );
        // A mounted license is taken up without a restart, a dashboard password only by a new database, and for an API key no
        // client is cut.
        assert.equal(await revision({ apiKeys: [{ key: "monitoring", secret: "another-one" }] }), before);
        assert.equal(await revision({ licenseKey: "another" }), before);
        const files = await revision({ secretFiles: { token: "one" } });
        assert.notEqual(files, before, "the mount");
        assert.equal(await revision({ secretFiles: { token: "two", "ca.pem": "three" } }), files);
        assert.equal(await revision({ dashboard: { password: "another-password" } }), before);
    });

    it("restart nothing when API keys are only written in another order", async () => {
        const one = { key: "one", secret: "first-secret" };
        const two = { key: "two", secret: "second-secret" };
        const template = async (apiKeys: (typeof one)[]) => {
            const graph = await runStack({ ...newCluster, emqx: { apiKeys } }, "update");
            return (graph.get("EMQX").inputs.spec as any).coreTemplate;
        };
        assert.deepEqual(await template([one, two]), await template([two, one]));
    });
});
