import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ResolvedConfig } from "../project/config";
import { StartProblem } from "../project/problem";
import type { EntryPoint, Project } from "../project/projectFile";
import { MODULES_BY_LINE, PLAIN_ERRORS } from "./plainErrors";

/** A program to run, and the engine to run it under. */
export interface Launch {
    readonly project: Project;
    readonly entryPoint: EntryPoint;
    readonly stack: string;
    readonly organization: string;
    readonly config: ResolvedConfig;
    /** host:port of the resource monitor and the engine. */
    readonly address: string;
    readonly dryRun: boolean;
    /** A line that the program printed by itself. */
    onLine(line: string, stream: "stdout" | "stderr"): void;
}

/** How the program's process ended. */
export interface Exit {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

export interface RunningProgram {
    readonly exit: Promise<Exit>;
    kill(): void;
}

/** Starts a program as the engine's language host for Node.js does (sdk/nodejs/cmd/pulumi-language-nodejs). */
export function launch(program: Launch): RunningProgram {
    const { project, entryPoint, config } = program;
    const run = locateRuntime(entryPoint.directory);
    const child = spawn(
        process.execPath,
        [
            PLAIN_ERRORS,
            ...(project.runtime.typescript && isModule(entryPoint.directory) ? MODULES_BY_LINE : []),
            ...project.runtime.nodeArgs,
            run,
            ...["--monitor", program.address],
            ...["--engine", program.address],
            ...["--organization", program.organization],
            ...["--project", project.name],
            ...["--root-directory", project.root],
            ...["--stack", program.stack],
            ...["--pwd", entryPoint.directory],
            ...(program.dryRun ? ["--dry-run"] : []),
            ...["--parallel", "16"],
            entryPoint.entry,
        ],
        {
            cwd: entryPoint.directory,
            env: environment(project, config),
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    lines(child, "stdout", program.onLine);
    lines(child, "stderr", program.onLine);
    return {
        exit: new Promise((resolve, reject) => {
            child.on("error", reject);
            child.on("close", (code, signal) => resolve({ code, signal }));
        }),
        kill: () => child.kill("SIGKILL"),
    };
}

/** Pulumi's run-time comes from the program's own dependencies, so that the program meets the version it expects. */
function locateRuntime(directory: string): string {
    try {
        return createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    } catch {
        throw new StartProblem(
            `@pulumi/pulumi is not installed for this program: run npm install in ${directory}`,
        );
    }
}

/** Whether the closest package.json says so, as Node.js and Pulumi's run-time decide. */
function isModule(directory: string): boolean {
    for (let dir = directory; ; dir = dirname(dir)) {
        const file = join(dir, "package.json");
        if (existsSync(file)) return /"type"\s*:\s*"module"/.test(readFileSync(file, "utf8"));
        if (dir === dirname(dir)) return false;
    }
}

function environment(project: Project, config: ResolvedConfig): NodeJS.ProcessEnv {
    const {
        // A trace collector would be a connection to somewhere else.
        PULUMI_OTEL_EXPORTER_OTLP_ENDPOINT: _otel,
        PULUMI_NODEJS_TYPESCRIPT: _typescript,
        PULUMI_NODEJS_TSCONFIG_PATH: _tsconfig,
        ...inherited
    } = process.env;
    // The host sends keys as `namespace:config:key`; every SDK understands that form.
    const values = Object.entries(config.values).map(([key, value]) => [key.replace(":", ":config:"), value]);
    return {
        // A preview shows what a program registers; its types are for the editor, `tsc` and `pulumi up`.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        ...inherited,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(values)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
        ...(project.runtime.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
        ...(project.runtime.tsconfig === undefined
            ? {}
            : { PULUMI_NODEJS_TSCONFIG_PATH: project.runtime.tsconfig }),
        // gRPC would otherwise send calls to this machine through a proxy.
        no_grpc_proxy: ["127.0.0.1", "localhost", inherited.no_grpc_proxy].filter(Boolean).join(","),
    };
}

function lines(child: ChildProcess, name: "stdout" | "stderr", onLine: Launch["onLine"]): void {
    let rest = "";
    const stream = child[name];
    stream?.setEncoding("utf8");
    stream?.on("data", (chunk: string) => {
        const parts = (rest + chunk).split("\n");
        rest = parts.pop() ?? "";
        for (const line of parts) {
            onLine(line, name);
        }
    });
    stream?.on("end", () => {
        if (rest !== "") {
            onLine(rest, name);
        }
    });
}
