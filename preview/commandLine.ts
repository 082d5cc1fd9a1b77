import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { registerAdopt } from "./commands/adopt";
import { registerKernelCommand } from "./commands/kernel";
import { registerPlan } from "./commands/plan";
import { registerPreview } from "./commands/preview";
import { registerReview } from "./commands/review";

/** Misuse: an unknown command or option, or a value that cannot be. */
const EXIT_USAGE = 2;

/** Compiled, this file is at bin/preview/cli.js; in a working copy at preview/cli.ts. */
function packageVersion(): string {
    for (const up of ["../..", ".."]) {
        try {
            const content = readFileSync(join(__dirname, up, "package.json"), "utf8");
            return (JSON.parse(content) as { version: string }).version;
        } catch {
            // Not there: the other place has it.
        }
    }
    return "unknown";
}

/** `emqx-ack` with its commands; what it parses sets the exit code, and misuse ends the process. */
export function commandLine(): Command {
    const program = new Command("emqx-ack")
        .description(
            "EMQX for millions of MQTT connections on Alibaba Cloud ACK: tools around the components",
        )
        .version(packageVersion())
        .showHelpAfterError("(--help shows what there is)")
        .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
    registerAdopt(program);
    registerPreview(program);
    registerReview(program);
    registerKernelCommand(program);
    registerPlan(program);
    return program;
}
