import type { Diagnostic, Graph } from "../../preview/monitor/graph";
import type { WireObject } from "../../preview/monitor/wire";
import { connect } from "../controlPlane/kube";
import { type Program, runInProcess } from "../programs/inProcess";
import { ProgramGraph } from "../programs/programGraph";
import { renderedChart } from "../programs/renderedChart";
import { definitionsOf } from "./charts/operatorChart";
import { type ProviderOf, providersOn } from "./providers";
import { removeResources } from "./removal";
import { type PendingOperation, State, type StateEntry } from "./state";
import type { Step } from "./step";
import { Update } from "./update";
import type { WaitLimits } from "./waitLimits";

export interface DeploymentOptions extends WaitLimits {
    /** Text of the kubeconfig of the cluster that everything goes to. */
    readonly kubeconfig: string;
    /** Keeps the stack's state across processes; without it the state is this object's own. */
    readonly stateFile?: string;
    /** Default: "project". */
    readonly project?: string;
    /** Default: "stack". */
    readonly stack?: string;
}

export interface UpOptions {
    /** `namespace:key` to value; a key without a namespace belongs to the project. */
    readonly config?: Readonly<Record<string, string>>;
    readonly secretConfig?: readonly string[];
    /**
     * Results of providers' functions; getClusterCredential gives the kubeconfig, and the operator's chart its CRDs, unless this
     * says otherwise.
     */
    readonly invoke?: (token: string, args: WireObject) => WireObject | undefined;
    readonly onStep?: (step: Step) => void;
    readonly onMessage?: (message: TimedDiagnostic) => void;
}

export interface TimedDiagnostic extends Diagnostic {
    /** Milliseconds of the epoch. */
    readonly at: number;
}

export interface UpResult {
    /** Why it failed; absent when it went well. */
    readonly error?: Error;
    readonly graph: ProgramGraph;
    readonly steps: readonly Step[];
    readonly messages: readonly TimedDiagnostic[];
    readonly outputs: Graph["outputs"];
}

/**
 * A stack on a real API server: runs an unmodified program in this process, makes what it asks for as Pulumi's engine and
 * providers would, and remembers it, so that the next run is an update.
 */
export class Deployment {
    private readonly state: State;

    constructor(private readonly options: DeploymentOptions) {
        this.state = new State(options.stateFile);
    }

    /** What the stack consists of, dependencies first. */
    get resources(): readonly StateEntry[] {
        return this.state.entries;
    }

    async up(program: Program, options: UpOptions = {}): Promise<UpResult> {
        const { project = "project", stack = "stack" } = this.options;
        const steps: Step[] = [];
        const messages: TimedDiagnostic[] = [];
        const onMessage = (message: Diagnostic) => {
            const timed = { ...message, at: Date.now() };
            messages.push(timed);
            options.onMessage?.(timed);
        };
        const context = await this.context((step) => {
            steps.push(step);
            options.onStep?.(step);
        });
        const interrupted = this.state.beginRun();
        if (interrupted.length > 0) onMessage(pendingOperations(interrupted));
        const update = new Update({
            ...context,
            project,
            stack,
            invoke: (token, args) => this.invoke(token, args, options),
        });
        const { graph, error } = await runInProcess(program, {
            project,
            stack,
            organization: "organization",
            ...configuration(project, options),
            answers: update,
            cluster: "real",
            onMessage,
        });
        const failure = error ?? update.error;
        await update.settle();
        this.state.addComponents(graph.resources);
        const result = { graph: new ProgramGraph(graph), steps, messages, outputs: graph.outputs };
        if (failure !== undefined) return { ...result, error: failure };
        try {
            await removeResources(update.condemned(), context);
        } catch (deletion) {
            return { ...result, error: deletion as Error };
        }
        return result;
    }

    /** Deletes everything, dependents first. */
    async destroy(): Promise<Step[]> {
        const steps: Step[] = [];
        this.state.beginRun();
        await removeResources(this.state.entries, await this.context((step) => steps.push(step)));
        return steps;
    }

    private async context(onStep: (step: Step) => void) {
        const kube = await connect(this.options.kubeconfig);
        const providerOf: ProviderOf = providersOn(kube);
        return { state: this.state, providerOf, limits: this.options, onStep };
    }

    private invoke(token: string, args: WireObject, { invoke }: UpOptions): WireObject | undefined {
        const answer = invoke?.(token, args);
        if (answer !== undefined) return answer;
        if (token.includes("getClusterCredential")) return { kubeConfig: this.options.kubeconfig };
        return renderedChart(token, args, definitionsOf) ?? {};
    }
}

function configuration(project: string, { config = {}, secretConfig = [] }: UpOptions) {
    const qualified = (key: string) => (key.includes(":") ? key : `${project}:${key}`);
    return {
        config: Object.fromEntries(Object.entries(config).map(([key, value]) => [qualified(key), value])),
        secretKeys: secretConfig.map(qualified),
    };
}

/** In the engine's words. */
function pendingOperations(interrupted: readonly PendingOperation[]): Diagnostic {
    const listed = interrupted.map(
        ({ op, urn }) => `\n  * ${urn}, interrupted while ${op.replace(/e$/, "")}ing`,
    );
    const message = `Attempting to deploy or update resources with ${interrupted.length} pending operations from previous deployment.${listed.join("")}`;
    return { severity: "warning", message, ephemeral: false };
}
