// Step: installs the project's packages, unless emqx-ack is there already.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findCommand, upwards } from "./findCommand.mjs";
import { required, Stop, step } from "./workflow.mjs";

const LOCK_FILES = [
    ["package-lock.json", "npm ci"],
    ["npm-shrinkwrap.json", "npm ci"],
    ["pnpm-lock.yaml", "pnpm install --frozen-lockfile"],
    ["yarn.lock", "yarn install --frozen-lockfile"],
];

await step(async () => {
    const directory = required("REVIEW_DIRECTORY");
    const install = required("REVIEW_INSTALL");
    if (!existsSync(directory))
        throw new Stop(`directory: there is no ${directory}; has the job a checkout step?`);
    if (install === "never" || (install === "auto" && findCommand(directory) !== undefined)) return;
    const { command, folder } =
        install === "auto" ? byLockFile(directory) : { command: install, folder: directory };
    process.stdout.write(`${command} (in ${folder})\n`);
    const { status } = spawnSync(command, { cwd: folder, shell: true, stdio: "inherit" });
    if (status !== 0) throw new Stop(`"${command}" in ${folder} ended with ${status}`);
});

function byLockFile(directory) {
    for (const folder of upwards(directory)) {
        const found = LOCK_FILES.find(([file]) => existsSync(join(folder, file)));
        if (found !== undefined) return { command: found[1], folder };
    }
    throw new Stop(
        `install: ${directory} has no lock file (package-lock.json, pnpm-lock.yaml, yarn.lock); ` +
            "commit one, or give the command to run",
    );
}
