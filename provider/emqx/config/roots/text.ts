import { HoconError } from "../hocon/tokens";
import { writeHocon } from "../hocon/write";
import { treeOfRoots } from "./json";

/** The text that says what roots say: the inverse, for roots of whoever wrote them. */
export function textOfRoots(roots: unknown): string {
    try {
        return writeHocon(treeOfRoots(roots));
    } catch (error) {
        if (!(error instanceof HoconError)) throw error;
        return asTheOperatorWrites(roots);
    }
}

/** What no plain text says, as the operator does: whether EMQX reads it is another question. */
function asTheOperatorWrites(roots: unknown): string {
    return Object.entries(roots as object)
        .map(([name, value]) => `${JSON.stringify(name)} = ${JSON.stringify(value)}\n`)
        .join("");
}
