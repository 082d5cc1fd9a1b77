import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Command } from "commander";
import { fromEnginePlan } from "../changes/enginePlan";
import type { Level } from "../impact/facts/level";
import { fileTrouble } from "../project/fileTrouble";
import { StartProblem } from "../project/problem";
import { styleFor } from "../render/style";
import { failOnOption, formatOption, outputOption, type ReviewFormat } from "../review/options";
import { writeReview } from "../review/output";

interface ReviewOptions {
    readonly format: ReviewFormat;
    readonly output?: string;
    readonly failOn?: Level;
}

const EXIT_COULD_NOT_START = 2;

/** `emqx-ack review PLAN.json` */
export function registerReview(program: Command): void {
    program
        .command("review")
        .description(
            "say what a change does to live MQTT sessions, from what the real engine planned: the output of `pulumi preview --json`",
        )
        .argument("<plan>", "file with the output of `pulumi preview --json`, or - for standard input")
        .addOption(formatOption())
        .addOption(outputOption())
        .addOption(failOnOption())
        .action((plan: string, options: ReviewOptions) => {
            try {
                process.exitCode = review(plan, options);
            } catch (error) {
                if (!(error instanceof StartProblem)) throw error;
                const style = styleFor(process.stderr, process.env);
                process.stderr.write(`${style.error(style.bold("error:"))} ${error.message}\n`);
                process.exitCode = EXIT_COULD_NOT_START;
            }
        });
}

function review(plan: string, options: ReviewOptions): number {
    const content = parsed(plan, readText(plan));
    return writeReview(fromEnginePlan(content, plan === "-" ? "of the engine" : basename(plan)), options);
}

function readText(plan: string): string {
    try {
        return readFileSync(plan === "-" ? 0 : plan, "utf8");
    } catch (error) {
        throw new StartProblem(
            `${plan}: ${fileTrouble(error)}; give the output of \`pulumi preview --json\``,
        );
    }
}

function parsed(plan: string, text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        const hint = text.trim() === "" ? "it is empty" : "it is no JSON";
        throw new StartProblem(
            `${plan}: ${hint}; write it with \`pulumi preview --json > ${plan === "-" ? "plan.json" : plan}\``,
        );
    }
}
