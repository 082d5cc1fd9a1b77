import { type Cloud, startCloud } from "../cloud";
import { type ControlPlane, connect, type Kube, needsControlPlane, startControlPlane } from "../controlPlane";
import { type Operator, type OperatorOptions, startOperator } from "../operator";
import { USUAL_LINE } from "../operator/lines";

/** What all scenarios share: an API server, ACK's cloud beside it, and one operator, since there can be one a cluster. */
export interface ScenarioCluster {
    readonly controlPlane: ControlPlane;
    readonly kubeconfig: string;
    readonly kube: Kube;
    /** Starts an operator for the objects of this version of the API unless it acts; rejects while one of another line does. */
    serve(apiVersion: string): Promise<void>;
    /**
     * Ends the operator that acts and lets one with these options act, as a new version of it would, or one of another line if they name one. Definitions
     * stay as they are: a chart brings them, or `installDefinitions`.
     */
    replaceOperator(options: OperatorOptions): Promise<void>;
    /** Nobody looks after objects from then on. */
    endOperator(): Promise<void>;
    /** What the operators complained about lately. */
    readonly complaints: readonly string[];
    end(): Promise<void>;
}

let shared: Promise<ScenarioCluster> | undefined;

/**
 * Starts it once for all files of scenarios that this process runs, and it ends with the process. Processes side by side have one
 * each: as on ACK, a stack takes any node with its role and profile, so two stacks at once would take each other's.
 */
export function scenarioCluster(): Promise<ScenarioCluster> {
    shared ??= start();
    return shared;
}

/**
 * A cluster for one file alone, until what is returned is called: one whose operator defines the same kinds otherwise than that
 * of the files before it in this process.
 */
export async function separateScenarioCluster(suite: Mocha.Context): Promise<() => Promise<void>> {
    suite.timeout(900_000);
    needsControlPlane.call(suite);
    const [before, separate] = [shared, start()];
    shared = separate;
    await separate;
    return async () => {
        shared = before;
        await (await separate).end();
    };
}

/** What a suite begins with: skips or fails it, with the reason, where there is no cluster to be had. */
export async function needsScenarioCluster(suite: Mocha.Context): Promise<ScenarioCluster> {
    // Building the programs of a control plane for the first time takes minutes.
    suite.timeout(900_000);
    needsControlPlane.call(suite);
    return scenarioCluster();
}

async function start(): Promise<ScenarioCluster> {
    const controlPlane = await startControlPlane({ name: "scenarios" });
    const { kubeconfig } = controlPlane;
    let acting: { readonly apiVersion: string; readonly operator: Promise<Operator> } | undefined;
    let cloud: Cloud | undefined;
    const complaints: string[] = [];
    const begin = (apiVersion: string, options: OperatorOptions) => {
        const log = (line: string) => complaints.push(`${new Date().toISOString()} ${line}`);
        const operator = startOperator(kubeconfig, { log, ...options, apiVersion });
        acting = { apiVersion, operator };
        return operator;
    };
    try {
        const kube = await connect(kubeconfig);
        cloud = await startCloud(kubeconfig);
        const serve = async (apiVersion: string) => {
            if (acting !== undefined && acting.apiVersion !== apiVersion) {
                throw new Error(
                    `the operator of ${acting.apiVersion} acts in this cluster; one of ${apiVersion} needs a separate one`,
                );
            }
            await (acting?.operator ?? begin(apiVersion, {}));
        };
        const endOperator = async () => {
            const before = acting;
            acting = undefined;
            await (await before?.operator)?.stop();
        };
        const replaceOperator = async (options: OperatorOptions) => {
            const apiVersion = options.apiVersion ?? acting?.apiVersion ?? USUAL_LINE.apiVersion;
            await endOperator();
            await begin(apiVersion, options);
        };
        return { controlPlane, kubeconfig, kube, serve, endOperator, replaceOperator, complaints, end };
    } catch (error) {
        await end();
        throw error;
    }

    async function end(): Promise<void> {
        await Promise.allSettled([acting?.operator.then(({ stop }) => stop()), cloud?.stop()]);
        await controlPlane.stop();
    }
}
