import { spawn } from "node:child_process";

export interface Command {
    readonly program: string;
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end; rejects with what it printed unless it ends well. Gives its standard output. */
export function runCommand({ program, args, cwd, env = {} }: Command): Promise<string> {
    const child = spawn(program, args, {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
        child[stream].setEncoding("utf8").on("data", (text: string) => {
            printed[stream] += text;
        });
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code, signal) => {
            if (code === 0) resolve(printed.stdout);
            else {
                const how = `${program} ${args.join(" ")} ended with ${code ?? signal}`;
                reject(new Error(`${how}:\n${printed.stdout}${printed.stderr}`));
            }
        });
    });
}
