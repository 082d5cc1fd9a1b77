import type { Outcome, ProgramRun } from "./run";

/**
 * Runs a program. What speaks gRPC is loaded only now: whatever else the command does needs none of it, a wrong option is told
 * at once, and progress shows while it loads.
 */
export function runProgram(run: ProgramRun): Promise<Outcome> {
    const loaded: typeof import("./run") = require("./run");
    return loaded.runProgram(run);
}
