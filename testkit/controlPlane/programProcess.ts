import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** One program of the control plane, in a process group of its own so that Ctrl-C reaches only the test. */
export interface ProgramProcess {
    readonly name: string;
    /** Resolves once it has ended; never rejects. */
    readonly ended: Promise<void>;
    /** Why it ended and what it said last, once it has ended. */
    lastWords(): string | undefined;
    /** Ends it and everything it started at once. Works in an exit handler, too. */
    kill(): void;
}

export function startProgram(
    name: string,
    file: string,
    args: readonly string[],
    log: string,
): ProgramProcess {
    const output = openSync(log, "a");
    const [command, ...rest] = [...dieWithParent(), file, ...args];
    const child = spawn(command as string, rest, { detached: true, stdio: ["ignore", output, output] });
    closeSync(output);
    let killed = false;
    let lastWords: string | undefined;
    const ended = new Promise<void>((resolve) => {
        const end = (how: string) => {
            lastWords = `${name} ${how}`;
            if (!killed) process.stderr.write(`control plane for tests: ${lastWords}\n`);
            resolve();
        };
        child.once("error", (error) => end(`did not start: ${error.message}`));
        child.once("exit", (code, signal) =>
            end(`ended (${signal ?? `exit code ${code}`})${killed ? "" : `: ${lastLines(log)}`}`),
        );
    });
    return {
        name,
        ended,
        lastWords: () => lastWords,
        kill: () => {
            killed = true;
            killGroup(child);
        },
    };
}

function killGroup(child: ChildProcess): void {
    // A process that has ended may have left its id to a stranger.
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
        process.kill(-child.pid, "SIGKILL");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

/** Covers the one end of the test process that no handler sees, SIGKILL; where util-linux is not there, nothing does. */
function dieWithParent(): string[] {
    const setpriv = (process.env.PATH ?? "")
        .split(delimiter)
        .map((folder) => join(folder, "setpriv"))
        .find((path) => existsSync(path));
    return setpriv === undefined ? [] : [setpriv, "--pdeathsig", "KILL"];
}

function lastLines(log: string): string {
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-5).join("\n");
}
