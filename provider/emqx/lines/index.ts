import { type OperatorLine, typeOf } from "./line/line";
import { VERSIONS, type VersionRow } from "./matrix";
import { v2beta1 } from "./v2beta1";
import { minorOf } from "./versionNumbers";

/** The lines whose objects this package writes and reads: a row for each folder here. */
const LINES: OperatorLine[] = [v2beta1];

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

/** The line for clusters whose version no row of the matrix names. */
export const DEFAULT_LINE = v2beta1;

/** Versions of the API that lines serve which this package does not write. Source: "Upgrade EMQX Operator". */
const OTHER_LINES: Readonly<Record<string, string>> = { v2: "2.3", v3beta1: "3.0" };

/** Their names. */
export const LINES_NOT_WRITTEN: readonly string[] = Object.values(OTHER_LINES);

/** The line that runs a version of EMQX. */
export function lineFor(version: string): OperatorLine {
    const row = VERSIONS.find(({ minor }) => minor === minorOf(version));
    return LINES.find(({ id }) => id === row?.line) ?? DEFAULT_LINE;
}

/** The line whose objects have this type in a stack; undefined for what is no EMQX object, or one of a line not known here. */
export function lineOfType(type: string): OperatorLine | undefined {
    return LINES.find((line) => typesOf(line).includes(type));
}

/** Whether a type is one of the operator's, in whatever version of its API. */
export function isOperatorType(type: string): boolean {
    return LINES.some(({ resource }) => type.startsWith(`kubernetes:${resource.group}/`));
}

/** Whether a type is that of EMQX objects, of a line that is known here or not. */
export function isEmqxType(type: string): boolean {
    return isOperatorType(type) && type.endsWith(":EMQX");
}

/** Lines that take over no object of an older one. Source: "Upgrade EMQX Operator". */
const WITHOUT_PREDECESSORS = ["3.0"];

/** Whether operators of a line take over objects of older lines, once these are carried over. */
export function takesOverOlder(id: string): boolean {
    return !WITHOUT_PREDECESSORS.includes(id);
}

/** Pulumi's type token of a line's objects. */
export function objectType(line: OperatorLine): string {
    return typeOf(line.resource.group, line.resource.version);
}

/** Type tokens that a line's objects had under earlier versions of the API. */
export function formerTypes(line: OperatorLine): string[] {
    return line.formerVersions.map((version) => typeOf(line.resource.group, version));
}

function typesOf(line: OperatorLine): string[] {
    return [objectType(line), ...formerTypes(line)];
}

/** What the operator in a cluster means for a line, by the versions of the API that the cluster serves. */
export type ServedLine =
    | { readonly fits: true }
    /** Of a line that this package does not write; its name. */
    | { readonly fits: false; readonly later: string }
    /** Too old for the line. */
    | { readonly fits: false; readonly only: readonly string[] };

export function servedLine(line: OperatorLine, apiVersions: readonly string[]): ServedLine {
    const other = apiVersions.find(
        (version) => version !== line.resource.version && otherLine(version) !== undefined,
    );
    if (other !== undefined) return { fits: false, later: otherLine(other) as string };
    if (apiVersions.length > 0 && !apiVersions.includes(line.resource.version)) {
        return { fits: false, only: apiVersions };
    }
    return { fits: true };
}

function otherLine(version: string): string | undefined {
    return OTHER_LINES[version] ?? LINES.find(({ resource }) => resource.version === version)?.id;
}
