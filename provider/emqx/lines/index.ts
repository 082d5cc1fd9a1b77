import { minorOf } from "../../naming/versionNumbers";
import { type OperatorLine, typeOf } from "./line/line";
import { VERSIONS, type VersionRow } from "./matrix";
import { v2 } from "./v2";
import { v2beta1 } from "./v2beta1";
import { v3beta1 } from "./v3beta1";

/** The lines whose objects this package writes and reads: a row for each folder here. */
const LINES: OperatorLine[] = [v2beta1, v2, v3beta1];

/** Makes a line and the versions that it runs known until what is returned is called: for a test that makes up one. */
export function addLine(line: OperatorLine, versions: readonly VersionRow[]): () => void {
    LINES.push(line);
    VERSIONS.push(...versions);
    return () => {
        LINES.splice(LINES.indexOf(line), 1);
        VERSIONS.splice(VERSIONS.length - versions.length, versions.length);
    };
}

export function allLines(): readonly OperatorLine[] {
    return LINES;
}

/** The line of this name; undefined for one that is not written here. */
export function lineById(id: string): OperatorLine | undefined {
    return LINES.find((line) => line.id === id);
}

/** Whether a line takes over the objects of another in place, under the version of the API that they have. */
export function takesOver(line: OperatorLine, before: OperatorLine): boolean {
    const { group, version } = before.resource;
    return line !== before && line.resource.group === group && line.formerVersions.includes(version);
}

/** The line for clusters whose version no row of the matrix names. */
export const DEFAULT_LINE = v2beta1;

/** The line that runs a version of EMQX: the first that its row names and that is written here. */
export function lineFor(version: string): OperatorLine {
    const row = VERSIONS.find(({ minor }) => minor === minorOf(version));
    const written = row?.lines.flatMap((name) => LINES.find(({ id }) => id === name) ?? []);
    return written?.[0] ?? DEFAULT_LINE;
}

/** The line that a version of the operator is of; undefined for one that is not written here. */
export function lineOfOperator(version: string): OperatorLine | undefined {
    return LINES.find(({ id }) => id === minorOf(version));
}

/** The line whose objects have this type in a stack; undefined for what is no EMQX object, or one of a line not known here. */
export function lineOfType(type: string): OperatorLine | undefined {
    // Where one line takes over the objects of another, these are the other's as long as they have its version.
    return (
        LINES.find((line) => objectType(line) === type) ??
        LINES.find((line) => formerTypes(line).includes(type))
    );
}

/** Whether a type is one of the operator's, in whatever version of its API. */
export function isOperatorType(type: string): boolean {
    return LINES.some(({ resource }) => type.startsWith(`kubernetes:${resource.group}/`));
}

/** Whether a type is that of EMQX objects, of a line that is known here or not. */
export function isEmqxType(type: string): boolean {
    return isOperatorType(type) && type.endsWith(":EMQX");
}

/** Whether operators of a line take over objects of older lines, once these are carried over. */
export function takesOverOlder(id: string): boolean {
    return LINES.find((line) => line.id === id)?.takesOverOlder ?? true;
}

/** Pulumi's type token of a line's objects. */
export function objectType(line: OperatorLine): string {
    return typeOf(line.resource.group, line.resource.version);
}

/** Type tokens that a line's objects had under earlier versions of the API. */
export function formerTypes(line: OperatorLine): string[] {
    return line.formerVersions.map((version) => typeOf(line.resource.group, version));
}

/** What the operator in a cluster means for a line, by the versions of the API that the cluster serves. */
export type ServedLine =
    | { readonly fits: true }
    /** Of another line; its name. */
    | { readonly fits: false; readonly other: string }
    /** Too old for the line. */
    | { readonly fits: false; readonly only: readonly string[] };

export function servedLine(line: OperatorLine, apiVersions: readonly string[]): ServedLine {
    if (apiVersions.length === 0 || line.chart.serves(apiVersions)) return { fits: true };
    const other = LINES.find(({ chart }) => chart.serves(apiVersions));
    return other === undefined ? { fits: false, only: apiVersions } : { fits: false, other: other.id };
}
