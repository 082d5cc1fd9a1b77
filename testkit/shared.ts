import { existsSync } from "node:fs";
import { join } from "node:path";

/** Data that the project tests against and does not own; `EMQX_ACK_SHARED` says where it is if not beside us. */
export const SHARED = process.env.EMQX_ACK_SHARED ?? join(__dirname, "..", "..", "shared");

/** Skips a suite, saying why, when one of its files is not there. */
export function needShared(suite: Mocha.Context, ...path: string[]): string {
    const file = join(SHARED, ...path);
    if (!existsSync(file)) {
        console.log(`      skipped: ${file} is not there (EMQX_ACK_SHARED)`);
        suite.skip();
    }
    return file;
}
