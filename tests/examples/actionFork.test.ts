import { strict as assert } from "node:assert";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { COMMIT, marker, PullRequestScene, review } from "../support/actions/pullRequestScene";

describe("action: pull request of a fork", () => {
    let scene: PullRequestScene;
    let reports: string;
    beforeEach(async () => {
        scene = new PullRequestScene();
        await scene.start();
        reports = join(scene.project.folder, "reports");
        follow({});
        scene.host.pullRequests.push(pull(7, COMMIT, 99));
    });
    afterEach(() => scene.stop());

    const follow = (change: object) =>
        scene.event("workflow_run", {
            workflow_run: {
                event: "pull_request",
                head_sha: COMMIT,
                head_branch: "more/brokers",
                head_repository: { id: 99, owner: { login: "mallory" } },
                html_url: "https://github.example/acme/iot/actions/runs/41",
                pull_requests: [],
                ...change,
            },
        });
    const pull = (number: number, sha: string, id: number) => ({
        number,
        head: { sha, label: "mallory:more/brokers", repo: { id } },
    });
    const post = () => scene.runAction("action/post/action.yml", { reports });

    it("each stack's review becomes a comment that says whose code made it", async () => {
        scene.project.write("reports/dev/review.md", review("for @acme/oncall", "dev"));
        scene.project.write("reports/prod/review.md", review("second", "prod"));
        const done = await post();
        assert.equal(done.code, 0, done.log);
        assert.deepEqual(
            scene.host.comments.map(({ body }) => body.split("\n")[0]),
            [marker("dev"), marker("prod")],
        );
        assert.match(
            scene.host.comments[0].body,
            /computed by the pull request's own code in \[this run\]\(.*runs\/41\)/,
        );
        assert.match(scene.host.comments[0].body, /for @\u200bacme\/oncall/);
        assert.ok(scene.host.requests.includes("POST /repos/acme/iot/issues/7/comments"));
    });

    it("the pull request is what GitHub says it is", async () => {
        scene.project.write("reports/review.md", review("x"));
        scene.project.write("reports/number", "1");
        scene.host.pullRequests.length = 0;
        scene.host.pullRequests.push(pull(1, "f".repeat(40), 99), pull(2, COMMIT, 98));
        const done = await post();
        assert.equal(done.code, 0);
        assert.match(done.log, /no open pull request has 1a2b3c4 as its newest commit/);
        scene.host.pullRequests.push(pull(3, COMMIT, 99), pull(4, COMMIT, 99));
        assert.match((await post()).log, /2 pull requests have 1a2b3c4 as their newest commit/);
        follow({ event: "push" });
        assert.match((await post()).log, /was for "push", not for a pull request/);
        assert.deepEqual(scene.host.comments, []);
    });

    it("a run without a review is a notice", async () => {
        const done = await post();
        assert.equal(done.code, 0);
        assert.match(done.log, /::notice .*::no comment: the run that it follows left no review/);
    });

    it("what is no review is not posted", async () => {
        scene.project.write("reports/evil.md", `hello ${marker("dev")}`);
        assert.match((await post()).log, /evil\.md is no review/);
        scene.project.write("reports/evil.md", `${marker("dev")} click here`);
        assert.match((await post()).log, /evil\.md is no review/);
        rmSync(join(reports, "evil.md"));
        symlinkSync("/etc", join(reports, "etc"));
        symlinkSync(scene.project.write("secret.md", review("secret")), join(reports, "link.md"));
        assert.match((await post()).log, /::notice .*::no comment: the run that it follows left no review/);
        for (let i = 0; i < 21; i++) scene.project.write(`reports/${i}.md`, review("x", `s${i}`));
        assert.match((await post()).log, /21 reports, more than 20/);
        assert.deepEqual(scene.host.comments, []);
    });
});
