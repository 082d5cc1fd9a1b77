import { fork } from "node:child_process";
import { endWithProcess } from "../controlPlane/endWithProcess";
import type { TimedDiagnostic } from "./deployment";
import type { Step } from "./step";

/** What a child gets from the process that starts it. */
export interface ChildTask {
    /** A module whose default export is the program: a function of `input`. */
    readonly programFile: string;
    readonly input?: unknown;
    readonly kubeconfig: string;
    readonly stateFile: string;
    readonly project?: string;
    readonly stack?: string;
    readonly waitSeconds?: number;
}

/** What a child reports while it runs. */
export type ChildNews =
    | { readonly step: Step }
    | { readonly message: TimedDiagnostic }
    | { readonly end: ChildEnd };

export interface ChildEnd {
    /** What the run failed with; absent when it went well. */
    readonly error?: string;
    /** Stack outputs, secrets wrapped. */
    readonly outputs: unknown;
}

/** A run in a process of its own. */
export interface ChildRun {
    /** As they come. */
    readonly steps: readonly Step[];
    readonly messages: readonly TimedDiagnostic[];
    /** The run's end; rejects when the process ended before the run did, as after `kill`. */
    readonly end: Promise<ChildEnd>;
    /** Ends the process at once, in the middle of whatever it does; resolves when it is gone. */
    kill(): Promise<void>;
}

/** Runs a program file in a child process, which keeps the stack's state in a file: another run can take it up. */
export function runInChild(task: ChildTask): ChildRun {
    const child = fork(require.resolve("./childMain.ts"), [], {
        execArgv: ["-r", require.resolve("../typescript/register.cjs")],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
        // No test runner's options in a process that runs no tests.
        env: { ...process.env, NODE_OPTIONS: "" },
    });
    const forget = endWithProcess(() => child.kill("SIGKILL"));
    const steps: Step[] = [];
    const messages: TimedDiagnostic[] = [];
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const end = new Promise<ChildEnd>((resolve, reject) => {
        child.on("message", (news: ChildNews) => {
            if ("step" in news) steps.push(news.step);
            if ("message" in news) messages.push(news.message);
            if ("end" in news) resolve(news.end);
        });
        child.once("error", reject);
        child.once("exit", (code, signal) =>
            reject(new Error(`the child process ended ${signal ? `by ${signal}` : `with code ${code}`}`)),
        );
    });
    // Whoever kills it need not look at how it ended.
    end.catch(() => undefined);
    void gone.then(forget);
    child.send(task);
    return {
        steps,
        messages,
        end,
        kill: async () => {
            child.kill("SIGKILL");
            await gone;
        },
    };
}
