// Where the command of the project's own emqx-ack is: the review speaks of the version that deploys.
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

/** The command that Node would find from a folder upwards, else the one on PATH; undefined when there is none. */
export function findCommand(directory) {
    for (const folder of upwards(directory)) {
        const command = join(folder, "node_modules", ".bin", "emqx-ack");
        if (existsSync(command)) return command;
    }
    const installed = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "emqx-ack"));
    return installed.find(isExecutable);
}

/** A folder and those above it, up to the root of the file system. */
export function* upwards(directory) {
    let folder = resolve(directory);
    while (true) {
        yield folder;
        const above = dirname(folder);
        if (above === folder) return;
        folder = above;
    }
}

function isExecutable(file) {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
