import { rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git } from "./git";

/** The files of a revision, outside of the user's working tree. */
export interface Checkout {
    readonly directory: string;
    remove(): void;
}

/**
 * Writes a revision's files into a new folder. Git gets an index of its own for it, so that nothing of the repository
 * changes, not even its list of working trees.
 */
export async function checkOut(top: string, commit: string): Promise<Checkout> {
    const directory = await realpath(await mkdtemp(join(tmpdir(), "emqx-ack-base-")));
    const remove = () => {
        process.off("exit", remove);
        rmSync(directory, { recursive: true, force: true });
    };
    // However this process ends, the folder goes.
    process.once("exit", remove);
    try {
        const environment = { GIT_INDEX_FILE: join(directory, ".git-index") };
        await git(top, ["read-tree", commit], environment);
        await git(top, ["checkout-index", "--all", "--quiet", `--prefix=${directory}/`], environment);
        rmSync(environment.GIT_INDEX_FILE, { force: true });
    } catch (error) {
        remove();
        throw error;
    }
    return { directory, remove };
}
