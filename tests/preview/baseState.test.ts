import assert from "node:assert";
import {
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChangeSet } from "../../preview/changes/change";
import { fromEnginePlan } from "../../preview/changes/enginePlan";
import { dataPath } from "../../testkit/data";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";

/** What each recording changed, by the environment its program reads. */
const RECORDINGS: readonly { program: string; plan: string; environment: NodeJS.ProcessEnv }[] = [
    { program: "emqx", plan: "emqx-unchanged", environment: {} },
    { program: "emqx", plan: "emqx-image", environment: { IMG: "emqx/emqx:5.7.2" } },
    { program: "emqx", plan: "emqx-config", environment: { DATA: "mqtt.max_packet_size = 2MB" } },
    { program: "cloud", plan: "cloud-unchanged", environment: {} },
    { program: "cloud", plan: "cloud-userdata-in-place", environment: { PROFILE: "fs.nr_open=3000000" } },
    {
        program: "cloud",
        plan: "cloud-userdata-replace",
        environment: { PROFILE: "fs.nr_open=4000000", REPL: "1" },
    },
];

describe("emqx-ack preview --base with a state export, against the real engine", function () {
    // Each program loads the provider SDKs anew, which takes seconds on a busy machine.
    this.timeout(300_000);

    const samples = dataPath("engine-samples");
    let directory: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-state-"));
        const modules = join(directory, "node_modules");
        mkdirSync(join(modules, "@kubernetes", "client-node"), { recursive: true });
        // The sample only calls it in an update, so an empty module is enough for a preview.
        writeFileSync(join(modules, "@kubernetes", "client-node", "index.js"), "");
        symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(modules, "@pulumi"));
        // As the recordings have it, where its text is left out.
        writeFileSync(
            join(directory, "kubeconfig"),
            "apiVersion: v1\nkind: Config\n# (a kubeconfig, left out)\n",
        );
        for (const name of ["cloud", "emqx"]) {
            mkdirSync(join(directory, name));
            writeFileSync(join(directory, name, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
            writeFileSync(join(directory, name, "package.json"), "{}");
            copyFileSync(join(samples, "programs", `${name}.ts`), join(directory, name, "index.ts"));
        }
    });

    after(() => {
        if (directory !== undefined) {
            rmSync(directory, { recursive: true });
        }
    });

    function engine(plan: string): { changes: ChangeSet; summary: Record<string, number>; steps: any[] } {
        const content = JSON.parse(readFileSync(join(samples, `${plan}.preview.json`), "utf8"));
        return { changes: fromEnginePlan(content), summary: content.changeSummary, steps: content.steps };
    }

    function cli(program: string, base: string, environment: NodeJS.ProcessEnv = {}, ...args: string[]) {
        const env = { KCFG: join(directory, "kubeconfig"), ...environment };
        return cliInProcess(["preview", join(directory, program), "--base", base, ...args], { env });
    }

    for (const { program, plan, environment } of RECORDINGS) {
        it(`names the changes of ${plan}`, async () => {
            const { changes } = engine(plan);
            const state = join(samples, `${program}.state.json`);
            const { code, stdout, stderr } = await cli(program, state, environment, "--format", "json");
            assert.strictEqual(code, 0, stderr);
            const ours = JSON.parse(stdout);
            assert.deepStrictEqual(summary(ours.resources), summary(changes.changes));
            assert.strictEqual(ours.summary.unchanged, changes.unchanged);
            assert.deepStrictEqual(ours.mayChange, []);
            assert.strictEqual(ours.resources.length === 0, plan.endsWith("-unchanged"));
            assert.doesNotMatch(stdout, /v1:[\w+/]{16}:/, "ciphertext in the review");
        });
    }

    for (const plan of ["emqx-create", "cloud-create", ...RECORDINGS.map((recording) => recording.plan)]) {
        it(`reads the engine's own plan of ${plan}`, () => {
            const { changes, summary: counts, steps } = engine(plan);
            const count = (operation: string) =>
                changes.changes.filter((change) => change.operation === operation).length;
            const stack = Number(plan.endsWith("-create"));
            assert.strictEqual(count("create"), Math.max(0, (counts.create ?? 0) - stack));
            assert.strictEqual(count("update"), counts.update ?? 0);
            assert.strictEqual(count("replace"), counts.replace ?? 0);
            const stated = steps.flatMap(({ urn, detailedDiff }) =>
                Object.entries(detailedDiff ?? {}).map(
                    ([path, diff]: [string, any]) => `${urn} ${path} ${diff.kind}`,
                ),
            );
            const read = changes.changes.flatMap(({ urn, properties }) =>
                properties.map(
                    ({ path, kind, replaces }) => `${urn} ${path} ${kind}${replaces ? "-replace" : ""}`,
                ),
            );
            assert.deepStrictEqual(read.sort(), stated.sort());
            assert.ok(
                changes.changes.every(({ properties }) =>
                    properties.every(({ before, after }) => before !== after),
                ),
            );
        });
    }

    it("refuses the state of another program or stack, and files that are something else", async () => {
        const refused = async (program: string, base: string, ...args: string[]) => {
            const { code, stdout, stderr } = await cli(program, base, {}, ...args);
            assert.deepStrictEqual([code, stdout], [2, ""]);
            return stderr;
        };
        const state = join(samples, "emqx.state.json");
        assert.match(
            await refused("cloud", state),
            /is the state of project emqx, and the program is project cloud/,
        );
        assert.match(
            await refused("emqx", state, "--stack", "prod"),
            /is the state of stack dev, not of prod/,
        );
        assert.match(
            await refused("emqx", join(samples, "emqx-image.preview.json")),
            /is a plan of `pulumi preview --json`; review it with: emqx-ack review/,
        );
        assert.match(
            await refused("emqx", join(directory, "kubeconfig")),
            /is not JSON; --base takes a git revision/,
        );
    });
});

function summary(changes: readonly any[]): string[] {
    return changes
        .map(({ operation, urn, properties }) => {
            const paths = properties.map(
                ({ path, replaces }: any) => `${path}${replaces ? " (replaces)" : ""}`,
            );
            return `${operation} ${urn}: ${paths.join(", ")}`;
        })
        .sort();
}
