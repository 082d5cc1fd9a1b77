import { existsSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { MODULES, type Places, upwards } from "./modules";

/**
 * A revision has the sources of the repository's own packages and not what a build makes of them. Where such a package is
 * loaded from a build, the program of the revision gets the working tree's. Gives what a reader has to know about that.
 */
export function borrowBuilds(places: Places): string[] {
    const borrowed = ownPackages(places).filter((directory) =>
        borrowBuild(join(places.head, relative(places.base, directory)), directory),
    );
    if (borrowed.length === 0) return [];
    const names = borrowed.map((directory) => manifestOf(directory)?.name).join(", ");
    return [
        `not built at ${places.revision}, so that both sides ran with the working tree's and changes in it do not show: ${names}`,
    ];
}

/** Directories, in the revision, of the packages that the program is in or finds by a link. */
function ownPackages({ base, baseProgram }: Places): string[] {
    const found = new Set<string>();
    const visit = (directory: string) => {
        for (const target of linkedIn(join(directory, MODULES), base)) {
            if (found.has(target)) continue;
            found.add(target);
            visit(target);
        }
    };
    for (const directory of upwards(baseProgram, base)) {
        visit(directory);
        // A package with `exports` finds itself by its own name.
        if (manifestOf(directory)?.exports !== undefined) found.add(directory);
    }
    return [...found];
}

/** Packages of the repository itself among installed ones. */
function linkedIn(modules: string, base: string): string[] {
    if (!existsSync(modules)) return [];
    const names = readdirSync(modules).flatMap((entry) =>
        entry.startsWith("@") ? readdirSync(join(modules, entry)).map((name) => join(entry, name)) : [entry],
    );
    return names
        .map((name) => join(modules, name))
        .filter((link) => existsSync(link))
        .map((link) => realpathSync(link))
        .filter((target) => target === base || target.startsWith(base + sep))
        .filter((target) => !target.slice(base.length).split(sep).includes(MODULES));
}

/** Whether the package is loaded from a file that only the working tree has; the folder that it is in is then linked. */
function borrowBuild(ofHead: string, ofRevision: string): boolean {
    const entry = entryOf(ofHead);
    if (entry === undefined || existsSync(join(ofRevision, entry))) return false;
    let missing = entry;
    while (!existsSync(join(ofRevision, dirname(missing)))) missing = dirname(missing);
    symlinkSync(join(ofHead, missing), join(ofRevision, missing));
    return true;
}

/** The file that a package is loaded from, as Node finds it; undefined where there is none. */
function entryOf(directory: string): string | undefined {
    const manifest = manifestOf(directory);
    if (manifest === undefined) return undefined;
    const itself = manifest.exports === undefined ? directory : (manifest.name ?? directory);
    try {
        const file = createRequire(join(directory, "package.json")).resolve(itself);
        return file.startsWith(directory + sep) ? relative(directory, file) : undefined;
    } catch {
        return undefined;
    }
}

function manifestOf(directory: string): { name?: string; exports?: unknown } | undefined {
    const file = join(directory, "package.json");
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
