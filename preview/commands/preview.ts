import { type Command, InvalidArgumentError, Option } from "commander";
import type { Level } from "../impact/facts/level";
import { previewProgram } from "../previewProgram";
import { failOnOption, outputOption } from "../review/options";

interface PreviewOptions {
    readonly stack?: string;
    readonly config: Record<string, string>;
    readonly data?: string;
    readonly format: "text" | "markdown" | "json";
    readonly base?: string;
    readonly output?: string;
    readonly failOn?: Level;
}

/** What only a comparison has an answer to. */
const NEEDS_BASE = { output: "--output", failOn: "--fail-on" } as const;

/** `emqx-ack preview [DIR]` */
export function registerPreview(program: Command): void {
    program
        .command("preview")
        .description(
            "show what `pulumi up` would create on an empty stack, or with --base what it changes on one that exists: " +
                "runs the Pulumi program of a directory without a cloud account, credentials, a network, a state " +
                "backend or the Pulumi CLI",
        )
        .argument("[dir]", "directory of the program, or one beneath it", ".")
        .option(
            "-b, --base <revision>",
            "compare with a git revision, with `auto` (where this branch left the one it goes into), or with the file " +
                "of `pulumi stack export`, and say what the changes do to live sessions",
        )
        .option(
            "-s, --stack <name>",
            "stack whose Pulumi.<stack>.yaml to use (default: that of the state export, else the only one, else dev)",
        )
        .option(
            "-c, --config <key=value>",
            "configuration over the stack's; may be repeated",
            collectConfig,
            {},
        )
        .option(
            "-d, --data <file>",
            "answers of cloud functions such as alicloud.getZones(), by token and arguments in YAML or JSON, or as a real " +
                "run with PULUMI_DEBUG_GRPC=<file> recorded them (default: their results are not known)",
        )
        .addOption(
            new Option(
                "-f, --format <format>",
                "text for people, json for programs (docs/preview-json.md; with --base docs/review-json.md), " +
                    "markdown for a comment on a pull request (with --base)",
            )
                .choices(["text", "markdown", "json"])
                .default("text"),
        )
        .addOption(outputOption())
        .addOption(failOnOption())
        .action(async (dir: string, options: PreviewOptions, command: Command) => {
            refuseWithoutBase(options, command);
            process.exitCode = await previewProgram({ directory: dir, ...options });
        });
}

function refuseWithoutBase(options: PreviewOptions, command: Command): void {
    if (options.base !== undefined) {
        return;
    }
    const given = Object.entries(NEEDS_BASE).flatMap(([key, name]) =>
        options[key as keyof typeof NEEDS_BASE] === undefined ? [] : [name],
    );
    const all = [...(options.format === "markdown" ? ["--format markdown"] : []), ...given];
    if (all.length > 0) {
        command.error(
            `error: ${all.join(" and ")} need${all.length === 1 ? "s" : ""} --base: a revision, auto, or the file of a state export`,
            { exitCode: 2 },
        );
    }
}

function collectConfig(text: string, previous: Record<string, string>): Record<string, string> {
    const split = text.indexOf("=");
    if (split <= 0) {
        throw new InvalidArgumentError("write it as key=value or namespace:key=value.");
    }
    return { ...previous, [text.slice(0, split)]: text.slice(split + 1) };
}
