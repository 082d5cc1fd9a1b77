import { existsSync, statSync } from "node:fs";
import { relative, sep } from "node:path";
import type { ChangeSet } from "./changes/change";
import { compareGraphs, compareWithState, failedProgram } from "./changes/compare";
import { standingAnswers } from "./changes/standingAnswers";
import { stateAnswers } from "./changes/stateAnswers";
import { readStateFile, type StateFile } from "./changes/stateFile";
import { givenAnswers } from "./givenAnswers";
import { runProgram } from "./host/lateRun";
import type { Outcome } from "./host/run";
import type { Answers } from "./monitor/answers";
import type { Graph } from "./monitor/graph";
import { type ResolvedConfig, resolveConfig } from "./project/config";
import { type FunctionData, readFunctionData } from "./project/functionData";
import { Placeholders } from "./project/placeholders";
import { StartProblem } from "./project/problem";
import { entryPoint, loadProject, type Project } from "./project/projectFile";
import { chooseStack, loadStackConfig, missingFile, type StackConfig } from "./project/stackFile";
import type { Progress } from "./render/progress";
import { type BaseProgram, baseProgram } from "./revision/baseProgram";

export interface ComparisonRequest {
    readonly directory: string;
    /** A git revision, `auto`, or the file of a state export. */
    readonly base: string;
    readonly stack?: string;
    readonly config: Readonly<Record<string, string>>;
    /** File with the answers of cloud functions, for both programs. */
    readonly data?: string;
}

/** What became of the comparison. */
export interface Comparison {
    readonly changes: ChangeSet;
    /** The program as it is now, where it failed: its messages are for the log. */
    readonly failed?: Outcome;
}

/** The base's program failed, so there is nothing to compare with. */
export interface NoBase {
    readonly failed: Outcome;
    readonly where: string;
}

interface Side {
    readonly project: Project;
    readonly config: ResolvedConfig;
}

/** Previews a program and what it is to be compared with, and compares the two. */
export async function previewAgainstBase(
    request: ComparisonRequest,
    progress: Progress,
): Promise<Comparison | NoBase> {
    const project = loadProject(request.directory);
    const isFile = existsSync(request.base) && statSync(request.base).isFile();
    if (!isFile && request.base.endsWith(".json")) {
        throw new StartProblem(
            `there is no ${request.base}; write one with: pulumi stack export --file ${request.base}`,
        );
    }
    return isFile ? againstState(project, request, progress) : againstRevision(project, request, progress);
}

async function againstState(
    project: Project,
    request: ComparisonRequest,
    progress: Progress,
): Promise<Comparison> {
    const state = readStateFile(request.base);
    const asked = request.stack ?? state.stack;
    const { name: stack } = chooseStack(project, asked);
    refuseOtherState(state, request.base, project.name, stack);
    const stackConfig = loadStackConfig(project, stack);
    const noFile = notesOn(missingFile(project, request.stack, stack));
    const config = resolveConfig(project, stack, stackConfig, request.config, new Placeholders("place"));
    const answers = givenAnswers(
        dataOf(request),
        stateAnswers(state, { project: project.name, stack }, config.placeholders.hide),
    );
    progress.start(`loading program ${project.name} ...`);
    const outcome = await run({ project, config }, stack, answers, (count) =>
        progress.update(`running program, resources so far: ${count} ...`),
    );
    progress.stop();
    if (outcome.errors.length > 0) {
        const changes = failedProgram(outcome.graph, outcome.errors, { label: state.label, source: "state" });
        return { changes: withNotes(changes, noFile, stackConfig), failed: outcome };
    }
    return { changes: withNotes(compareWithState(state, outcome.graph), noFile, stackConfig) };
}

function dataOf({ data }: ComparisonRequest): FunctionData | undefined {
    return data === undefined ? undefined : readFunctionData(data);
}

function notesOn(note: string | undefined): string[] {
    return note === undefined ? [] : [note];
}

function refuseOtherState(state: StateFile, file: string, project: string, stack: string): void {
    if (state.project !== undefined && state.project !== project) {
        throw new StartProblem(
            `${file} is the state of project ${state.project}, and the program is project ${project}; export the stack of this program`,
        );
    }
    if (state.stack !== undefined && state.stack !== stack) {
        throw new StartProblem(
            `${file} is the state of stack ${state.stack}, not of ${stack}; leave --stack out`,
        );
    }
}

