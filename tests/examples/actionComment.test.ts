import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { marker, PullRequestScene, review } from "../support/actions/pullRequestScene";

describe("action: comment", () => {
    let scene: PullRequestScene;
    beforeEach(async () => {
        scene = new PullRequestScene();
        await scene.start();
    });
    afterEach(() => scene.stop());

    it("is written once, with commit and run, and the review is on the run's page too", async () => {
        const done = await scene.reviewed(review("3 brokers restart"));
        assert.equal(done.code, 0, done.log);
        assert.deepEqual(
            scene.host.comments.map(({ body }) => body),
            [
                `${review("3 brokers restart")}\n<sub>Commit 1a2b3c4, [run](https://github.example/acme/iot/actions/runs/42)</sub>\n`,
            ],
        );
        assert.ok(done.summary.includes("3 brokers restart"));
        assert.equal(done.outputs.level, "rolling");
        assert.equal(readFileSync(done.outputs.report, "utf8"), review("3 brokers restart"));
    });

    it("is updated by the next review, and left alone when nothing changed", async () => {
        scene.host.add("alice", "looks good");
        await scene.reviewed(review("first"));
        await scene.reviewed(review("second"));
        assert.equal(scene.host.comments.length, 2);
        assert.match(scene.host.comments[1].body, /second/);
        scene.host.requests.length = 0;
        // GitHub gives line ends back as it likes.
        scene.host.comments[1].body = scene.host.comments[1].body.replaceAll("\n", "\r\n");
        await scene.reviewed(review("second"));
        assert.deepEqual(
            scene.host.requests.map((r) => r.split(" ")[0]),
            ["GET"],
        );
    });

    it("is one a stack", async () => {
        await scene.reviewed(review("first", "dev"));
        await scene.reviewed(review("first", "dev-2"));
        await scene.reviewed(review("second", "dev"));
        assert.deepEqual(
            scene.host.comments.map(({ body }) => body.split("\n").slice(0, 2)),
            [
                [marker("dev"), "second"],
                [marker("dev-2"), "first"],
            ],
        );
    });

    it("of somebody else is never touched, whatever it says", async () => {
        const theirs = [review("mine"), `> ${review("quoted")}`].map((body) =>
            scene.host.add("mallory", body),
        );
        scene.host.add(scene.host.account, `about ${marker("dev")}`);
        const before = structuredClone(theirs);
        await scene.reviewed(review("ours"));
        assert.deepEqual(scene.host.comments.slice(0, 2), before);
        assert.equal(scene.host.comments.length, 4);
    });

    it("is found behind hundreds of others", async () => {
        for (let i = 0; i < 250; i++) scene.host.add("alice", `comment ${i}`);
        const ours = scene.host.add(scene.host.account, review("old"));
        await scene.reviewed(review("new"));
        assert.match(ours.body, /new/);
        assert.equal(scene.host.comments.length, 251);
    });

    it("is one again after two runs wrote one each", async () => {
        for (const text of ["a", "b"]) scene.host.add(scene.host.account, review(text));
        await scene.reviewed(review("c"));
        assert.equal(scene.host.comments.length, 1);
        assert.match(scene.host.comments[0].body, /\nc\n/);
    });

    it("is a warning and the summary where the token cannot write", async () => {
        scene.host.forbidWrites = true;
        const done = await scene.reviewed(review("restart"));
        assert.equal(done.code, 0);
        assert.match(
            done.log,
            /::warning title=emqx-ack::no comment: POST .* was answered 403: Resource not/,
        );
        assert.match(done.log, /pull-requests: write/);
        assert.match(done.summary, /restart/);
    });

    it("that is wanted always fails the job without", async () => {
        scene.host.forbidWrites = true;
        const done = await scene.reviewed(review("restart"), "rolling: 1", 0, { comment: "always" });
        assert.equal(done.code, 1);
        assert.match(done.log, /::error title=emqx-ack::no comment: /);
    });

    it("is not asked for with never", async () => {
        await scene.reviewed(review("restart"), "rolling: 1", 0, { comment: "never" });
        assert.deepEqual(scene.host.requests, []);
    });

    it("gets through a rate limit and a bad gateway", async () => {
        scene.host.failures.push({ status: 403, retryAfter: 0 }, { status: 502, retryAfter: 0 });
        const done = await scene.reviewed(review("restart"));
        assert.equal(done.code, 0, done.log);
        assert.equal(scene.host.comments.length, 1);
    });

    it("keeps what a comment takes, without its last line if need be", async () => {
        const long = `${marker("dev")}\n${"x".repeat(65_536 - marker("dev").length - 1)}`;
        const done = await scene.reviewed(long);
        assert.equal(done.code, 0, done.log);
        assert.equal(scene.host.comments[0].body, long);
        assert.match(
            (await scene.reviewed(`${long}y`)).log,
            /the review has 65537 characters; a comment takes 65536/,
        );
    });

    it("is left out for a push, which has no pull request", async () => {
        scene.env.GITHUB_EVENT_NAME = "push";
        const done = await scene.reviewed(review("restart"));
        assert.equal(done.code, 0);
        assert.match(done.log, /::notice title=emqx-ack::no comment: a run for "push" has no pull request/);
        assert.match(done.summary, /restart/);
    });
});
