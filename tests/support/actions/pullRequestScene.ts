import { join, resolve } from "node:path";
import { CodeHost } from "./codeHost";
import { type ActionRun, runAction } from "./compositeAction";
import { ReviewedProject } from "./reviewedProject";

const ROOT = resolve(__dirname, "../../..");

/** Newest commit of the pull request. */
export const COMMIT = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d";

/** First line of a stack's review. */
export const marker = (stack: string) => `<!-- emqx-ack-review:iot/${stack} -->`;

/** A review of the given text. */
export const review = (text: string, stack = "dev") => `${marker(stack)}\n${text}\n`;

/** Pull request 7 of acme/iot: its code host, its project with a made-up `emqx-ack`, and a job's environment. */
export class PullRequestScene {
    public readonly host = new CodeHost();
    public readonly project = new ReviewedProject();
    public env: Record<string, string> = {};

    public async start(): Promise<void> {
        this.env = {
            // npm puts this project's own emqx-ack on PATH.
            PATH: (process.env.PATH ?? "").replace(/[^:]*node_modules\/\.bin:/g, ""),
            TOKEN: this.host.token,
            GITHUB_API_URL: await this.host.start(),
            GITHUB_SERVER_URL: "https://github.example",
            GITHUB_REPOSITORY: "acme/iot",
            GITHUB_RUN_ID: "42",
        };
        this.event("pull_request", { pull_request: { number: 7, head: { sha: COMMIT } } });
    }

    public stop(): void {
        this.host.stop();
        this.project.remove();
    }

    /** What the workflow runs for. */
    public event(name: string, payload: object): void {
        this.env.GITHUB_EVENT_NAME = name;
        this.env.GITHUB_EVENT_PATH = this.project.write("event.json", JSON.stringify(payload));
    }

    /** Runs the action, or another one of this repository, in the project's folder. */
    public run(inputs: Record<string, string> = {}): Promise<ActionRun> {
        return this.runAction("action.yml", { directory: this.project.folder, ...inputs });
    }

    public runAction(file: string, inputs: Record<string, string>): Promise<ActionRun> {
        return runAction(resolve(ROOT, file), inputs, this.env, this.project.folder);
    }

    /** Runs the action with a command that writes this review and ends so. */
    public reviewed(
        body: string,
        line = "rolling: 2 changes",
        code = 0,
        inputs: Record<string, string> = {},
    ): Promise<ActionRun> {
        this.project.answer({ body, line, code });
        return this.run(inputs);
    }

    /** A file of this repository. */
    public static file(...path: string[]): string {
        return join(ROOT, ...path);
    }
}
