import type { Diagnostic, Graph } from "../monitor/graph";

/**
 * Whether the base has it too. `standing`: yes, with these or other figures. `unknown`: a state and an engine's plan do not keep
 * what the program of before said.
 */
export type Since = "new" | "standing" | "unknown";

/** A warning that the new program gives while it runs. */
export interface SaidWarning {
    readonly message: string;
    readonly since: Since;
}

/** Why a program did not run to its end. */
export interface SaidError {
    readonly message: string;
    /** In the program's own files, innermost first. */
    readonly frames: readonly string[];
}

/** The warnings of the new program, each once; `base` is absent where nobody knows what that said. */
export function warningsAgainst(
    head: readonly Diagnostic[],
    base: Pick<Graph, "diagnostics" | "resources"> | undefined,
): SaidWarning[] {
    if (base === undefined) {
        return warningsOf(head).map((message) => ({ message, since: "unknown" }));
    }
    const names = new Set(base.resources.map(({ name }) => name));
    const former = warningsOf(base.diagnostics);
    const [whole, unnamed] = [former.map(shape), former.map((message) => shape(withoutName(message)))];
    // A component under another name says the same; one that was there and did not say it has become worse.
    const saidBefore = (message: string) =>
        whole.includes(shape(message)) ||
        (!names.has(nameIn(message)) && unnamed.includes(shape(withoutName(message))));
    return warningsOf(head).map((message) => ({ message, since: saidBefore(message) ? "standing" : "new" }));
}

function warningsOf(said: readonly Diagnostic[]): string[] {
    const warnings = said.filter(({ severity, ephemeral }) => severity === "warning" && !ephemeral);
    return [...new Set(warnings.map(({ message }) => message.trim()))].filter((message) => message !== "");
}

/** Components begin with their name: `mqtt-emqx: ...`. */
const NAME = /^(\S+): /;

function nameIn(message: string): string {
    return NAME.exec(message)?.[1] ?? "";
}

function withoutName(message: string): string {
    return message.replace(NAME, "");
}

/** The same warning with other figures is not a new one. */
function shape(message: string): string {
    return message.replace(/\d[\d,.]*/g, "0");
}
