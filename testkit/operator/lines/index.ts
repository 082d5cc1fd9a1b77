import type { OperatorLine } from "../line";
import { v2 } from "./v2";
import { v2beta1 } from "./v2beta1";
import { v3beta1 } from "./v3beta1";

const lines: OperatorLine[] = [v2beta1, v2, v3beta1];

/** What is meant where nobody says which. */
export const USUAL_LINE: OperatorLine = v2beta1;

export function allLines(): readonly OperatorLine[] {
    return lines;
}

/** The line whose objects have this version of the API. */
export function lineOf(apiVersion: string): OperatorLine {
    return only(
        lines.filter((line) => line.apiVersion === apiVersion),
        `objects of ${apiVersion}`,
        lines.map((line) => line.apiVersion),
    );
}

/** The line that a version of the operator is of. */
export function lineOfOperator(version: string): OperatorLine {
    return only(
        lines.filter(({ release }) => version.startsWith(`${release}.`)),
        `operator ${version}`,
        lines.map(({ release }) => release),
    );
}

/** Makes a line known until what is returned is called: for tests that make up a line of their own. */
export function addLine(line: OperatorLine): () => void {
    if (lines.some(({ apiVersion }) => apiVersion === line.apiVersion)) {
        throw new Error(`there is a line of ${line.apiVersion} already`);
    }
    lines.push(line);
    return () => {
        lines.splice(lines.indexOf(line), 1);
    };
}

function only(found: readonly OperatorLine[], what: string, known: readonly string[]): OperatorLine {
    const [line] = found;
    if (line === undefined) throw new Error(`no stand-in plays ${what}; there is: ${known.join(", ")}`);
    return line;
}
