import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { StartProblem } from "../project/problem";
import { runCommand } from "./command";
import { askForTheSame, installCommand } from "./manifests";

/** A program in the user's working tree and in the files of a revision. */
export interface Places {
    /** Tops of the two trees. */
    readonly head: string;
    readonly base: string;
    /** Directories of the program in them. */
    readonly headProgram: string;
    readonly baseProgram: string;
    /** How messages name the revision. */
    readonly revision: string;
}

export const MODULES = "node_modules";

/**
 * Gives the revision's program its packages: those that the working tree has where it asks for the same ones, else
 * installed anew.
 */
export async function provideModules(places: Places, say: (line: string) => void): Promise<void> {
    for (const [head, base] of packageDirectories(places)) {
        if (!existsSync(join(head, MODULES)) || existsSync(join(base, MODULES))) {
            continue;
        }
        if (!isInside(places.head, head) || askForTheSame(head, base)) {
            linkModules(head, base, places);
        } else {
            await install(base, places.revision, say);
        }
    }
}

/** The program's directory and those above it, innermost first; above the repository's top only the nearest counts. */
function packageDirectories({ head, base, headProgram, baseProgram }: Places): [string, string][] {
    const inside = upwards(headProgram, head)
        .slice(1)
        .map((directory): [string, string] => [directory, join(base, relative(head, directory))]);
    const outside = upwards(dirname(head), undefined).find((directory) =>
        existsSync(join(directory, MODULES)),
    );
    return [
        [headProgram, baseProgram],
        ...inside.filter(([, directory]) => existsSync(directory)),
        ...(outside === undefined ? [] : [[outside, base] as [string, string]]),
    ];
}

/** A directory and those above it, up to `to` or the root. */
export function upwards(from: string, to: string | undefined): string[] {
    const found = [from];
    for (let directory = from; directory !== to && directory !== dirname(directory); ) {
        directory = dirname(directory);
        found.push(directory);
    }
    return found;
}

/** Links each package by itself, so that one of the repository's own comes from the revision as well. */
function linkModules(head: string, base: string, places: Places): void {
    mkdirSync(join(base, MODULES), { recursive: true });
    for (const entry of readdirSync(join(head, MODULES))) {
        const isScope = entry.startsWith("@");
        const names = isScope
            ? readdirSync(join(head, MODULES, entry)).map((name) => join(entry, name))
            : [entry];
        if (isScope) {
            mkdirSync(join(base, MODULES, entry), { recursive: true });
        }
        for (const name of names) {
            symlinkSync(packageFor(name, head, places), join(base, MODULES, name));
        }
    }
}

/** Where the revision's program finds a package that the working tree's has under this name. */
function packageFor(name: string, head: string, places: Places): string {
    const installed = join(head, MODULES, name);
    const real = existsSync(installed) ? realpathSync(installed) : installed;
    const isOwn = isInside(places.head, real) && !real.slice(places.head.length).split(sep).includes(MODULES);
    if (!isOwn) {
        return installed;
    }
    const ofRevision = join(places.base, relative(places.head, real));
    if (!existsSync(join(ofRevision, "package.json"))) {
        return installed;
    }
    if (existsSync(join(real, MODULES)) && !existsSync(join(ofRevision, MODULES))) {
        linkModules(real, ofRevision, places);
    }
    return ofRevision;
}

function isInside(directory: string, path: string): boolean {
    return path === directory || path.startsWith(directory + sep);
}

async function install(directory: string, revision: string, say: (line: string) => void): Promise<void> {
    const command = installCommand(directory);
    const asTyped = command.join(" ");
    say(`other dependencies at ${revision}, installing them: ${asTyped}`);
    const { code, output } = await runCommand(command, directory);
    if (code !== 0) {
        const lines = output.trim().split("\n").slice(-5).join("\n");
        throw new StartProblem(`the dependencies of ${revision} cannot be installed (${asTyped}):\n${lines}`);
    }
}
