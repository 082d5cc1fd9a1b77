import type { ChangeSet } from "../../preview/changes/change";
import { compareGraphs, compareWithState } from "../../preview/changes/compare";
import { standingAnswers } from "../../preview/changes/standingAnswers";
import { stateAnswers } from "../../preview/changes/stateAnswers";
import { parseStateFile } from "../../preview/changes/stateFile";
import { EmqxOnAck, type EmqxOnAckArgs } from "../../provider";
import type { Program } from "../../testkit/programs/inProcess";
import { type RunOptions, runProgram } from "../../testkit/programs/runProgram";
import { versionedStack } from "./versions";

/**
 * What an update from the one program to the other would do, by previews of both in this process, answered as
 * `preview --base` does.
 */
export async function changesBetween(
    before: Program,
    after: Program,
    options: RunOptions = {},
): Promise<ChangeSet> {
    const answered = { answers: standingAnswers, ...options };
    const [base, head] = [await runProgram(before, answered), await runProgram(after, answered)];
    return compareGraphs(base.recorded, head.recorded);
}

/** The same for stacks of one `EmqxOnAck` of the same name. */
export function stackChanges(before: EmqxOnAckArgs, after: EmqxOnAckArgs, name = "mqtt"): Promise<ChangeSet> {
    const program = (args: EmqxOnAckArgs) => () => {
        const { endpoints, namespace } = new EmqxOnAck(name, versionedStack(args));
        return { endpoints, namespace };
    };
    return changesBetween(program(before), program(after));
}

/** What a program would do to a stack of which there is an export. */
export async function changesAgainstState(program: Program, stateExport: unknown): Promise<ChangeSet> {
    const state = parseStateFile(stateExport, "state.json");
    const { project = "project", stack = "stack" } = state;
    const answers = stateAnswers(state, { project, stack });
    const head = await runProgram(program, { project, stack, answers });
    return compareWithState(state, head.recorded);
}
