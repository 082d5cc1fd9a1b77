import { spawn } from "node:child_process";

export interface CommandResult {
    /** Null when it could not start, or ended by a signal. */
    readonly code: number | null;
    readonly output: string;
}

/** Runs a command to its end; what it prints is only for messages about a failure. */
export function runCommand([command = "", ...args]: readonly string[], cwd: string): Promise<CommandResult> {
    return new Promise((resolve) => {
        const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
        const kill = () => child.kill();
        process.once("exit", kill);
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (chunk: string) => {
                output += chunk;
            });
        }
        const end = (result: CommandResult) => {
            process.off("exit", kill);
            resolve(result);
        };
        child.on("error", ({ message }) => end({ code: null, output: message }));
        child.on("close", (code) => end({ code, output }));
    });
}
