import { previewAnswers } from "./monitor/answers";
import { resolveConfig } from "./project/config";
import { StartProblem } from "./project/problem";
import { entryPoint, loadProject, type Project } from "./project/projectFile";
import { chooseStack, loadStackConfig } from "./project/stackFile";
import { renderErrors } from "./render/errors";
import { renderJson } from "./render/json";
import { Progress } from "./render/progress";
import { styleFor } from "./render/style";
import { renderText } from "./render/text";

export interface PreviewRequest {
    readonly directory: string;
    /** Absent: the only stack that has a file, else `dev`. */
    readonly stack?: string;
    readonly config: Readonly<Record<string, string>>;
    readonly format: "text" | "json";
}

/** Exit codes of `emqx-ack preview`. */
export const EXIT = { done: 0, programFailed: 1, couldNotStart: 2, interrupted: 130 } as const;

/** A page is as wide as the terminal, but lines longer than this are hard to follow. */
const WIDTH = { default: 100, smallest: 60, largest: 120 };

/** Previews a program on standard output and gives the exit code. */
export async function previewProgram(request: PreviewRequest): Promise<number> {
    const progress = new Progress(process.stderr);
    const interrupt = () => {
        progress.stop();
        process.exit(EXIT.interrupted);
    };
    process.once("SIGINT", interrupt);
    process.once("SIGTERM", interrupt);
    try {
        return await run(request, progress);
    } catch (error) {
        if (!(error instanceof StartProblem)) {
            throw error;
        }
        progress.stop();
        const style = styleFor(process.stderr, process.env);
        process.stderr.write(`${style.error(style.bold("error:"))} ${error.message}\n`);
        return EXIT.couldNotStart;
    } finally {
        process.off("SIGINT", interrupt);
        process.off("SIGTERM", interrupt);
    }
}

async function run(request: PreviewRequest, progress: Progress): Promise<number> {
    const project = loadProject(request.directory);
    const stack = chooseStack(project, request.stack);
    const stackConfig = loadStackConfig(project, stack.name);
    const config = resolveConfig(project, stack.name, stackConfig, request.config);
    progress.start(`loading program ${projectLabel(project)} ...`);
    // Loaded late, so that a wrong option is told at once and the line above is there while gRPC loads.
    const { runProgram }: typeof import("./host/run") = require("./host/run");
    const { graph, errors } = await runProgram({
        project,
        entryPoint: entryPoint(project),
        stack: stack.name,
        config,
        answers: previewAnswers,
        onProgress: (count) => progress.update(`running program, resources so far: ${count} ...`),
    });
    progress.stop();
    for (const name of stackConfig.environments) {
        const message = `the ESC environment '${name}' is only in Pulumi Cloud; its values are missing here`;
        graph.diagnostics.push({ severity: "warning", message, ephemeral: false });
    }
    if (request.format === "json") {
        process.stdout.write(`${JSON.stringify(renderJson(graph, errors), null, 2)}\n`);
    }
    if (errors.length > 0) {
        const style = styleFor(process.stderr, process.env);
        process.stderr.write(`${renderErrors(graph, errors, style)}\n`);
        return EXIT.programFailed;
    }
    if (request.format === "text") {
        const columns = process.stdout.columns ?? WIDTH.default;
        const text = renderText(graph, {
            style: styleFor(process.stdout, process.env),
            width: Math.min(WIDTH.largest, Math.max(WIDTH.smallest, columns)),
            stackReason: stack.reason,
            undecrypted: config.undecrypted,
        });
        process.stdout.write(text);
    }
    return EXIT.done;
}

function projectLabel(project: Project): string {
    return project.main === undefined ? project.name : `${project.name} (${project.main})`;
}
