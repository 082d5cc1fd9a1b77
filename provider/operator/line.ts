import { DEFAULT_LINE, lineOfOperator } from "../emqx/lines";
import type { OperatorLine } from "../emqx/lines/line/line";
import { isPlain } from "../validation/conform";
import type { EmqxOperatorArgs } from "./emqxOperatorArgs";

/** What a stack knows of its EMQX and the arguments of its operator do not say. */
const LINES = new WeakMap<object, OperatorLine>();

/** The same arguments, for an operator of this line. */
export function ofLine(line: OperatorLine, args: EmqxOperatorArgs): EmqxOperatorArgs {
    LINES.set(args, line);
    return args;
}

/** The line that an operator is to be of: the stack's, else that of the chart's version. */
export function lineOfArgs(args: EmqxOperatorArgs): OperatorLine {
    const version = args.version ?? args.source?.version;
    return LINES.get(args) ?? (isPlain(version) ? lineOfOperator(version) : undefined) ?? DEFAULT_LINE;
}
