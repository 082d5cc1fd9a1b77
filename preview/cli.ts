#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
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

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
});

const program = new Command("emqx-ack")
    .description("EMQX for millions of MQTT connections on Alibaba Cloud ACK: tools around the components")
    .version(packageVersion())
    .showHelpAfterError("(--help shows what there is)")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE));
registerPreview(program);
registerReview(program);
registerKernelCommand(program);
registerPlan(program);

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
});
