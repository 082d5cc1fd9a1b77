import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import * as runtimeConfig from "@pulumi/pulumi/runtime/config";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { runInPulumiStack } from "@pulumi/pulumi/runtime/stack";
import * as state from "@pulumi/pulumi/runtime/state";
import { EngineLog } from "../../preview/monitor/engine";
import type { Diagnostic, Graph } from "../../preview/monitor/graph";
import { type Deployment, ResourceMonitor } from "../../preview/monitor/monitor";
import { type DrainAccess, drainAccess } from "../../provider/drain/seen/drainAccess";
import { type ClusterAccess, clusterAccess } from "../../provider/emqx/gate/seen/clusterAccess";
import { type CarryOverAccess, carryOverAccess } from "../../provider/operator/carryOver/carryOverAccess";
import { inProjectFolder } from "./projectFolder";
import { clusterOf, NO_OLD_NODES, NO_OTHER_LINE } from "./rolledOutCluster";

/** A program as the engine runs it: what it returns becomes the stack's outputs. */
export type Program = () => unknown;

export interface Run {
    readonly graph: Graph;
    /** What the program threw, in its own code or in an `apply`; absent when it went well. */
    readonly error?: Error;
}

export interface InProcessDeployment extends Deployment {
    /** What the gates of an EMQX cluster see of the Kubernetes cluster; "real" for what the kubeconfig leads to. */
    readonly cluster?: Partial<ClusterAccess> | "real";
    /** What a drain sees of the nodes, where the cluster is not real. Default: none of a former pool. */
    readonly nodes?: Partial<DrainAccess>;
    /** What an operator sees of the one before it, where the cluster is not real. Default: none of another line. */
    readonly operators?: Partial<CarryOverAccess>;
    /** Called with each message as it comes. */
    readonly onMessage?: (message: Diagnostic) => void;
    /** Makes remote components somewhere else, e.g. in a plugin. */
    readonly remote?: (monitor: ResourceMonitor, engine: EngineLog) => Promise<RemoteComponents>;
}

/** Answers registrations of remote components; undefined for one it knows nothing of. */
export interface RemoteComponents {
    register(request: RegisterResourceRequest): Promise<RegisterResourceResponse | undefined>;
    close(): void;
}

/** The parts of Pulumi's run-time that are not in its type declarations. */
interface Internals {
    setMockOptions(monitor: object, project: string, stack: string, dryRun: boolean, org: string): void;
    disconnect(signalShutdown: boolean): Promise<void>;
}
interface State {
    withLocalStorage<T>(run: () => Promise<T>): Promise<T>;
    getStore(): { settings: { engine: object } };
}

const MONITOR_CALLS = [
    "getDeploymentInfo",
    "supportsFeature",
    "invoke",
    "call",
    "readResource",
    "registerResource",
    "registerResourceOutputs",
    "registerStackTransform",
    "registerStackInvokeTransform",
    "registerResourceHook",
    "registerErrorHook",
    "registerPackage",
    "signalAndWaitForShutdown",
] as const;

const ENGINE_CALLS = ["log", "getRootResource", "setRootResource", "requirePulumiVersion"] as const;

// Uncaught errors belong to the program that runs, so only one can run at a time.
let previous: Promise<unknown> = Promise.resolve();

/** Runs a function as a Pulumi program in this process, under a resource monitor that is called directly. */
export function runInProcess(program: Program, deployment: InProcessDeployment): Promise<Run> {
    const run = previous.then(() => inProjectFolder(() => withRawTraces(() => execute(program, deployment))));
    previous = run.catch(() => undefined);
    return run;
}

/**
 * The SDK takes a stack trace for every promise and every resource; mapped to TypeScript they are most of a run's time. That of
 * an error is mapped all the same, when somebody looks at it after the run.
 */
async function withRawTraces<T>(run: () => Promise<T>): Promise<T> {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Object.assign(Error, { prepareStackTrace: undefined, stackTraceLimit: 3 });
    try {
        return await run();
    } finally {
        Object.assign(Error, { prepareStackTrace, stackTraceLimit });
    }
}

/** Time passes only for who sleeps, and then at once; who still waits when the program is over sleeps for good. */
function timelessClock(): { clock: typeof clusterAccess.clock; stop: () => void } {
    let now = Date.now();
    let over = false;
    const sleep = async (milliseconds: number) => {
        now += milliseconds;
        await turnOfTheEventLoop();
        if (over) await new Promise(() => undefined);
    };
    return {
        clock: { now: () => now, sleep },
        stop: () => {
            over = true;
        },
    };
}