async function againstRevision(
    project: Project,
    request: ComparisonRequest,
    progress: Progress,
): Promise<Comparison | NoBase> {
    const { name: stack } = chooseStack(project, request.stack);
    const stackConfig = loadStackConfig(project, stack);
    const noFile = notesOn(missingFile(project, request.stack, stack));
    progress.start("reading the base ...");
    const data = dataOf(request);
    const base = await baseProgram(project, request.base, (line) => progress.say(line));
    try {
        const former = base.project && loadStackConfig(base.project, stack);
        // With another key every ciphertext is another one, and only the keys can be compared.
        const identity = former?.encryption === stackConfig.encryption ? "ciphertext" : "place";
        const configOf = (of: Project, values: StackConfig) =>
            resolveConfig(of, stack, values, request.config, new Placeholders(identity));
        const head: Side = { project, config: configOf(project, stackConfig) };
        const other = baseSide(base, former, configOf);
        const [now, before] = await runBoth(
            head,
            other,
            stack,
            givenAnswers(data, standingAnswers),
            progress,
        );
        if (now.errors.length > 0) {
            const { label } = base;
            const changes = failedProgram(now.graph, now.errors, {
                label,
                source: "programs",
                ...(before?.errors.length === 0 ? { graph: before.graph } : {}),
            });
            return { changes: withNotes(changes, [...noFile, ...base.warnings], stackConfig), failed: now };
        }
        if (before !== undefined && before.errors.length > 0) {
            return { failed: asInRevision(before, base.directory), where: base.label };
        }
        const graph = before?.graph ?? nothingOf(now.graph);
        const isResealed = identity === "place" && former !== undefined && head.config.undecrypted.length > 0;
        const notes = [
            ...noFile,
            ...base.warnings,
            ...(isResealed
                ? [
                      "secrets of the configuration are encrypted with another key than at the base and cannot be compared",
                  ]
                : []),
        ];
        return { changes: withNotes(compareGraphs(graph, now.graph, base.label), notes, stackConfig) };
    } finally {
        progress.stop();
        base.remove();
    }
}

function baseSide(
    { project, label }: BaseProgram,
    stackConfig: StackConfig | undefined,
    configOf: (project: Project, stackConfig: StackConfig) => ResolvedConfig,
): Side | undefined {
    if (project === undefined || stackConfig === undefined) {
        return undefined;
    }
    try {
        return { project, config: configOf(project, stackConfig) };
    } catch (error) {
        throw error instanceof StartProblem ? new StartProblem(`at ${label}: ${error.message}`) : error;
    }
}

/** Both at once: each spends most of its time loading its own packages. */
async function runBoth(
    head: Side,
    base: Side | undefined,
    stack: string,
    answers: Answers,
    progress: Progress,
): Promise<[Outcome, Outcome | undefined]> {
    const counts = { head: 0, base: 0 };
    const count = (side: keyof typeof counts) => (resources: number) => {
        counts[side] = resources;
        const before = base === undefined ? "" : `, before: ${counts.base}`;
        progress.update(`running both programs, resources so far: ${counts.head}${before} ...`);
    };
    progress.update(
        `loading program ${head.project.name}${base === undefined ? "" : " as it is and as it was"} ...`,
    );
    const both = [
        run(head, stack, answers, count("head")),
        base && run(base, stack, answers, count("base")),
    ] as const;
    // One that cannot start does not leave the other alone.
    await Promise.allSettled(both);
    return Promise.all(both);
}

function run(
    { project, config }: Side,
    stack: string,
    answers: Answers,
    onProgress: (count: number) => void,
): Promise<Outcome> {
    return runProgram({ project, entryPoint: entryPoint(project), stack, config, answers, onProgress });
}

/** Places in the program's files as the revision has them, without the folder they were written to for this. */
function asInRevision({ graph, errors }: Outcome, directory: string): Outcome {
    const prefixes = [relative(process.cwd(), directory), directory].map((path) => `${path}${sep}`);
    const shown = (text: string) => prefixes.reduce((rest, prefix) => rest.replaceAll(prefix, ""), text);
    return {
        graph,
        errors: errors.map(({ message, frames }) => ({ message: shown(message), frames: frames.map(shown) })),
    };
}

function withNotes(changes: ChangeSet, notes: readonly string[], { environments }: StackConfig): ChangeSet {
    const missing = environments.map(
        (name) => `the ESC environment '${name}' is only in Pulumi Cloud; its values are missing here`,
    );
    return { ...changes, warnings: [...notes, ...changes.warnings, ...missing] };
}

function nothingOf({ project, stack }: Graph): Graph {
    return { project, stack, resources: [], defaultProviders: [], invokes: [], diagnostics: [], outputs: {} };
}
