import assert from "node:assert/strict";
import { EmqxCluster, EmqxOnAck, type EmqxOnAckArgs } from "../../provider";
import type { PresentCluster } from "../../provider/emqx/gate/meant/present";
import { allLines } from "../../provider/emqx/lines";
import type { OperatorLine } from "../../provider/emqx/lines/line/line";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { existingCluster, MODES, run } from "../support/stacks";
import { operatorOf } from "../unit/emqx/gate/meant/operators";

const licensed = { version: "6.3.1", licenseKey: "license-of-the-tests" };

function stack(more: Partial<EmqxOnAckArgs>): EmqxOnAckArgs {
    return { ...existingCluster, emqx: licensed, ...more };
}

function lineWith(version: string): OperatorLine {
    return allLines().find(({ resource }) => resource.version === version) as OperatorLine;
}

/** A cluster of 5.8 as a program with these inputs has made it on the first line. */
async function running(args: EmqxOnAckArgs, nodes: string): Promise<PresentCluster> {
    const graph = await run(() => new EmqxOnAck("mqtt", args), "update");
    const { spec } = graph.get("EMQX").inputs as { spec: object };
    const line = lineWith("v2beta1");
    const state = line.read({ spec });
    return {
        runningVersions: [nodes],
        enterprise: true,
        replicas: state.replicas,
        revisions: state.revisions,
        object: { line: line.id, spec, state },
    };
}

async function refusal(args: EmqxOnAckArgs, cluster: object): Promise<string> {
    const { error, graph } = await runFailingProgram(() => new EmqxOnAck("mqtt", args), {
        mode: "update",
        cluster,
    });
    assert.equal(graph.all("Release").length + graph.all("Secret").length, 0, "before anything changes");
    return error.message;
}

describe("the line of the operator in a stack", () => {
    for (const mode of MODES) {
        it(`follows from the version of EMQX, or the operator's version says it (${mode})`, async () => {
            const typeOf = async (more: Partial<EmqxOnAckArgs>) =>
                (await run(() => new EmqxOnAck("mqtt", stack(more)), mode)).get("EMQX").inputs.apiVersion;
            assert.equal(await typeOf({}), "apps.emqx.io/v2");
            const five = {
                edition: "Enterprise",
                version: "5.8.11",
                licenseKey: "key",
            } as EmqxOnAckArgs["emqx"];
            assert.equal(await typeOf({ emqx: five }), "apps.emqx.io/v2beta1");
            assert.equal(await typeOf({ emqx: five, operator: { version: "2.3.3" } }), "apps.emqx.io/v2");
            assert.equal(
                await typeOf({ emqx: five, operator: { version: "2.3.3" }, existingOperator: true }),
                "apps.emqx.io/v2",
            );
        });

        it(`brings cert-manager where it needs it, or where it is asked for (${mode})`, async () => {
            const made = async (more: Partial<EmqxOnAckArgs>) => {
                const graph = await run(() => new EmqxOnAck("mqtt", stack(more)), mode);
                return graph.all("CertManager").length;
            };
            assert.equal(await made({}), 0);
            assert.equal(await made({ certManager: {} }), 1);
            assert.equal(await made({ certManager: false }), 0);
            assert.equal(await made({ emqx: existingCluster.emqx }), 1);
            assert.equal(await made({ emqx: existingCluster.emqx, existingCertManager: true }), 0);
        });
    }

    it("is held against the operator in the cluster, with what to write for it", async () => {
        const { chart } = lineWith("v3beta1");
        const message = await refusal(stack({ existingOperator: true }), {
            apiVersions: async () => ["v3beta1"],
            operators: async () => [operatorOf(chart.version)],
        });
        assert.match(message, /existingOperator: does not fit: the Kubernetes cluster has EMQX operator/);
        assert.match(
            message,
            new RegExp(`operator: \\{ version: "${chart.version.replaceAll(".", "\\.")}" \\}`),
        );
    });

    it("of EmqxCluster is held against it as well", async () => {
        const { error } = await runFailingProgram(
            () =>
                new EmqxCluster("emqx", { ...licensed, operatorVersion: lineWith("v3beta1").chart.version }),
            { mode: "update", cluster: { apiVersions: async () => ["v2", "v2beta1"] } },
        );
        assert.match(error.message, /operatorVersion: does not fit: .*reads none of its objects/);
        assert.match(error.message, /operatorVersion: "2\.3\.3"/);
    });
});

describe("a switch of the operator's line in a stack", () => {
    const five = { edition: "Enterprise", version: "5.8.11", licenseKey: "key" } as EmqxOnAckArgs["emqx"];
    const before = { ...existingCluster, emqx: five };
    const after = { ...before, operator: { version: "2.3.3" }, certManager: {} };
    const cluster = (present: PresentCluster) => ({
        present: async () => present,
        apiVersions: async () => ["v2beta1", "v2alpha1"],
        operators: async () => [operatorOf("2.2.29")],
    });

    it("goes through where nothing else changes", async () => {
        const present = await running(before, "5.8.11");
        // The stack looks first, and what comes after it finds the new operator.
        let switched = false;
        const there = async () => {
            const version = switched ? "2.3.3" : "2.2.29";
            switched = true;
            return [operatorOf(version)];
        };
        const graph = await runProgram(() => new EmqxOnAck("mqtt", after), {
            mode: "update",
            cluster: {
                ...cluster(present),
                operators: there,
                apiVersions: async () => (switched ? ["v2", "v2beta1"] : ["v2beta1"]),
            },
        });
        assert.equal(graph.get("EMQX").type, "kubernetes:apps.emqx.io/v2:EMQX");
        assert.deepEqual(
            graph.get("EMQX").options.aliases?.map((alias: any) => alias.spec?.type ?? alias.type),
            ["kubernetes:apps.emqx.io/v2beta1:EMQX"],
        );
    });

    it("is refused with an upgrade in it, and the next step is named", async () => {
        const present = await running(before, "5.8.11");
        const message = await refusal(stack({ certManager: {} }), cluster(present));
        assert.match(
            message,
            /emqx\.version: is "6\.3\.1", but the cluster runs 5\.8\.11 on operator line 2\.2/,
        );
        assert.match(message, /First version "5\.8\.11" with operator: \{ version: "2\.3\.3" \}/);
    });

    it("is refused with other pods in it, which are named", async () => {
        const present = await running(before, "5.8.11");
        const other = {
            ...five,
            environment: { EMQX_LOG__CONSOLE__LEVEL: "debug" },
        } as EmqxOnAckArgs["emqx"];
        assert.match(
            await refusal({ ...after, emqx: other }, cluster(present)),
            /operator: leads from line 2\.2 to 2\.3, .* changes environment as well/,
        );
    });

    it("is refused where it would take the stack's cert-manager away unsaid", async () => {
        const present = await running(before, "5.8.11");
        const { certManager: _, ...unsaid } = after;
        const message = await refusal(unsaid, {
            ...cluster(present),
            certManager: async () => ({ namespace: "cert-manager", certificates: [] }),
        });
        assert.match(message, /certManager: is not given, .*Write certManager: \{\}/);
    });
});
