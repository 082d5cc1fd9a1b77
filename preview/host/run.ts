import type { Answers } from "../monitor/answers";
import { EngineLog } from "../monitor/engine";
import type { Diagnostic, Graph } from "../monitor/graph";
import { ResourceMonitor } from "../monitor/monitor";
import { serve } from "../monitor/server";
import type { ResolvedConfig } from "../project/config";
import type { EntryPoint, Project } from "../project/projectFile";
import { type ProgramError, parseProgramError } from "./errorText";
import { EXIT_MARK } from "./plainErrors";
import { type Exit, launch } from "./programHost";

/** A Pulumi program that is ready to start. */
export interface ProgramRun {
    readonly project: Project;
    readonly entryPoint: EntryPoint;
    readonly stack: string;
    readonly config: ResolvedConfig;
    readonly answers: Answers;
    /** Called with the number of resources whenever there is one more. */
    onProgress?(resources: number): void;
}

export interface Outcome {
    readonly graph: Graph;
    /** Why the program failed; empty when it ran to its end. */
    readonly errors: readonly ProgramError[];
}

/** What Pulumi shows as the organization of a stack in a backend that has none. */
const ORGANIZATION = "organization";

/** Exit code of a program whose error has been logged already (sdk/nodejs/cmd/run/index.ts). */
const ALREADY_LOGGED = 32;

/** Runs a program in a process of its own under our resource monitor, to its end. */
export async function runProgram(run: ProgramRun): Promise<Outcome> {
    const { placeholders } = run.config;
    const monitor = new ResourceMonitor({
        project: run.project.name,
        stack: run.stack,
        organization: ORGANIZATION,
        config: run.config.values,
        secretKeys: run.config.secretKeys,
        answers: run.answers,
        hide: placeholders.hide,
        onResource: run.onProgress,
    });
    const { graph } = monitor;
    let exitCall: ProgramError | undefined;
    const report = (message: Diagnostic) => {
        graph.diagnostics.push({ ...message, message: placeholders.hideInText(message.message) });
    };
    const server = await serve(monitor, new EngineLog(report));
    try {
        const program = launch({
            ...run,
            organization: ORGANIZATION,
            address: server.address,
            dryRun: run.answers.dryRun,
            onLine: (line, source) => {
                const [printed = "", stack] = line.split(EXIT_MARK);
                if (stack !== undefined) exitCall = parseProgramError(JSON.parse(stack), process.cwd());
                if (stack !== undefined && printed === "") return;
                report({ severity: "info", source, message: printed, ephemeral: false });
            },
        });
        // Whatever ends this process ends the program, which would otherwise wait for an engine that is gone.
        process.once("exit", program.kill);
        const exit = await program.exit;
        process.off("exit", program.kill);
        return { graph, errors: errorsOf(graph, exit, exitCall) };
    } finally {
        monitor.close();
        server.close();
    }
}

/** `exitCall`: where `process.exit` was called; by the program only where one of its own files is among the frames. */
function errorsOf(graph: Graph, exit: Exit, exitCall: ProgramError | undefined): ProgramError[] {
    const logged = graph.diagnostics.filter(({ severity }) => severity === "error");
    const errors = logged.map(({ message }) => parseProgramError(message, process.cwd()));
    if (errors.length > 0 || exit.code === 0) {
        return errors;
    }
    if (exitCall !== undefined && exitCall.frames.length > 0) return [exitCall];
    const said = graph.diagnostics.filter(({ source }) => source === "stderr").map(({ message }) => message);
    if (exit.code === ALREADY_LOGGED && said.length > 0) {
        return [parseProgramError(said.join("\n"), process.cwd())];
    }
    const how = exit.signal === null ? `with exit code ${exit.code}` : `by signal ${exit.signal}`;
    return [{ message: `the program's process ended ${how} before it was done`, frames: [] }];
}
