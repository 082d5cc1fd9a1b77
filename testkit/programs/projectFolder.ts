import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endWithProcess } from "../controlPlane/endWithProcess";

/** Of every program that runs in this process; what the last one left is in it until the next one starts. */
export const PROJECT_FOLDER = realpathSync(mkdtempSync(join(tmpdir(), "emqx-ack-project-")));
endWithProcess(() => rmSync(PROJECT_FOLDER, { recursive: true, force: true }));

/** How the SDK is told of it. Source: @pulumi/pulumi, runtime/state.ts. */
const ROOT = "PULUMI_NODEJS_ROOT_DIRECTORY";

/** Runs as the engine's host runs programs: in their project's folder, and told of it. The folder is empty, as on a new machine. */
export async function inProjectFolder<T>(run: () => Promise<T>): Promise<T> {
    for (const entry of readdirSync(PROJECT_FOLDER)) rmSync(join(PROJECT_FOLDER, entry), { recursive: true });
    const from = process.cwd();
    process.chdir(PROJECT_FOLDER);
    process.env[ROOT] = PROJECT_FOLDER;
    try {
        return await run();
    } finally {
        delete process.env[ROOT];
        process.chdir(from);
    }
}
