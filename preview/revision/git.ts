import { execFile } from "node:child_process";
import { StartProblem } from "../project/problem";

/** Whole trees are listed, which takes more than the default of 1 MiB. */
const MAX_OUTPUT = 256 * 1024 * 1024;

interface GitFailure extends Error {
    readonly code?: number | string;
    readonly stderr?: string;
}

/** Runs git without changing anything of the user's: what it prints, without the last line break. */
export async function git(
    directory: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = {},
): Promise<string> {
    try {
        return await run(directory, args, environment);
    } catch (error) {
        throw problemOf(error as GitFailure, args);
    }
}

/** The same, or undefined where git says no. */
export async function tryGit(directory: string, args: readonly string[]): Promise<string | undefined> {
    try {
        return await run(directory, args, {});
    } catch (error) {
        if (typeof (error as GitFailure).code === "number") {
            return undefined;
        }
        throw problemOf(error as GitFailure, args);
    }
}

function run(directory: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
    const options = {
        cwd: directory,
        maxBuffer: MAX_OUTPUT,
        // Nothing to be asked of anybody, and messages in the words that are documented.
        env: {
            ...process.env,
            GIT_TERMINAL_PROMPT: "0",
            GIT_OPTIONAL_LOCKS: "0",
            LC_ALL: "C",
            ...environment,
        },
    };
    return new Promise((resolve, reject) => {
        execFile("git", args, options, (error, stdout, stderr) => {
            if (error === null) {
                resolve(stdout.replace(/\n$/, ""));
            } else {
                reject(Object.assign(error, { stderr }));
            }
        });
    });
}

function problemOf({ code, stderr, message }: GitFailure, args: readonly string[]): StartProblem {
    if (code === "ENOENT") {
        return new StartProblem(
            "git is not installed; --base needs it for a revision (a state export needs none)",
        );
    }
    return new StartProblem(`git ${args[0]} failed: ${(stderr ?? message).trim().replace(/^fatal: /, "")}`);
}
