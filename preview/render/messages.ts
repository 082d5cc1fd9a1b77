import type { Diagnostic } from "../monitor/graph";

const SOURCES = ["log", "stdout", "stderr"];

/**
 * The messages to keep, without live status. What a program prints and what it logs come by different ways and in no
 * fixed order, so each goes together.
 */
export function lasting(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    const rank = ({ source }: Diagnostic) => SOURCES.indexOf(source ?? "log");
    return diagnostics.filter(({ ephemeral }) => !ephemeral).sort((a, b) => rank(a) - rank(b));
}
