import { Writable } from "node:stream";
import { commandLine } from "../../preview/commandLine";
import { type CliResult, cliEnvironment, ROOT } from "./cli";

/** What stands for the end of the process. */
class Exited {
    constructor(readonly code: number) {}
}

/**
 * Runs `emqx-ack` in this process, with streams, environment and folder of its own; programs that it previews still run in
 * theirs. Starting the command takes longer than most of what it does: `runCli` is for what a process shows, which is
 * exit codes, signals, colours and pipes.
 */
export async function cliInProcess(
    args: readonly string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<CliResult> {
    const printed = { stdout: "", stderr: "" };
    const stream = (name: keyof typeof printed) =>
        new Writable({
            decodeStrings: false,
            write: (text, _, done) => {
                printed[name] += text;
                done();
            },
        });
    const restore = replaceInProcess({
        stdout: stream("stdout"),
        stderr: stream("stderr"),
        exit: (code: number) => {
            throw new Exited(code);
        },
    });
    const folder = process.cwd();
    process.chdir(options.cwd ?? ROOT);
    const environment = { ...process.env };
    setEnvironment(cliEnvironment(options.env));
    try {
        await commandLine().parseAsync([...args], { from: "user" });
        return { code: Number(process.exitCode ?? 0), ...printed };
    } catch (error) {
        if (!(error instanceof Exited)) throw error;
        return { code: error.code, ...printed };
    } finally {
        process.exitCode = undefined;
        process.chdir(folder);
        setEnvironment(environment);
        restore();
    }
}

/** In place, since Node.js itself reads some of it past `process.env`. */
function setEnvironment(wanted: NodeJS.ProcessEnv): void {
    for (const name of Object.keys(process.env)) if (!(name in wanted)) delete process.env[name];
    Object.assign(process.env, wanted);
}

/** Gives members of `process` other values; what it gives puts the old ones back. */
function replaceInProcess(values: Record<string, unknown>): () => void {
    const before = Object.keys(values).map(
        (name) => [name, Object.getOwnPropertyDescriptor(process, name) as PropertyDescriptor] as const,
    );
    for (const [name, value] of Object.entries(values)) {
        Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
    }
    return () => {
        for (const [name, descriptor] of before) Object.defineProperty(process, name, descriptor);
    };
}

/** Previews a program that has to succeed, and gives the JSON. */
export async function previewJson(directory: string, ...args: string[]): Promise<any> {
    const result = await cliInProcess(["preview", directory, "--format", "json", ...args]);
    if (result.code !== 0) {
        throw new Error(`emqx-ack preview ${directory} ended with ${result.code}:\n${result.stderr}`);
    }
    return JSON.parse(result.stdout);
}