async function execute(program: Program, deployment: InProcessDeployment): Promise<Run> {
    // The callback server that transforms run on is on the loopback interface, whatever proxy there is.
    process.env.no_grpc_proxy = "127.0.0.1,localhost";
    const monitor = new ResourceMonitor(deployment);
    const messages: Diagnostic[] = monitor.graph.diagnostics;
    const engine = new EngineLog((message) => {
        messages.push(message);
        deployment.onMessage?.(message);
    });
    const remote = await deployment.remote?.(monitor, engine);
    const uncaught = catchUncaught();
    const { open, clock } = clusterAccess;
    const timeless = timelessClock();
    const openNodes = drainAccess.open;
    const openOperators = carryOverAccess.open;
    const { cluster, nodes, operators } = deployment;
    // There is no API server: EMQX has rolled out, unless the test says what is seen of it.
    if (cluster !== "real") {
        clusterAccess.open = async () => ({ ...clusterOf(monitor.graph), ...cluster });
        clusterAccess.clock = timeless.clock;
        drainAccess.open = async () => ({ ...NO_OLD_NODES, ...nodes });
        carryOverAccess.open = async () => ({ ...NO_OTHER_LINE, ...operators });
    }
    try {
        const { withLocalStorage, getStore } = state as unknown as State;
        await withLocalStorage(async () => {
            const runtime = settings as unknown as Internals;
            runtime.setMockOptions(
                client(withRemote(monitor, remote), MONITOR_CALLS),
                deployment.project,
                deployment.stack,
                deployment.answers.dryRun,
                deployment.organization,
            );
            getStore().settings.engine = client(engine, ENGINE_CALLS);
            runtimeConfig.setAllConfig({ ...deployment.config }, [...deployment.secretKeys]);
            try {
                await Promise.race([runToTheEnd(program, runtime), uncaught.first]);
            } finally {
                settings.disconnectSync();
            }
        });
        await turnOfTheEventLoop();
    } catch (error) {
        await turnOfTheEventLoop();
        return { graph: monitor.graph, error: asError(error) };
    } finally {
        timeless.stop();
        clusterAccess.open = open;
        clusterAccess.clock = clock;
        drainAccess.open = openNodes;
        carryOverAccess.open = openOperators;
        uncaught.stop();
        remote?.close();
        monitor.close();
    }
    const logged = messages.filter(({ severity }) => severity === "error").map(({ message }) => message);
    const error = uncaught.errors[0] ?? (logged.length > 0 ? new Error(logged.join("\n")) : undefined);
    return { graph: monitor.graph, ...(error === undefined ? {} : { error }) };
}

async function runToTheEnd(program: Program, runtime: Internals): Promise<void> {
    await runInPulumiStack(async () => program());
    await runtime.disconnect(true);
}

/** A monitor whose remote components are made somewhere else. */
export function withRemote(monitor: ResourceMonitor, remote: RemoteComponents | undefined): ResourceMonitor {
    const registerResource = async (request: RegisterResourceRequest) =>
        (request.getRemote() ? await remote?.register(request) : undefined) ??
        (await monitor.registerResource(request));
    return Object.assign(Object.create(monitor), { registerResource });
}

/** A gRPC client's shape over an object with methods that take a message and give a message. */
function client<Name extends string>(
    service: Record<Name, (request: never) => unknown>,
    names: readonly Name[],
): object {
    const methods = names.map((name) => [
        name,
        (request: never, callback: (error: unknown, response?: unknown) => void) => {
            Promise.resolve()
                .then(() => service[name](request))
                .then(
                    (response) => callback(null, response),
                    (error) => callback(error),
                );
        },
    ]);
    return { ...Object.fromEntries(methods), close: () => undefined };
}

/** Takes uncaught errors away from the test runner while a program runs: they are the program's. */
function catchUncaught() {
    const events = ["uncaughtException", "unhandledRejection"] as const;
    const others = events.map((event) => [event, process.rawListeners(event)] as const);
    const errors: Error[] = [];
    let fail: (error: Error) => void = () => undefined;
    const first = new Promise<never>((_, reject) => {
        fail = reject;
    });
    first.catch(() => undefined);
    const listener = (error: unknown) => {
        errors.push(asError(error));
        fail(asError(error));
    };
    // An Output's error often finds its handler after it was reported; Node.js would warn of each.
    const nothing = () => undefined;
    process.on("rejectionHandled", nothing);
    for (const event of events) {
        process.removeAllListeners(event);
        process.on(event, listener);
    }
    return {
        errors,
        first,
        stop: () => {
            process.off("rejectionHandled", nothing);
            for (const [event, listeners] of others) {
                process.off(event, listener);
                for (const other of listeners) {
                    process.on(event, other as (...args: unknown[]) => void);
                }
            }
        },
    };
}

/** Node reports unhandled rejections once the current work is done. */
function turnOfTheEventLoop(): Promise<void> {
    return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

function asError(error: unknown): Error {
    return error instanceof Error ? error : new Error(String(error));
}
