import { cloudCalls } from "../cloudCalls";
import type { ProgramError } from "../host/errorText";
import type { Graph, RecordedInvoke } from "../monitor/graph";
import type { WireObject } from "../monitor/wire";
import { answersToWrite } from "../project/functionData";
import type { Style } from "./style";

/** A program may print without end; what came last is nearest to what went wrong. */
const MOST_LINES = 200;

/** What a failed program said, and then its errors, for standard error. */
export function renderErrors(graph: Graph, errors: readonly ProgramError[], style: Style): string {
    const lines = errors.flatMap(({ message, frames }) => [
        `${style.error(style.bold("error:"))} ${message}`,
        ...frames.map((frame) => style.dim(`    at ${frame}`)),
    ]);
    const unanswered = cloudCalls(graph).filter(({ known }) => !known);
    const functions = [...new Set(unanswered.map(({ token }) => token))];
    const hint = [
        `note: offline, these cloud functions give no data: ${functions.join(", ")}`,
        "Write what they return into a file and give it with --data FILE:",
        answersToWrite(distinct(unanswered)),
    ];
    return [
        ...said(graph, errors, style),
        ...lines,
        ...(functions.length > 0 ? hint.map((line) => style.dim(line)) : []),
    ].join("\n");
}

function distinct(calls: readonly RecordedInvoke[]): { token: string; args: WireObject }[] {
    const seen = new Map(calls.map(({ token, args }) => [JSON.stringify([token, args]), { token, args }]));
    return [...seen.values()];
}

/** In the order in which it came: what was printed and logged before, but for what is told as the error. */
function said({ diagnostics }: Graph, errors: readonly ProgramError[], style: Style): string[] {
    const before = diagnostics.filter(
        ({ severity, source, ephemeral, message }) =>
            severity !== "error" &&
            !ephemeral &&
            !(source === "stderr" && errors.some((error) => error.message.split("\n").includes(message))),
    );
    const left = before.length - MOST_LINES;
    return [
        ...(left > 0 ? [style.dim(`${left} lines before these are left out`)] : []),
        ...before
            .slice(-MOST_LINES)
            .map(({ severity, message, source }) =>
                severity === "warning"
                    ? `${style.warning("warning:")} ${message}`
                    : source === undefined
                      ? `info: ${message}`
                      : message,
            ),
    ];
}
