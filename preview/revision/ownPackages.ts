import { existsSync, lstatSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { StartProblem } from "../project/problem";
import { runCommand } from "./command";
import type { Places } from "./modules";
import { hasEntry, type Manifest, manifestOf } from "./packageEntry";

const MODULES = "node_modules";

/** What makes a package ready for use, by npm's conventions. */
const BUILD_SCRIPTS = ["prepare", "build"];

/** A package of the repository itself that the revision's program loads. */
interface OwnPackage {
    readonly name: string;
    readonly directory: string;
    /** Where the program finds it; absent when it is the package that the program is in. */
    readonly link?: string;
}

/**
 * Builds the packages of the repository that the program loads and of which the revision has only the sources. One that
 * cannot be built is taken from the working tree, and told about.
 */
export async function buildOwnPackages(places: Places, say: (line: string) => void): Promise<string[]> {
    const warnings: string[] = [];
    for (const { name, directory, link } of ownPackages(places)) {
        const ofHead = join(places.head, relative(places.base, directory));
        if (hasEntry(directory) || !hasEntry(ofHead)) {
            continue;
        }
        const script = BUILD_SCRIPTS.find((key) => manifestOf(directory)?.scripts?.[key] !== undefined);
        if (script !== undefined) {
            await build(name, directory, script, places.revision, say);
        } else if (link !== undefined) {
            rmSync(link);
            symlinkSync(ofHead, link);
            warnings.push(
                `the package ${name} is not built at ${places.revision}, and has no script for it: both sides ran with the working tree's, and changes in it do not show`,
            );
        }
    }
    return warnings;
}

async function build(
    name: string,
    directory: string,
    script: string,
    revision: string,
    say: (line: string) => void,
): Promise<void> {
    const command = ["npm", "run", script] as const;
    say(`the package ${name} is not built at ${revision}, building it: ${command.join(" ")}`);
    const { code, output } = await runCommand(command, directory);
    if (code !== 0 || !hasEntry(directory)) {
        const lines = output.trim().split("\n").slice(-5).join("\n");
        throw new StartProblem(
            `the package ${name} cannot be built at ${revision} (npm run ${script}):\n${lines}`,
        );
    }
}

/** Those that the program asks for, directly or through each other, deepest first, and those it is itself in. */
function ownPackages({ base, baseProgram }: Places): OwnPackage[] {
    const found = new Map<string, OwnPackage>();
    const visit = (directory: string, manifest: Manifest | undefined) => {
        const names = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies });
        for (const name of names) {
            const link = linkTo(name, directory, base);
            const target = link && realpathSync(link);
            if (link !== undefined && target !== undefined && !found.has(target)) {
                const own = { name, directory: target, link };
                found.set(target, own);
                visit(target, manifestOf(target));
                // Again, to come after what it asks for itself.
                found.delete(target);
                found.set(target, own);
            }
        }
    };
    for (let directory = baseProgram; ; directory = dirname(directory)) {
        const manifest = manifestOf(directory);
        visit(directory, manifest);
        // A package with `exports` finds itself by its own name, before any other of that name.
        if (manifest?.name !== undefined && manifest.exports !== undefined) {
            found.set(directory, { name: manifest.name, directory });
        }
        if (directory === base || directory === dirname(directory)) {
            return [...found.values()];
        }
    }
}

/** The link by which a directory's code finds one of the repository's own packages. */
function linkTo(name: string, from: string, base: string): string | undefined {
    for (let directory = from; ; directory = dirname(directory)) {
        const link = join(directory, MODULES, name);
        if (existsSync(link)) {
            const target = realpathSync(link);
            const isOwn = target === base || target.startsWith(base + sep);
            const isInstalled = target.slice(base.length).split(sep).includes(MODULES);
            return isOwn && !isInstalled && lstatSync(link).isSymbolicLink() ? link : undefined;
        }
        if (directory === base || directory === dirname(directory)) {
            return undefined;
        }
    }
}
