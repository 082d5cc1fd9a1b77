import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PullRequestScene, review } from "../support/actions/pullRequestScene";

describe("action: review", () => {
    let scene: PullRequestScene;
    beforeEach(async () => {
        scene = new PullRequestScene();
        await scene.start();
    });
    afterEach(() => scene.stop());

    it("compares with the merge base unless told otherwise", async () => {
        await scene.reviewed(review(""), "none: no changes", 0, { stack: "dev", "fail-on": "data" });
        const { args } = scene.project.called();
        const report = args[args.indexOf("--output") + 1];
        assert.deepEqual(args, [
            ...["preview", scene.project.folder, "--base", "auto", "--stack", "dev"],
            ...["--format", "markdown", "--output", report, "--fail-on", "data"],
        ]);
    });

    it("takes a plan of the real engine", async () => {
        await scene.reviewed(review(""), "none: no changes", 0, { plan: "plan.json", stack: "dev" });
        const { args } = scene.project.called();
        assert.deepEqual(args.slice(0, 4), [
            "review",
            join(scene.project.folder, "plan.json"),
            "--format",
            "markdown",
        ]);
    });

    it("fails at the level of fail-on, after the comment is there", async () => {
        const done = await scene.reviewed(review("disks go"), "data: 1 change", 3, {
            "fail-on": "reconnect",
        });
        assert.equal(done.code, 1);
        assert.match(
            done.log,
            /::error title=emqx-ack::the review's level is "data", and fail-on is "reconnect"/,
        );
        assert.equal(scene.host.comments.length, 1);
        assert.equal(done.outputs.level, "data");
    });

    it("fails without a comment when the program does", async () => {
        scene.host.add(scene.host.account, review("of an older commit"));
        const done = await scene.reviewed("", "", 1);
        assert.equal(done.code, 1);
        assert.match(done.log, /::error title=emqx-ack::there is no review: emqx-ack ended with 1/);
        assert.deepEqual(scene.host.requests, []);
    });

    it("comments a review of a program that fails, and fails then", async () => {
        const done = await scene.reviewed(review("of a refusal"), "refused: the new program fails", 1);
        assert.equal(done.code, 1);
        assert.match(done.log, /::error title=emqx-ack::the new program fails; the review says why/);
        assert.ok(scene.host.requests.length > 0);
    });

    it("keeps tokens and the job's files from the pull request's program", async () => {
        scene.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN = "oidc";
        scene.env.GITHUB_ENV = "/tmp/env";
        scene.env.GITHUB_TOKEN = scene.host.token;
        scene.env.LOG_LEVEL = "debug";
        await scene.reviewed(review(""));
        const seen = scene.project.called().env;
        const hidden = /^(GITHUB_(TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|ACTIONS_|REVIEW_)/;
        assert.deepEqual(
            Object.keys(seen).filter((name) => hidden.test(name)),
            [],
        );
        assert.equal(seen.LOG_LEVEL, "debug");
    });

    it("does not run for pull_request_target", async () => {
        scene.env.GITHUB_EVENT_NAME = "pull_request_target";
        const done = await scene.reviewed(review(""));
        assert.equal(done.code, 1);
        assert.match(done.log, /would run it with a token that can write/);
        assert.ok(!existsSync(join(scene.project.folder, "called.json")));
    });

    it("never takes an input for a part of a command", async () => {
        const nasty = `$(touch ${scene.project.folder}/hit) "; touch ${scene.project.folder}/hit; '`;
        for (const name of ["stack", "base", "plan", "fail-on", "comment-author", "github-token"]) {
            await scene.reviewed(review(""), "none: no changes", 0, { [name]: nasty });
            assert.ok(!existsSync(join(scene.project.folder, "hit")), name);
            if (!["comment-author", "github-token"].includes(name)) {
                assert.ok(scene.project.called().args.some((arg) => arg.endsWith(nasty)));
            }
        }
    });

    it("says what it does not know", async () => {
        const done = await scene.reviewed(review(""), "none", 0, { comment: "sometimes" });
        assert.match(done.log, /comment: is "sometimes"; write one of auto, always, never/);
        assert.match((await scene.run({ directory: "nowhere" })).log, /directory: there is no nowhere/);
    });

    describe("install", () => {
        it("goes by the lock file, in its folder, when emqx-ack is not there", async () => {
            scene.env.PATH = `${scene.project.folder}/tools:${scene.env.PATH}`;
            scene.project.write("package-lock.json", "{}");
            scene.project.write(
                "tools/npm",
                `#!/bin/sh\npwd > "${scene.project.folder}/npm.log"; echo "$@" >> "${scene.project.folder}/npm.log"\n`,
            );
            execFileSync("chmod", ["+x", join(scene.project.folder, "tools/npm")]);
            scene.project.write("infra/Pulumi.yaml", "");
            const done = await scene.run({ directory: join(scene.project.folder, "infra") });
            assert.equal(
                readFileSync(join(scene.project.folder, "npm.log"), "utf8"),
                `${scene.project.folder}\nci\n`,
            );
            assert.match(done.log, /emqx-ack is not installed in .*infra: add it to package.json/);
        });

        it("asks for a lock file or a command", async () => {
            assert.match((await scene.run()).log, /install: .* has no lock file \(package-lock.json/);
        });

        it("fails with the command's own end", async () => {
            assert.match((await scene.run({ install: "exit 9" })).log, /"exit 9" in .* ended with 9/);
        });
    });

    it("depends on nothing but Node, and takes actions of others by commit", () => {
        const scripts = readdirSync(PullRequestScene.file("action")).filter((file) => file.endsWith(".mjs"));
        for (const file of scripts) {
            const text = readFileSync(PullRequestScene.file("action", file), "utf8");
            for (const [, from] of text.matchAll(/ from "([^"]+)"/g))
                assert.match(from, /^(node:|\.\/)/, file);
        }
        for (const action of ["action.yml", "action/post/action.yml"]) {
            for (const { uses, run } of parse(readFileSync(PullRequestScene.file(action), "utf8")).runs
                .steps) {
                if (uses) assert.match(uses, /@[0-9a-f]{40}$/);
                else assert.doesNotMatch(run, /\$\{\{/);
            }
        }
    });
});
