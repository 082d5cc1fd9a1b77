import { lineFor, lineOfOperator } from "../emqx/lines";
import type { OperatorLine } from "../emqx/lines/line/line";
import { RECOMMENDED_VERSION } from "../emqx/lines/matrix";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

/** What a stack knows of its EMQX and the arguments of its operator do not say. */
const LINES = new WeakMap<object, OperatorLine>();

/** The same arguments, for an operator of this line. */
export function ofLine(line: OperatorLine, args: EmqxOperatorArgs): EmqxOperatorArgs {
    LINES.set(args, line);
    return args;
}

/** The line that an operator is to be of: the stack's, else that of its version, else that of an EMQX that nobody names. */
export function lineOfArgs(args: EmqxOperatorArgs): OperatorLine {
    const { version } = args;
    const said = typeof version === "string" ? lineOfOperator(version) : undefined;
    return LINES.get(args) ?? said ?? lineFor(RECOMMENDED_VERSION);
}

/** Whether program or stack say which line it is: what nobody says is for new operators only. */
export function saysLine(args: EmqxOperatorArgs): boolean {
    return LINES.has(args) || args.version !== undefined;
}
