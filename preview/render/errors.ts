import { cloudCalls } from "../cloudCalls";
import type { ProgramError } from "../host/errorText";
import type { Graph } from "../monitor/graph";
import type { Style } from "./style";

/** A failed program's errors, for standard error. */
export function renderErrors(graph: Graph, errors: readonly ProgramError[], style: Style): string {
    const lines = errors.flatMap(({ message, frames }) => [
        `${style.error(style.bold("error:"))} ${message}`,
        ...frames.map((frame) => style.dim(`    at ${frame}`)),
    ]);
    const warnings = graph.diagnostics
        .filter(({ severity }) => severity === "warning")
        .map(({ message }) => `${style.warning("warning:")} ${message}`);
    const functions = [
        ...new Set(
            cloudCalls(graph)
                .filter(({ known }) => !known)
                .map(({ token }) => token),
        ),
    ];
    const hint = `note: offline, these cloud functions give no data: ${functions.join(", ")}`;
    return [...warnings, ...lines, ...(functions.length > 0 ? [style.dim(hint)] : [])].join("\n");
}
