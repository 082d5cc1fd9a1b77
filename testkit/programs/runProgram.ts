import { runProgram as runInChild } from "../../preview/host/run";
import { type Answers, previewAnswers } from "../../preview/monitor/answers";
import { resolveConfig } from "../../preview/project/config";
import { entryPoint, loadProject } from "../../preview/project/projectFile";
import { chooseStack, loadStackConfig } from "../../preview/project/stackFile";
import type { DrainAccess } from "../../provider/drain/seen/drainAccess";
import type { ClusterAccess } from "../../provider/emqx/gate/seen/clusterAccess";
import type { CarryOverAccess } from "../../provider/operator/carryOver/carryOverAccess";
import { type InProcessDeployment, type Program, runInProcess } from "./inProcess";
import { ProgramGraph } from "./programGraph";
import { type UpdateFakes, updateAnswers } from "./updateAnswers";

export interface RunOptions extends UpdateFakes {
    /** `preview` (default): nothing exists, ids are unknown. `update`: everything gets made-up ids and results. */
    mode?: "preview" | "update";
    /** Answers of another kind, in place of those of the mode. */
    answers?: Answers;
    /** Default `project`. */
    project?: string;
    /** Default `stack`. */
    stack?: string;
    /** `namespace:key` to value; a key without a namespace belongs to the project. */
    config?: Record<string, string>;
    /** What the gates see of the Kubernetes cluster, in an update in process. Default: nothing before, all rolled out after. */
    cluster?: Partial<ClusterAccess> | "real";
    /** What a drain sees of the nodes, in an update in process. Default: none of a former pool. */
    nodes?: Partial<DrainAccess>;
    /** What an operator sees of the one before it, in an update in process. Default: none of another line. */
    operators?: Partial<CarryOverAccess>;
    /** Makes the remote components of a program in process. */
    remote?: InProcessDeployment["remote"];
    /** Keys of `config` whose values are secrets. */
    secretConfig?: string[];
}

/**
 * Runs a Pulumi program: a function in this process, which takes milliseconds, or the program of a directory in a
 * process of its own. Rejects with the error the program threw.
 */
export async function runProgram(program: Program | string, options: RunOptions = {}): Promise<ProgramGraph> {
    if (typeof program === "string") {
        return runDirectory(program, options);
    }
    const { graph, error } = await runInProcess(program, deployment(options));
    if (error !== undefined) {
        throw error;
    }
    return new ProgramGraph(graph);
}

/** Runs a program that has to fail; gives its error and what it had registered until then. */
export async function runFailingProgram(
    program: Program,
    options: RunOptions = {},
): Promise<{ error: Error; graph: ProgramGraph }> {
    const { graph, error } = await runInProcess(program, deployment(options));
    if (error === undefined) {
        throw new Error("the program was expected to fail, but it ran to its end");
    }
    return { error, graph: new ProgramGraph(graph) };
}

/** `project` is the directory's own; `config` goes over its stack file. */
async function runDirectory(directory: string, options: RunOptions): Promise<ProgramGraph> {
    const project = loadProject(directory);
    const { name: stack } = chooseStack(project, options.stack);
    const { graph, errors } = await runInChild({
        project,
        entryPoint: entryPoint(project),
        stack,
        config: resolveConfig(project, stack, loadStackConfig(project, stack), options.config ?? {}),
        answers: answers(options),
    });
    if (errors.length > 0) {
        throw new Error(errors.map(({ message, frames }) => [message, ...frames].join("\n  at ")).join("\n"));
    }
    return new ProgramGraph(graph);
}

function answers(options: RunOptions): Answers {
    if (options.answers !== undefined) {
        return options.answers;
    }
    return options.mode === "update" ? updateAnswers(options) : previewAnswers;
}

function deployment(options: RunOptions): InProcessDeployment {
    const project = options.project ?? "project";
    const qualified = (key: string) => (key.includes(":") ? key : `${project}:${key}`);
    const config = Object.entries(options.config ?? {}).map(([key, value]) => [qualified(key), value]);
    return {
        project,
        stack: options.stack ?? "stack",
        organization: "organization",
        config: Object.fromEntries(config),
        secretKeys: (options.secretConfig ?? []).map(qualified),
        answers: answers(options),
        ...(options.cluster ? { cluster: options.cluster } : {}),
        ...(options.nodes ? { nodes: options.nodes } : {}),
        ...(options.operators ? { operators: options.operators } : {}),
        ...(options.remote ? { remote: options.remote } : {}),
    };
}
