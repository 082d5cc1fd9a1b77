import { NODE_PARAMETERS } from "./nodeParameters";
import type { Parameter } from "./parameter";
import { POD_PARAMETERS } from "./podParameters";

/** The profile's one table: docs, previews, scripts and error texts are all made from it. */
export const PARAMETERS: readonly Parameter[] = [...NODE_PARAMETERS, ...POD_PARAMETERS];

/** The parameter of this key or name; `undefined` when the table has none. */
export function findParameter(key: string): Parameter | undefined {
    return PARAMETERS.find((parameter) => parameter.key === key);
}
