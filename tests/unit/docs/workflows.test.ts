import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { choice, nameOf, STAGES } from "../../run/suites";
import { ROOT } from "../../support/cli";

interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
}

interface Job {
    readonly steps: readonly Step[];
    readonly permissions: Readonly<Record<string, string>>;
    readonly "timeout-minutes": number;
    readonly needs?: string;
}

const FOLDER = join(ROOT, ".github/workflows");
const SUITES = STAGES.flat();

function workflowOf(file: string) {
    const text = readFileSync(join(FOLDER, file), "utf8");
    const workflow = parse(text) as { permissions: object; jobs: Record<string, Job> };
    const jobs = Object.values(workflow.jobs);
    return { text, workflow, jobs, steps: jobs.flatMap((job) => job.steps) };
}

/** The suites that a command runs; those of `npm test` and of each `npm run suites -- NAME...`. */
function suitesOf(run: string): string[] {
    const chosen = [
        ...(/\bnpm test\b/.test(run) ? [["before-commit"]] : []),
        ...[...run.matchAll(/npm run suites -- ([\w -]+)/g)].map(([, names]) => (names as string).split(" ")),
    ];
    return chosen.flatMap((words) => SUITES.filter(choice(words)).map(nameOf));
}

for (const file of readdirSync(FOLDER)) {
    describe(`.github/workflows/${file}`, () => {
        const { text, workflow, jobs, steps } = workflowOf(file);

        it("uses actions by their commit only, and says which version that is", () => {
            const lines = text.split("\n").filter((line) => /\buses:/.test(line));
            assert.equal(lines.length, steps.filter(({ uses }) => uses !== undefined).length);
            for (const line of lines)
                assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, line);
        });

        it("runs scripts and suites that exist", () => {
            const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
            const named = steps.flatMap(({ run = "" }) => [...run.matchAll(/npm run ([\w:]+)/g)]);
            assert.ok(named.length > 2);
            for (const [, name] of named) assert.ok((name as string) in scripts, `npm run ${name}`);
            assert.ok(steps.flatMap(({ run = "" }) => suitesOf(run)).length > 5);
        });

        it("gives every job its own rights and a time limit, and keeps no credentials in the checkout", () => {
            assert.deepEqual(workflow.permissions, {});
            for (const job of jobs) assert.ok(job.permissions && job["timeout-minutes"] > 0);
            for (const step of steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"))) {
                assert.equal(step.with?.["persist-credentials"], false);
            }
            assert.doesNotMatch(text, /secrets\./);
        });
    });
}

describe("the release", () => {
    it("gives the right to publish to one job, which comes after the checks", () => {
        const { jobs } = workflowOf("release.yml").workflow;
        const publishing = Object.entries(jobs).filter(([, job]) => job.permissions["id-token"] === "write");
        assert.deepEqual(
            publishing.map(([name]) => name),
            ["publish"],
        );
        assert.equal(jobs.publish?.needs, "check");
    });
});

describe("a pull request", () => {
    const { jobs, steps } = workflowOf("pull-request.yml");

    it("has to pass every suite, and none that skips itself but where Pulumi's CLI is the question", () => {
        const run = steps.map(({ run = "", env }) => ({
            suites: suitesOf(run),
            refuses: env?.EMQX_ACK_REFUSE_SKIPS === "1" || /EMQX_ACK_REFUSE_SKIPS=1 npm/.test(run),
        }));
        const found = new Set(run.flatMap(({ suites }) => suites));
        assert.deepEqual(
            SUITES.map(nameOf).filter((name) => !found.has(name)),
            [],
        );
        for (const { suites, refuses } of run)
            assert.ok(suites.length === 0 || suites.includes("e2e") || refuses);
    });

    it("can read and nothing else, since it is a stranger's code that runs", () => {
        for (const job of jobs) assert.deepEqual(job.permissions, { contents: "read" });
    });
});
