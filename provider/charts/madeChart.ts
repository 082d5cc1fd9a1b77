import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const FOLDER = ".emqx-ack";

/** A chart that the package makes while it runs. */
export interface MadeChart {
    /** Where this process finds it. */
    readonly folder: string;
    /** What the Kubernetes provider is told; it is kept in the state. */
    readonly location: string;
}

/**
 * In the project's folder, where the engine starts programs and providers alike: so the location is the same on every
 * machine. A program inside a process of its user's (Automation API) is not told that folder, and has Pulumi's own.
 */
export function madeChart(name: string): MadeChart {
    if (isAbsolute(pulumi.getRootDirectory())) {
        return { folder: resolve(FOLDER, name), location: `./${FOLDER}/${name}` };
    }
    const folder = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "emqx-ack", name);
    return { folder, location: folder };
}

/** Whole or not at all, since programs of several stacks may write and read it at once. */
export function writeChart({ folder }: MadeChart, files: Readonly<Record<string, string>>): void {
    const parent = dirname(folder);
    mkdirSync(parent, { recursive: true });
    // It is made anew where it is missing, so it belongs in no repository.
    writeFileSync(join(parent, ".gitignore"), "*\n");
    const draft = mkdtempSync(join(parent, ".draft-"));
    try {
        for (const [file, text] of Object.entries(files)) {
            mkdirSync(dirname(join(draft, file)), { recursive: true });
            writeFileSync(join(draft, file), text);
        }
        if (!existsSync(folder)) renameSync(draft, folder);
    } catch (error) {
        // Another one was quicker.
        if (!existsSync(folder)) throw error;
    } finally {
        rmSync(draft, { recursive: true, force: true });
    }
}
