import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import {
    chmodSync,
    existsSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const ROOT = resolve(__dirname, "../..");
const EXAMPLE = join(ROOT, "examples/pull-request-preview");
const WORKFLOWS = join(EXAMPLE, ".github/workflows");
const PACKAGE = "./node_modules/emqx-ack";

interface Job {
    readonly if?: string;
    readonly permissions?: Record<string, string>;
    readonly steps: {
        readonly id?: string;
        readonly uses?: string;
        readonly run?: string;
        readonly with?: Record<string, string>;
    }[];
}
interface Workflow {
    readonly name: string;
    readonly on: string | { readonly workflow_run: { readonly workflows: string[] } };
    readonly permissions: Record<string, string>;
    readonly jobs: Record<string, Job>;
}

const read = (file: string) => parse(readFileSync(file, "utf8"));

describe("pull-request-preview", () => {
    const workflows = Object.fromEntries(
        readdirSync(WORKFLOWS).map((file) => [file, read(join(WORKFLOWS, file)) as Workflow]),
    );

    for (const [file, workflow] of Object.entries(workflows)) {
        describe(file, () => {
            const jobs = Object.values(workflow.jobs);
            const steps = jobs.flatMap((job) => job.steps);

            it("takes actions of others by commit, with their version beside it", () => {
                const lines = readFileSync(join(WORKFLOWS, file), "utf8").match(/uses: .*/g) ?? [];
                assert.ok(lines.length > 2);
                for (const line of lines.filter((l) => !l.includes(PACKAGE))) {
                    assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
                }
            });

            it("gives our actions inputs that they have", () => {
                for (const step of steps.filter(({ uses }) => uses?.startsWith(PACKAGE))) {
                    const action = read(join(ROOT, step.uses!.slice(PACKAGE.length), "action.yml"));
                    for (const name of Object.keys(step.with ?? {})) assert.ok(name in action.inputs, name);
                    for (const [name, input] of Object.entries<{ required?: boolean }>(action.inputs)) {
                        assert.ok(!input.required || name in (step.with ?? {}), name);
                    }
                }
            });

            it("puts no expression into a command", () => {
                for (const { run } of steps) assert.doesNotMatch(run ?? "", /\$\{\{/);
            });

            it("leaves no credentials in the checkout", () => {
                const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
                assert.equal(checkouts.length, jobs.length);
                for (const checkout of checkouts) assert.equal(checkout.with?.["persist-credentials"], false);
            });

            it("has the permissions that it needs, and no job that can write runs a stranger's code", () => {
                assert.ok(workflow.permissions, "without, the repository's default counts");
                assert.ok(!Object.values(workflow.permissions).includes("write"));
                for (const job of jobs) {
                    const granted = Object.keys(job.permissions ?? {});
                    for (const name of granted) {
                        assert.ok(["actions", "contents", "id-token", "pull-requests"].includes(name), name);
                    }
                    assert.notEqual(job.permissions?.contents, "write");
                    assert.notEqual(job.permissions?.actions, "write");
                    const ownCode =
                        typeof workflow.on !== "string" ||
                        job.if === "github.event.pull_request.head.repo.full_name == github.repository";
                    if (!ownCode) assert.deepEqual(job.permissions, undefined);
                }
                assert.ok(
                    workflow.on === "pull_request" || Object.keys(workflow.on).join() === "workflow_run",
                );
            });
        });
    }

    it("posts what the other workflow leaves", () => {
        const review = workflows["pull-request.yml"];
        const post = workflows["post-review.yml"];
        assert.ok(typeof post.on !== "string");
        assert.deepEqual(post.on.workflow_run.workflows, [review.name]);
        const upload = review.jobs.review.steps.find(({ uses }) => uses?.includes("upload-artifact"));
        const download = post.jobs.comment.steps.find(({ uses }) => uses?.includes("download-artifact"));
        const pattern = download?.with?.pattern?.replace("*", "");
        assert.ok(pattern && upload?.with?.name?.startsWith(pattern));
        const checkout = post.jobs.comment.steps.find(({ uses }) => uses?.includes("checkout"));
        assert.equal(checkout?.with?.ref, undefined, "the default branch's own code");
    });

    it("names files in its README that are there", () => {
        const readme = readFileSync(join(EXAMPLE, "README.md"), "utf8");
        const named = [...readme.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(
            ([, cell]) => cell.match(/[^`, ]+/g)!,
        );
        assert.ok(named.length > 4);
        for (const file of named) assert.ok(existsSync(join(EXAMPLE, file)), file);
    });

    describe("GitLab's job", () => {
        let folder: string;
        const { script, ...job } = read(join(EXAMPLE, ".gitlab-ci.yml"))["emqx-ack review"];

        beforeEach(() => {
            folder = mkdtempSync(join(tmpdir(), "emqx-ack-gitlab-"));
            for (const tool of ["npm", "npx", "node"]) {
                const end = tool === "npx" ? 'exit "$REVIEW_ENDS"' : "exit 0";
                writeFileSync(
                    join(folder, tool),
                    `#!/bin/sh\necho "${tool} $*" >> "${folder}/log"\n${end}\n`,
                );
                chmodSync(join(folder, tool), 0o755);
            }
        });
        afterEach(() => rmSync(folder, { recursive: true, force: true }));

        const run = (ends: number, written = true): Promise<{ code: number; log: string[] }> => {
            const env = {
                PATH: `${folder}:/usr/bin:/bin`,
                REVIEW_ENDS: String(ends),
                CI_MERGE_REQUEST_DIFF_BASE_SHA: "1a2b3c4",
            };
            rmSync(join(folder, "review.md"), { force: true });
            if (written) writeFileSync(join(folder, "review.md"), "");
            return new Promise((done) => {
                execFile("sh", ["-ec", script.join("\n")], { env, cwd: folder }, (error) => {
                    const log = readFileSync(join(folder, "log"), "utf8").trim().split("\n");
                    done({ code: Number(error?.code ?? 0), log });
                });
            });
        };

        it("writes the note, then ends as the review did", async () => {
            const note = "node node_modules/emqx-ack/action/note.mjs review.md";
            const review =
                "npx emqx-ack preview . --stack prod --base 1a2b3c4 --format markdown --output review.md --fail-on data";
            // 1 with a review: the new program fails, and the review says why.
            for (const ends of [0, 1, 3]) {
                assert.deepEqual(await run(ends), { code: ends, log: ["npm ci", review, note] });
                rmSync(join(folder, "log"));
            }
            assert.deepEqual(await run(1, false), { code: 1, log: ["npm ci", review] });
        });

        it("runs for merge requests, with the whole history, and keeps the review", () => {
            assert.deepEqual(job.rules, [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
            assert.equal(job.variables.GIT_DEPTH, "0");
            assert.deepEqual([job.artifacts.when, job.artifacts.paths], ["always", ["review.md"]]);
        });
    });
});
