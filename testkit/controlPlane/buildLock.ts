import { link, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `work` while no other process of this machine runs something under the same lock file, which holds the owner's id.
 * It saves double work and is not to be relied upon for more: two who find the same dead owner may both go ahead.
 */
export async function withLock(
    file: string,
    say: (text: string) => void,
    work: () => Promise<void>,
): Promise<void> {
    let said = false;
    while (!(await taken(file))) {
        const owner = await ownerOf(file);
        if (owner === undefined || !isAlive(owner)) {
            await rm(file, { force: true });
            continue;
        }
        if (!said) say(`waiting for process ${owner}, which builds the same (${file})`);
        said = true;
        await sleep(500);
    }
    try {
        await work();
    } finally {
        await rm(file, { force: true });
    }
}

/** A link to a file that is complete already: nobody ever reads a lock without its owner. */
async function taken(file: string): Promise<boolean> {
    const own = `${file}.${process.pid}`;
    await writeFile(own, String(process.pid));
    try {
        await link(own, file);
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
    } finally {
        await rm(own, { force: true });
    }
}

async function ownerOf(file: string): Promise<number | undefined> {
    try {
        return Number(await readFile(file, "utf8"));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
