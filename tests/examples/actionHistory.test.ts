import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PullRequestScene, review } from "../support/actions/pullRequestScene";

const git = (cwd: string, ...args: string[]) =>
    execFileSync(
        "git",
        ["-c", "user.name=t", "-c", "user.email=t@t", "-c", "commit.gpgsign=false", ...args],
        {
            cwd,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        },
    ).trim();

describe("action: history", () => {
    let scene: PullRequestScene;
    beforeEach(async () => {
        scene = new PullRequestScene();
        await scene.start();
    });
    afterEach(() => scene.stop());

    let origin: string;

    /** A repository whose main and branch have each gone 70 commits from where they parted. */
    before(function () {
        this.timeout(30_000);
        origin = mkdtempSync(join(tmpdir(), "emqx-ack-origin-"));
        git(origin, "init", "--quiet", "--initial-branch=main");
        const commits = (branch: string, parent: string, count: number) => {
            let tip = parent;
            for (let i = 0; i < count; i++) {
                const from = tip === "" ? [] : ["-p", tip];
                tip = git(
                    origin,
                    "commit-tree",
                    "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                    ...from,
                    "-m",
                    `${branch} ${i}`, // Or commits of one second would be the same on both branches.
                );
            }
            git(origin, "update-ref", branch, tip);
            return tip;
        };
        git(origin, "hash-object", "-t", "tree", "-w", "/dev/null");
        const parted = commits("refs/heads/main", "", 1);
        const main = commits("refs/heads/main", parted, 70);
        const branch = commits("refs/heads/feature", parted, 70);
        const merged = git(
            origin,
            "commit-tree",
            "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
            "-p",
            main,
            "-p",
            branch,
            "-m",
            "m",
        );
        git(origin, "update-ref", "refs/pull/7/merge", merged);
    });
    after(() => rmSync(origin, { recursive: true, force: true }));

    /** What actions/checkout leaves: one commit of the given ref, detached. */
    const checkout = (ref: string) => {
        git(scene.project.folder, "init", "--quiet", "--initial-branch=work");
        git(scene.project.folder, "remote", "add", "origin", `file://${origin}`);
        git(
            scene.project.folder,
            "fetch",
            "--quiet",
            "--depth=1",
            "origin",
            `+${ref}:refs/remotes/pull/7/merge`,
        );
        git(scene.project.folder, "checkout", "--quiet", "--detach", "refs/remotes/pull/7/merge");
        scene.env.GITHUB_BASE_REF = "main";
    };

    it("of a checkout of the merge commit is fetched as far as the merge base", async () => {
        checkout("refs/pull/7/merge");
        await scene.reviewed(review(""));
        assert.equal(
            git(scene.project.folder, "merge-base", "HEAD", "origin/main"),
            git(origin, "rev-parse", "main"),
        );
    });

    it("of a checkout of the branch itself is too", async () => {
        checkout("refs/heads/feature");
        const done = await scene.reviewed(review(""));
        assert.equal(
            git(scene.project.folder, "merge-base", "HEAD", "origin/main"),
            git(origin, "rev-parse", "main~70"),
            done.log,
        );
    });

    it("that cannot be fetched is a sentence", async () => {
        checkout("refs/heads/feature");
        git(scene.project.folder, "remote", "set-url", "origin", "file:///nonexistent");
        const done = await scene.reviewed(review(""));
        assert.equal(done.code, 0);
        assert.match(done.log, /::warning title=emqx-ack::The merge base with main .* set fetch-depth: 0/);
    });

    it("is left alone with a base of the user's", async () => {
        checkout("refs/heads/feature");
        await scene.reviewed(review(""), "none: no changes", 0, { base: "HEAD~1" });
        assert.throws(() => git(scene.project.folder, "rev-parse", "--verify", "origin/main"));
    });

    it("reviews a real pull request of the example with the real command", async function () {
        this.timeout(300_000);
        const example = PullRequestScene.file("examples/pull-request-preview");
        const config = readFileSync(join(example, "Pulumi.prod.yaml"), "utf8");
        for (const file of ["index.ts", "package.json", "tsconfig.json", "Pulumi.yaml", "Pulumi.prod.yaml"]) {
            scene.project.write(file, readFileSync(join(example, file), "utf8"));
        }
        scene.project.write(".gitignore", "node_modules\nevent.json\n");
        symlinkSync(PullRequestScene.file("node_modules"), join(scene.project.folder, "node_modules"));
        git(scene.project.folder, "init", "--quiet", "--initial-branch=main");
        git(scene.project.folder, "add", ".");
        git(scene.project.folder, "commit", "--quiet", "--message=base");
        git(scene.project.folder, "update-ref", "refs/remotes/origin/main", "HEAD");
        scene.env.GITHUB_BASE_REF = "main";

        const before = await scene.run({ stack: "prod" });
        assert.equal(before.code, 0, before.log);
        assert.equal(before.outputs.level, "none");
        assert.match(
            scene.host.comments[0].body,
            /^<!-- emqx-ack-review:emqx-reviewed\/prod -->\nno changes\n/,
        );

        scene.project.write(
            "Pulumi.prod.yaml",
            config.replace("6.3.1", "6.3.2").replace("replicants: 3", "replicants: 4"),
        );
        git(scene.project.folder, "commit", "--quiet", "--all", "--message=pull request");
        const after = await scene.run({ stack: "prod", "fail-on": "rolling" });
        assert.equal(after.code, 1, after.log);
        assert.equal(after.outputs.level, "rolling");
        assert.equal(scene.host.comments.length, 1);
        assert.match(scene.host.comments[0].body, /emqx\/emqx:6\.3\.1/);
        assert.match(after.log, /the review's level is "rolling", and fail-on is "rolling"/);
    });
});
