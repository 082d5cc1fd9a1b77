import { type Cloud, startCloud } from "../cloud";
import { type ControlPlane, connect, type Kube, needsControlPlane, startControlPlane } from "../controlPlane";
import { type Operator, type OperatorOptions, startOperator } from "../operator";

/** What all scenarios share: an API server, ACK's cloud beside it, and an operator that looks after every EMQX object. */
export interface ScenarioCluster {
    readonly controlPlane: ControlPlane;
    readonly kubeconfig: string;
    readonly kube: Kube;
    /** Ends the operator that acts and lets one with these options act, as a new version of it would. */
    replaceOperator(options: OperatorOptions): Promise<void>;
    /** What the operator complained about lately. */
    readonly complaints: readonly string[];
}

interface Running extends ScenarioCluster {
    stop(): Promise<void>;
}

let shared: Promise<Running> | undefined;

/** Starts it once for all files of scenarios; it ends with the test run. */
export function scenarioCluster(): Promise<ScenarioCluster> {
    shared ??= start();
    return shared;
}

/** What a suite begins with: skips or fails it, with the reason, where there is no cluster to be had. */
export async function needsScenarioCluster(suite: Mocha.Context): Promise<ScenarioCluster> {
    // Building the programs of a control plane for the first time takes minutes.
    suite.timeout(900_000);
    needsControlPlane.call(suite);
    return scenarioCluster();
}

after(async function () {
    this.timeout(60_000);
    const running = shared;
    shared = undefined;
    await (await running?.catch(() => undefined))?.stop();
});

async function start(): Promise<Running> {
    const controlPlane = await startControlPlane({ name: "scenarios" });
    const { kubeconfig } = controlPlane;
    const parts: { operator?: Operator; cloud?: Cloud } = {};
    const complaints: string[] = [];
    const begin = async (options: OperatorOptions) => {
        parts.operator = await startOperator(kubeconfig, {
            log: (line) => complaints.push(`${new Date().toISOString()} ${line}`),
            ...options,
        });
    };
    const stop = async () => {
        await Promise.all([parts.operator?.stop(), parts.cloud?.stop()]);
        await controlPlane.stop();
    };
    try {
        const kube = await connect(kubeconfig);
        parts.cloud = await startCloud(kubeconfig);
        await begin({});
        const replaceOperator = async (options: OperatorOptions) => {
            await parts.operator?.stop();
            await begin(options);
        };
        return { controlPlane, kubeconfig, kube, replaceOperator, complaints, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}
