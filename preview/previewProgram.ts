import { givenAnswers } from "./givenAnswers";
import { runProgram } from "./host/lateRun";
import type { Level } from "./impact/facts/level";
import { previewAnswers } from "./monitor/answers";
import type { Graph } from "./monitor/graph";
import { type ComparisonRequest, previewAgainstBase } from "./previewAgainstBase";
import { resolveConfig } from "./project/config";
import { readFunctionData } from "./project/functionData";
import { StartProblem } from "./project/problem";
import { entryPoint, loadProject, type Project } from "./project/projectFile";
import { chooseStack, loadStackConfig, missingFile } from "./project/stackFile";
import { renderErrors } from "./render/errors";
import { renderJson } from "./render/json";
import { pageWidth } from "./render/pageWidth";
import { Progress } from "./render/progress";
import { styleFor } from "./render/style";
import { renderText } from "./render/text";
import { writeReview } from "./review/output";

export interface PreviewRequest {
    readonly directory: string;
    /** Absent: the only stack that has a file, else `dev`. */
    readonly stack?: string;
    readonly config: Readonly<Record<string, string>>;
    /** File with the answers of cloud functions. */
    readonly data?: string;
    readonly format: "text" | "markdown" | "json";
    /** What to compare with; see {@link ComparisonRequest}. Absent: the program alone. */
    readonly base?: string;
    /** File that the comparison goes to, in place of standard output. */
    readonly output?: string;
    /** Level of the comparison from which on the exit code is 3. */
    readonly failOn?: Level;
}

/** Exit codes of `emqx-ack preview`; 3 is that of `writeReview`, for a level that was not to be reached. */
export const EXIT = { done: 0, programFailed: 1, couldNotStart: 2, interrupted: 130 } as const;

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
        return await (request.base === undefined
            ? run(request, progress)
            : review({ ...request, base: request.base }, progress));
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
    const { graph, errors } = await runProgram({
        project,
        entryPoint: entryPoint(project),
        stack: stack.name,
        config,
        answers: givenAnswers(
            request.data === undefined ? undefined : readFunctionData(request.data),
            previewAnswers,
        ),
        onProgress: (count) => progress.update(`running program, resources so far: ${count} ...`),
    });
    progress.stop();
    const noFile = missingFile(project, request.stack, stack.name);
    if (noFile !== undefined) warnFirst(graph, noFile);
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
        const text = renderText(graph, {
            style: styleFor(process.stdout, process.env),
            width: pageWidth(process.stdout, process.env),
            stackReason: stack.reason,
            undecrypted: config.undecrypted,
        });
        process.stdout.write(text);
    }
    return EXIT.done;
}

/** Before all that the program says, which may say it in fewer words. */
function warnFirst({ diagnostics }: Graph, message: string): void {
    const said = diagnostics.findIndex((d) => d.message.startsWith(message.slice(0, message.indexOf(":"))));
    if (said >= 0) diagnostics.splice(said, 1);
    diagnostics.unshift({ severity: "warning", message, ephemeral: false });
}

/** What the program changes, and what that does to a running cluster. */
async function review(request: PreviewRequest & ComparisonRequest, progress: Progress): Promise<number> {
    const comparison = await previewAgainstBase(request, progress);
    const { failed } = comparison;
    const whose =
        "where" in comparison
            ? `the program at ${comparison.where} failed, so there is nothing to compare with:\n`
            : "";
    if (failed !== undefined) {
        const style = styleFor(process.stderr, process.env);
        process.stderr.write(`${whose}${renderErrors(failed.graph, failed.errors, style)}\n`);
    }
    return "where" in comparison ? EXIT.programFailed : writeReview(comparison.changes, request);
}

function projectLabel(project: Project): string {
    return project.main === undefined ? project.name : `${project.name} (${project.main})`;
}
