import type { EmqxArgs, EmqxOnAckArgs } from "../../provider";
import { LoadBalancerKind } from "../../provider";
import { deleteNamespace } from "../controlPlane";
import { type ChildRun, Deployment, runInChild, type Step } from "../engine";
import type { UpOptions } from "../engine/deployment";
import type { OperatorOptions } from "../operator";
import type { OperatorLine } from "../operator/line";
import { lineOf, USUAL_LINE } from "../operator/lines";
import { recordTimeline, type Timeline } from "../operator/timeline";
import type { Change } from "./change";
import { type ScenarioCluster, scenarioCluster } from "./cluster";
import { installDefinitions, replaceDefinitions } from "./definitions";
import emqxOnAck, { type StackInput } from "./program";
import { timed } from "./timedStep";

/** What a scenario asks for: the stack's arguments, those about its cluster and EMQX's beside the defaults. */
export type StackArgs = Partial<Omit<EmqxOnAckArgs, "emqx">> & { readonly emqx?: EmqxArgs };

export interface StackOptions {
    /** Keeps the stack's state where another process finds it. */
    readonly stateFile?: string;
    /** The line that its EMQX object is of, by the version of its API. Default: 2.2's. */
    readonly apiVersion?: string;
    /** What its program is given to reach the cluster with. Default: all rights, and the direct way. */
    readonly kubeconfig?: string;
    /** What all its runs have in common. */
    readonly args?: StackArgs;
}

export const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h"];
const VSWITCHES = ZONES.map((zoneId, i) => ({ zoneId, vswitchId: `vsw-${i}` }));

/** One `EmqxOnAck` on the scenarios' cluster, in a namespace of its own. */
export class Stack {
    readonly namespace: string;
    private ofLine: OperatorLine;
    private readonly deployment: Deployment;

    private constructor(
        readonly name: string,
        readonly cluster: ScenarioCluster,
        private readonly options: StackOptions,
    ) {
        this.namespace = name;
        this.ofLine = lineOf(options.apiVersion ?? USUAL_LINE.apiVersion);
        this.deployment = this.newDeployment();
    }

    /** A stack that finds cert-manager and operator installed, unless its arguments say otherwise. */
    static async of(name: string, options: StackOptions = {}): Promise<Stack> {
        const stack = new Stack(name, await scenarioCluster(), options);
        const { cluster, line } = stack;
        await cluster.serve(line.apiVersion);
        if (options.args?.existingOperator !== false) await installDefinitions(cluster.kube, line);
        return stack;
    }

    /** The line that its EMQX object is of. */
    get line(): OperatorLine {
        return this.ofLine;
    }

    /** Its EMQX object, without its spec. */
    get object() {
        return {
            apiVersion: this.line.apiVersion,
            kind: "EMQX",
            metadata: { name: "emqx", namespace: this.namespace },
        };
    }

    /** Runs the program with these arguments and records what happens meanwhile. */
    async up(args: StackArgs = {}, options: UpOptions = {}): Promise<Change> {
        const timeline = await this.record();
        try {
            const result = await this.deployment.up(() => emqxOnAck(this.input(args)), options);
            await timeline.stop();
            const { rollout } = this.line;
            return { result, entries: timeline.entries, steps: timed(result.steps, timeline.began), rollout };
        } finally {
            await timeline.stop();
        }
    }

    /** The same in a process of its own, which can be killed; needs a state file. */
    startUp(args: StackArgs = {}): ChildRun {
        const { stateFile } = this.options;
        if (stateFile === undefined) throw new Error(`stack ${this.name} has no state file to hand on`);
        return runInChild({
            programFile: require.resolve("./program.ts"),
            input: this.input(args),
            kubeconfig: this.cluster.kubeconfig,
            stateFile,
        });
    }

    destroy(): Promise<Step[]> {
        return this.deployment.destroy();
    }

    /** Destroys it, and what a cluster of its own would have taken with it. */
    async end(): Promise<void> {
        await this.destroy();
        await this.cluster.kube.delete(this.object);
        // Ours ends with the tests; somebody else's is to be left as it was.
        if (this.cluster.controlPlane.external) await deleteNamespace(this.cluster.kube, this.namespace);
    }

    /** Goes on from the state file, as a new process would. */
    resumed(): Stack {
        return new Stack(this.name, this.cluster, this.options);
    }

    /**
     * The cluster's operator ends, the definitions become another line's and that line's operator begins, for who finds it installed. The
     * object is read in that line's version from now on.
     */
    async moveToLine(apiVersion: string, options: OperatorOptions = {}): Promise<void> {
        const { cluster } = this;
        await cluster.endOperator();
        this.ofLine = lineOf(apiVersion);
        await replaceDefinitions(cluster.kube, this.ofLine);
        await cluster.replaceOperator({ ...options, apiVersion });
    }

    /** The same where the stack's own program brings definitions and operator: only what is read of the object changes. */
    readAs(apiVersion: string): void {
        this.ofLine = lineOf(apiVersion);
    }

    async record(): Promise<Timeline & { readonly began: number }> {
        const timeline = await recordTimeline(this.cluster.kubeconfig, {
            namespace: this.namespace,
            apiVersion: this.line.apiVersion,
        });
        return { began: Date.now(), entries: timeline.entries, stop: timeline.stop };
    }

    private newDeployment(): Deployment {
        const { stateFile } = this.options;
        return new Deployment({
            kubeconfig: this.cluster.kubeconfig,
            ...(stateFile === undefined ? {} : { stateFile }),
        });
    }

    private input(args: StackArgs): StackInput {
        const all = { ...this.options.args, ...args };
        const kubeconfig = this.options.kubeconfig ?? this.cluster.kubeconfig;
        return {
            name: this.name,
            args: {
                ...(all.newCluster === undefined
                    ? { existingCluster: { clusterId: "c-scenarios", kubeconfig, vswitches: VSWITCHES } }
                    : {}),
                existingCertManager: true,
                existingOperator: true,
                loadBalancer: { kind: LoadBalancerKind.Nlb },
                ...all,
                emqx: {
                    namespace: this.namespace,
                    version: "5.7.1",
                    evacuation: this.line.leastWaits,
                    timeoutMinutes: 4,
                    ...this.options.args?.emqx,
                    ...args.emqx,
                },
            },
        };
    }
}
