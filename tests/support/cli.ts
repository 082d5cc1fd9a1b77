import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(__dirname, "..", "..");

export interface CliResult {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

const COMPILED = join(ROOT, "bin", "preview", "cli.js");

/** How to start the tool: what `npm run build` made while that is up to date, else the sources through ts-node. */
export const CLI: readonly string[] = isUpToDate()
    ? [COMPILED]
    : ["-r", require.resolve("ts-node/register/transpile-only"), join(ROOT, "preview", "cli.ts")];

function isUpToDate(): boolean {
    const sources = readdirSync(join(ROOT, "preview"), { recursive: true, withFileTypes: true });
    return (
        existsSync(COMPILED) &&
        sources
            .filter((entry) => entry.isFile())
            .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
            .every((source) => {
                const compiled = join(ROOT, "bin", source.replace(/\.ts$/, ".js"));
                return existsSync(compiled) && modified(compiled) >= modified(join(ROOT, source));
            })
    );
}

function modified(file: string): number {
    return statSync(file).mtimeMs;
}

export function cliEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    const { FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;
    return { ...inherited, TS_NODE_PROJECT: join(ROOT, "tsconfig.json"), ...extra };
}

/** Runs `emqx-ack` in a process of its own, as a user does. */
export function runCli(
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<CliResult> {
    const child = spawn(process.execPath, [...CLI, ...args], {
        cwd: options.cwd ?? ROOT,
        env: cliEnvironment(options.env),
        stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (chunk: string) => {
            output[name] += chunk;
        });
    }
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, ...output }));
    });
}
