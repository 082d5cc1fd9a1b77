import { type Command, InvalidArgumentError, Option } from "commander";

interface PreviewOptions {
    readonly stack?: string;
    readonly config: Record<string, string>;
    readonly format: "text" | "json";
}

/** `emqx-ack preview [DIR]` */
export function registerPreview(program: Command): void {
    program
        .command("preview")
        .description(
            "show what `pulumi up` would create on an empty stack: runs the Pulumi program of a directory without " +
                "a cloud account, credentials, a network, a state backend or the Pulumi CLI",
        )
        .argument("[dir]", "directory of the program, or one beneath it", ".")
        .option(
            "-s, --stack <name>",
            "stack whose Pulumi.<stack>.yaml to use (default: the only one, else dev)",
        )
        .option(
            "-c, --config <key=value>",
            "configuration over the stack's; may be repeated",
            collectConfig,
            {},
        )
        .addOption(
            new Option("-f, --format <format>", "text for people, json for programs (docs/preview-json.md)")
                .choices(["text", "json"])
                .default("text"),
        )
        .action(async (dir: string, options: PreviewOptions) => {
            // Loaded late: other commands and --help do without YAML and the renderers.
            const { previewProgram }: typeof import("../previewProgram") = require("../previewProgram");
            process.exitCode = await previewProgram({ directory: dir, ...options });
        });
}

function collectConfig(text: string, previous: Record<string, string>): Record<string, string> {
    const split = text.indexOf("=");
    if (split <= 0) {
        throw new InvalidArgumentError("write it as key=value or namespace:key=value.");
    }
    return { ...previous, [text.slice(0, split)]: text.slice(split + 1) };
}
