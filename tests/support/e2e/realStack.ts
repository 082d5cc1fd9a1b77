import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { EngineEvent, LocalWorkspaceOptions, OutputMap, Stack } from "@pulumi/pulumi/automation";
import { ROOT } from "../cli";
import { pluginsAreExact } from "./pulumiTools";

export interface RunResult {
    /** Everything that Pulumi printed, as it is when piped. */
    readonly output: string;
    /** Exit code was 0. */
    readonly succeeded: boolean;
    /** In the order in which they came. */
    readonly events: readonly EngineEvent[];
    /** Milliseconds of the epoch. */
    readonly began: number;
    readonly ended: number;
    readonly outputs: OutputMap;
}

export interface RunOptions {
    /** Interrupts the run, as Ctrl-C does. */
    readonly signal?: AbortSignal;
    /** Sees the output as it comes. */
    readonly onOutput?: (text: string) => void;
}

/** A stack of a program in tests/e2e/program on the real engine, with all that belongs to it in one folder. */
export interface RealStack {
    /** The program of the runs that follow, by its file; `stack.ts` until then. */
    setProgram(file: string): void;
    /** As on another machine, where no run has been before. */
    forgetMadeCharts(): void;
    /** The stack's arguments, without the cluster; they hold for the runs that follow. */
    setArguments(args: object): Promise<void>;
    up(options?: RunOptions): Promise<RunResult>;
    refresh(): Promise<RunResult>;
    destroy(): Promise<RunResult>;
    /** The state file as it is on the disk. */
    state(): string;
    /** Interrupts what runs still, as it does when a test was given up; resolves when it has ended. */
    stop(): Promise<void>;
}

const NAME = "test";
const PROJECT = "emqx-ack-e2e";

export interface RealStackOptions {
    /** An empty folder of its own. */
    readonly folder: string;
    /** Configuration that is kept encrypted. */
    readonly secrets: Readonly<Record<string, string>>;
}

export async function createRealStack({ folder, secrets }: RealStackOptions): Promise<RealStack> {
    const workDir = join(folder, "project");
    const backend = join(folder, "state");
    for (const made of [workDir, backend]) mkdirSync(made, { recursive: true });
    writeProject(workDir);
    // Loaded here, since it takes seconds and suites that skip themselves never get here.
    const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
    const options: LocalWorkspaceOptions = { workDir, envVars: environment(folder, backend) };
    const stack = await LocalWorkspace.createStack({ stackName: NAME, workDir }, options);
    await stack.setAllConfig(
        Object.fromEntries(Object.entries(secrets).map(([key, value]) => [key, { value, secret: true }])),
    );
    const running = new Map<Promise<unknown>, AbortController>();
    const start = ({ signal, onOutput }: RunOptions, command: Command): Promise<RunResult> => {
        const stopping = new AbortController();
        const either = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
        const started = run(stack, { onOutput, signal: either }, command);
        running.set(started, stopping);
        return started.finally(() => running.delete(started));
    };
    return {
        setProgram: (file) => writeProgram(workDir, file),
        forgetMadeCharts: () => rmSync(join(workDir, ".emqx-ack"), { recursive: true }),
        setArguments: (args) => stack.setConfig("args", { value: JSON.stringify(args) }),
        up: (given = {}) => start(given, (shared) => stack.up(shared)),
        refresh: () => start({}, (shared) => stack.refresh(shared)),
        destroy: () => start({}, (shared) => stack.destroy(shared)),
        state: () => readFileSync(stateFile(backend), "utf8"),
        stop: async () => {
            for (const stopping of running.values()) stopping.abort();
            await Promise.allSettled(running.keys());
        },
    };
}

/** Nothing of the user's own Pulumi is touched, and nothing asked of the network that can be had here. */
function environment(folder: string, backend: string): Record<string, string> {
    return {
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CREDENTIALS_PATH: folder,
        PULUMI_CONFIG_PASSPHRASE: "of the end-to-end tests",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        DO_NOT_TRACK: "1",
        TS_NODE_PROJECT: join(ROOT, "tsconfig.json"),
        ...(pluginsAreExact() ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" } : {}),
    };
}

/**
 * A project as a user has it, apart from one thing: its node_modules hold Pulumi's own SDK alone, or the engine would fetch a
 * plugin for every provider it finds there.
 */
function writeProject(workDir: string): void {
    const settings = {
        name: PROJECT,
        runtime: { name: "nodejs", options: { typescript: false } },
        main: "index.js",
    };
    writeFileSync(join(workDir, "Pulumi.yaml"), JSON.stringify(settings));
    writeFileSync(join(workDir, "package.json"), JSON.stringify({ name: PROJECT, private: true }));
    writeProgram(workDir, "stack.ts");
    mkdirSync(join(workDir, "node_modules", "@pulumi"), { recursive: true });
    const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
    symlinkSync(sdk, join(workDir, "node_modules", "@pulumi", "pulumi"));
}

function writeProgram(workDir: string, file: string): void {
    const program = join(ROOT, "tests", "e2e", "program", file);
    writeFileSync(
        join(workDir, "index.js"),
        [
            `require(${JSON.stringify(require.resolve("ts-node/register/transpile-only"))});`,
            `module.exports = require(${JSON.stringify(program)});`,
            "",
        ].join("\n"),
    );
}

type SharedOptions = {
    onOutput: (text: string) => void;
    onError: (text: string) => void;
    onEvent: (event: EngineEvent) => void;
    signal?: AbortSignal;
    color: "never";
};

type Command = (options: SharedOptions) => Promise<unknown>;

async function run(stack: Stack, { signal, onOutput }: RunOptions, command: Command): Promise<RunResult> {
    const began = Date.now();
    const events: EngineEvent[] = [];
    let output = "";
    const collect = (text: string) => {
        output += text;
        onOutput?.(text);
    };
    const options: SharedOptions = {
        onOutput: collect,
        onError: collect,
        onEvent: (event) => events.push(event),
        color: "never",
        ...(signal ? { signal } : {}),
    };
    let succeeded = true;
    try {
        await command(options);
    } catch (error) {
        succeeded = false;
        // A failed run has printed its reason; anything else is an error of the test.
        if (output === "") throw error;
    }
    return { output, succeeded, events, began, ended: Date.now(), outputs: await stack.outputs() };
}

function stateFile(backend: string): string {
    const folder = join(backend, ".pulumi", "stacks");
    const files = readdirSync(folder, { recursive: true }) as string[];
    return join(folder, files.find((file) => file.endsWith(`${NAME}.json`)) ?? `${NAME}.json`);
}
