import { type Dialect, HOCON_44 } from "./dialect";
import { evaluate } from "./evaluate";
import { parse, type Reader } from "./parse";
import type { Tree } from "./value";

export { type Dialect, HOCON_44, HOCON_45, HOCON_46 } from "./dialect";
export { deepMerge } from "./merge";
export { printed } from "./print";
export * from "./value";

/**
 * A text as EMQX reads it, once more and by itself: the package has a reader of its own, and two that share a mistake would hide it.
 * Held against EMQX's results in `testkit/tests/unit/emqx/hocon.test.ts`.
 */
export function readHocon(text: string, reader: Reader, dialect: Dialect = HOCON_44): Tree {
    return evaluate(parse(text, reader, dialect));
}
