import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { PullRequestScene, review } from "../support/actions/pullRequestScene";

describe("action: GitLab", () => {
    let scene: PullRequestScene;
    beforeEach(async () => {
        scene = new PullRequestScene();
        await scene.start();
    });
    afterEach(() => scene.stop());

    /** Runs the job's script on a review, with GitLab's variables for merge request 7. */
    const note = (change: Record<string, string> = {}): Promise<{ code: number; log: string }> => {
        const file = scene.project.write("review.md", review("restart"));
        const env = {
            CI_API_V4_URL: scene.env.GITHUB_API_URL,
            CI_PROJECT_ID: "5",
            CI_MERGE_REQUEST_IID: "7",
            CI_COMMIT_SHORT_SHA: "1a2b3c4",
            CI_JOB_URL: "https://gitlab.example/job/1",
            REVIEW_TOKEN: scene.host.token,
            ...change,
        };
        return new Promise((resolve) => {
            const args = [PullRequestScene.file("action/note.mjs"), file];
            execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
                resolve({ code: Number(error?.code ?? 0), log: stdout + stderr }),
            );
        });
    };

    it("the merge request's one note is written, then updated", async () => {
        for (let i = 0; i < 120; i++) scene.host.add("alice", review("theirs"));
        assert.equal((await note()).code, 0);
        scene.host.comments[120].body = review("older");
        assert.match((await note()).log, /note updated/);
        assert.equal(scene.host.comments.length, 121);
        assert.match(scene.host.comments[120].body, /restart\n\n<sub>Commit 1a2b3c4, \[job\]/);
        assert.ok(
            scene.host.requests.some((r) => r.startsWith("PUT /projects/5/merge_requests/7/notes/121")),
        );
    });

    it("a pipeline without the token says so and passes", async () => {
        const done = await note({ REVIEW_TOKEN: "" });
        assert.equal(done.code, 0);
        assert.match(done.log, /no note: REVIEW_TOKEN is not set/);
    });

    it("a token that may not is a failure with the reason", async () => {
        const done = await note({ REVIEW_TOKEN: "bad" });
        assert.equal(done.code, 1);
        assert.match(done.log, /no note: GET \/user was answered 401: Bad credentials/);
    });
});
