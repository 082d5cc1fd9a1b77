import { minorOf, patchOf } from "../../naming/versionNumbers";
import { allLines, lineFor, lineOfOperator } from ".";
import type { OperatorLine } from "./line/line";
import type { VersionRow } from "./matrix";
import { type EmqxVersion, rowOf } from "./versions";

/** The line whose objects are written for an EMQX, and what is wrong with it. */
export interface ChosenLine {
    /** Any, where there is a problem. */
    readonly line: OperatorLine;
    readonly problem?: LineProblem;
}

export interface LineProblem {
    /** What has to be written otherwise: the operator's version, or EMQX's. */
    readonly of: "operator" | "emqx";
    /** What follows on the input in a sentence. */
    readonly sentence: string;
}

/**
 * The line that the operator's version says, or the first that runs this EMQX. What is no version of an operator, or of EMQX, is told
 * elsewhere.
 */
export function chooseLine(emqx: EmqxVersion, operatorVersion: string | undefined): ChosenLine {
    const row = rowOf(emqx.version);
    const written = allLines().filter(({ id }) => row?.lines.includes(id));
    const said = operatorVersion === undefined ? undefined : minorOf(operatorVersion);
    if (row === undefined) return { line: byOperator(operatorVersion) ?? lineFor(emqx.version) };
    if (said === undefined) {
        const line = lineFor(emqx.version);
        if (written.length > 0) return { line };
        const sentence = `is "${emqx.version}", which runs on operator line ${orList(row.lines)}, and this version of the package does not write objects for it`;
        return { line, problem: { of: "emqx", sentence } };
    }
    const line = byOperator(operatorVersion);
    if (line !== undefined && runs(row, line.id, emqx)) return { line };
    const fit = written.map((one) => `"${one.chart.version}"`);
    const write = fit.length === 0 ? "" : `; write ${orList(fit)}, or the EMQX that ${said} runs`;
    const sentence = `is "${operatorVersion}", and EMQX ${emqx.version} runs on operator line ${orList(row.lines)}${passing(row, said)}${write}`;
    return { line: line ?? lineFor(emqx.version), problem: { of: "operator", sentence } };
}

/** Whether a line runs an EMQX, for good or on its way to a later one. */
export function runsOn(line: string, emqx: EmqxVersion): boolean {
    const row = rowOf(emqx.version);
    return row !== undefined && runs(row, line, emqx);
}

function runs({ lines, passage }: VersionRow, line: string, { edition, version }: EmqxVersion): boolean {
    if (lines.includes(line)) return true;
    return (
        passage?.line === line && passage.edition === edition && (patchOf(version) ?? 0) >= passage.fromPatch
    );
}

/** What of a row passes to the line that is asked for. */
function passing({ minor, passage }: VersionRow, line: string): string {
    if (passage?.line !== line) return "";
    return ` (on ${line} ${passage.edition} ${minor}.${passage.fromPatch} and later)`;
}

function byOperator(version: string | undefined): OperatorLine | undefined {
    return version === undefined ? undefined : lineOfOperator(version);
}

function orList(names: readonly string[]): string {
    return names.join(" or ");
}
