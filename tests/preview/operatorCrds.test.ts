import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataPath } from "../../testkit/data";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";

/** The program of the recordings, on this package. */
const PROGRAM = `
import { EmqxOperator } from ${JSON.stringify(join(ROOT, "provider"))};
new EmqxOperator("operator", {
    version: "2.2.29",
    source: { repository: "http://127.0.0.1:18080" },
    webhook: false,
});
`;

/** The oldest engine that this package runs on, and the newest of when it was recorded. */
const ENGINES = ["3.220", "3.276"];

/** Stacks that the real engine has made: of the package as it was, with the CRDs in the operator's chart, and as it is. */
describe("recorded stacks with the operator's CRDs", function () {
    this.timeout(180_000);
    const samples = dataPath("engine-samples");
    let directory: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-crds-"));
        mkdirSync(join(directory, "node_modules"));
        symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(directory, "node_modules", "@pulumi"));
        writeFileSync(join(directory, "Pulumi.yaml"), "name: operator\nruntime: nodejs\n");
        writeFileSync(join(directory, "package.json"), "{}");
        writeFileSync(join(directory, "index.ts"), PROGRAM);
    });
    after(() => rmSync(directory, { recursive: true }));

    async function changes(state: string): Promise<any> {
        const args = ["preview", directory, "--base", join(samples, state), "--format", "json"];
        // As whoever recorded them had it.
        const env = { KUBECONFIG: "/home/user/.kube/config" };
        const { code, stdout, stderr } = await cliInProcess(args, { env });
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
    }

    const named = (resources: any[]): string[] =>
        resources.map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1)}`).sort();

    for (const engine of ENGINES) {
        it(`get the CRDs' release, and nothing of theirs is replaced or deleted (${engine})`, async () => {
            const { resources, level, mayChange } = await changes(`operator-chart-${engine}.state.json`);
            assert.deepEqual(named(resources), ["create operator-crds"]);
            assert.deepEqual(mayChange, []);
            assert.equal(level, "none");
        });

        it(`have no difference once they are there, on whatever machine (${engine})`, async () => {
            const { resources, mayChange } = await changes(`operator-release-${engine}.state.json`);
            assert.deepEqual([resources, mayChange], [[], []]);
        });

        it(`are told by the engine to leave the CRDs where they are, which hurts nobody (${engine})`, async () => {
            const plan = join(samples, `operator-crds-${engine}.preview.json`);
            const { steps } = JSON.parse(readFileSync(plan, "utf8"));
            const moved = steps.filter(({ op }: { op: string }) => op !== "same");
            assert.deepEqual(moved.map(({ op, urn }: any) => `${op} ${urn.split("::").at(-1)}`).sort(), [
                "create operator-crds",
                "delete operator-chart:emqxbrokers.apps.emqx.io",
                "delete operator-chart:emqxes.apps.emqx.io",
                "delete operator-chart:rebalances.apps.emqx.io",
            ]);
            const { code, stdout, stderr } = await cliInProcess(["review", plan, "--format", "json"]);
            assert.equal(code, 0, stderr);
            assert.equal(JSON.parse(stdout).level, "none");
        });
    }
});
