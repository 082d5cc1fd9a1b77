import type { Operation, ResourceChange } from "../changes/change";
import { shownLines } from "./shown";
import { shownPath } from "./shownPath";

export const SIGN: Readonly<Record<Operation, string>> = {
    create: "+",
    update: "~",
    replace: "+-",
    delete: "-",
};

export interface BlockLine {
    readonly sign: " " | "-" | "+";
    readonly text: string;
}

/** Properties of one resource beyond this are only counted. */
const MOST = 40;

/** What differs in one resource, property by property, as the lines of a diff. Empty where there is nothing to show. */
export function changeBlock(change: ResourceChange): BlockLine[] {
    const lines = change.properties.slice(0, MOST).flatMap((property): BlockLine[] => [
        {
            sign: " ",
            text: `${shownPath(change, property)}${property.order ? " (order)" : ""}${property.replaces ? " (forces replacement)" : ""}${property.certainty === "unknown" ? " (not known before the update)" : ""}`,
        },
        ...shownLines(change, property).map(({ sign, text }) => ({ sign, text: `  ${text}` })),
    ]);
    const more = change.properties.length - MOST;
    return more > 0 ? [...lines, { sign: " ", text: `... ${more} properties more` }] : lines;
}
