import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { liveObjects } from "../adopt/liveObjects";
import { fileTrouble } from "../project/fileTrouble";

/** What nobody can adopt. */
const EXIT_REFUSED = 1;

/** Adds `emqx-ack adopt`, which prints a program for EMQX objects that run already. */
export function registerAdopt(program: Command): void {
    program
        .command("adopt")
        .description(
            "print a program, and the lines that import, for EMQX objects that run already: kubectl get emqx --output yaml | emqx-ack adopt -",
        )
        .argument("<file>", "objects as kubectl prints them (YAML or JSON), `-` for standard input")
        .action(async (file: string, _: unknown, command: Command) => {
            const { objects, problems } = liveObjects(contentOf(file, command));
            // Loads Pulumi's SDK, which the other commands do without.
            const { adoptionOf } = require("../adopt/adoption") as typeof import("../adopt/adoption");
            const { adoptionText } = require("../adopt/text") as typeof import("../adopt/text");
            const failed = problems.map((problem) => `${file}: ${problem}`);
            for (const object of objects) {
                const adoption = await adoptionOf(object);
                if (typeof adoption === "string")
                    failed.push(`EMQX "${object.instance}" in namespace "${object.namespace}": ${adoption}`);
                else process.stdout.write(adoptionText(adoption));
            }
            for (const sentence of failed) process.stderr.write(`error: ${sentence}\n`);
            if (failed.length > 0) process.exitCode = EXIT_REFUSED;
        });
}

function contentOf(file: string, command: Command): string {
    try {
        return readFileSync(file === "-" ? 0 : file, "utf8");
    } catch (error) {
        return command.error(`error: ${file} cannot be read: ${fileTrouble(error)}`, { exitCode: 2 });
    }
}
