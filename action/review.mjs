// Step: runs the review; leaves the report, its level and whether it goes too far.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCommand } from "./findCommand.mjs";
import { addSummary, error, optional, required, Stop, setOutput, step } from "./workflow.mjs";

const LEVEL = /^(none|reload|rolling|reconnect|data|refused)\b/m;
const COMMENT = ["auto", "always", "never"];
/** The command's exit codes for a review that reaches `--fail-on`, and for one of a program that fails. */
const REACHED = 3;
const PROGRAM_FAILED = 1;
/** Tokens of the job, and the files that steer its later steps: not for the pull request's program. */
const NOT_FOR_PROGRAMS = /^(GITHUB_(TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|ACTIONS_.*|REVIEW_.*)$/;

await step(async () => {
    if (optional("GITHUB_EVENT_NAME") === "pull_request_target") {
        throw new Stop(
            "the review runs the pull request's program, and pull_request_target would run it with a token that can " +
                'write. Use "on: pull_request", and post-review.yml for forks (docs/review.md)',
        );
    }
    if (!COMMENT.includes(required("REVIEW_COMMENT"))) {
        throw new Stop(`comment: is "${process.env.REVIEW_COMMENT}"; write one of ${COMMENT.join(", ")}`);
    }
    const directory = resolve(required("REVIEW_DIRECTORY"));
    const command = findCommand(directory);
    if (command === undefined) {
        throw new Stop(
            `emqx-ack is not installed in ${directory}: add it to package.json, or see the input "install"`,
        );
    }
    const report = join(mkdtempSync(join(optional("RUNNER_TEMP") ?? tmpdir(), "emqx-ack-")), "review.md");
    const { code, output } = await run(command, commandLine(directory, report));
    // The base's program may have failed as well, and then there is no review.
    const isRefused = code === PROGRAM_FAILED && existsSync(report);
    if (code !== 0 && code !== REACHED && !isRefused) {
        error(`there is no review: emqx-ack ended with ${code}; the log says why`);
        process.exitCode = code === null ? 1 : code;
        return;
    }
    addSummary(readFileSync(report, "utf8"));
    setOutput("report", report);
    setOutput("level", LEVEL.exec(output)?.[1] ?? "");
    setOutput("reached", String(code === REACHED));
    setOutput("refused", String(isRefused));
});

function commandLine(directory, report) {
    const plan = optional("REVIEW_PLAN");
    const stack = optional("REVIEW_STACK");
    const failOn = optional("REVIEW_FAIL_ON");
    return [
        ...(plan === undefined
            ? ["preview", directory, "--base", required("REVIEW_BASE")]
            : ["review", resolve(plan)]),
        // A plan carries the name of its stack.
        ...(plan === undefined && stack !== undefined ? ["--stack", stack] : []),
        ...["--format", "markdown", "--output", report],
        ...(failOn === undefined ? [] : ["--fail-on", failOn]),
    ];
}

/** Runs the command; what it writes goes to the log as it comes. */
function run(command, args) {
    const env = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !NOT_FOR_PROGRAMS.test(name)),
    );
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] });
        let output = "";
        child.stdout.setEncoding("utf8").on("data", (text) => {
            output += text;
            process.stdout.write(text);
        });
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, output }));
    });
}
