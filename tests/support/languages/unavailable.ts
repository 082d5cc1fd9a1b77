import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Something that a test of a language needs is not on this machine; the message is a sentence for a person. */
export class Unavailable extends Error {}

/** Throws {@link Unavailable} unless all programs are on the PATH. */
export function needPrograms(what: string, ...programs: string[]): void {
    const missing = programs.filter((program) => !onPath(program));
    if (missing.length > 0) {
        throw new Unavailable(`${what} need ${programs.join(" and ")}; ${missing.join(" and ")} not found.`);
    }
}

/** Skips the suite, with the reason, when `prepare` finds that something is missing. */
export async function orSkip<T>(suite: Mocha.Context, prepare: () => Promise<T>): Promise<T> {
    try {
        return await prepare();
    } catch (error) {
        if (!(error instanceof Unavailable) || process.env.EMQX_ACK_REQUIRE_LANGUAGES === "1") throw error;
        console.log(`      skipped: ${error.message}`);
        return suite.skip();
    }
}

function onPath(program: string): boolean {
    return (process.env.PATH ?? "").split(delimiter).some((folder) => {
        try {
            accessSync(join(folder, program), constants.X_OK);
            return true;
        } catch {
            return false;
        }
    });
}
