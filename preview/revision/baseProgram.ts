import { existsSync, realpathSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { loadProject, type Project, parseProject, readYaml } from "../project/projectFile";
import { borrowBuilds } from "./builds";
import { checkOut } from "./checkout";
import { git } from "./git";
import { provideModules } from "./modules";
import { resolveRevision, topLevel } from "./resolve";

/** The same program as another revision has it, ready to run. */
export interface BaseProgram {
    /** Absent when the revision has no such program. */
    readonly project?: Project;
    /** `revision 1a2b3c4`. */
    readonly label: string;
    readonly warnings: readonly string[];
    /** Where the revision's files are while it runs. */
    readonly directory: string;
    /** Takes the revision's files away again. */
    remove(): void;
}

const PROJECT_FILE = /(^|\/)Pulumi\.(yaml|yml|json)$/;

/** Writes a revision's files somewhere else and finds the program in them. */
export async function baseProgram(
    head: Project,
    asked: string,
    say: (line: string) => void,
): Promise<BaseProgram> {
    const headProgram = realpathSync(head.root);
    const top = realpathSync(await topLevel(headProgram));
    const { commit, short } = await resolveRevision(top, asked);
    const label = `revision ${short}`;
    const { directory, remove } = await checkOut(top, commit);
    try {
        const root = await findProgram(head, relative(top, headProgram), { top, commit, directory });
        if (root === undefined) {
            const warnings = [`${label} has no program ${head.name}: everything in it is new`];
            return { label: `an empty stack (${label})`, warnings, directory, remove };
        }
        const project = loadProject(root);
        const places = {
            head: top,
            base: directory,
            headProgram,
            baseProgram: project.root,
            revision: short,
        };
        await provideModules(places, say);
        return { project, label, warnings: borrowBuilds(places), directory, remove };
    } catch (error) {
        remove();
        throw error;
    }
}

/** At the same place, else the only program of the same name, which has moved since. */
async function findProgram(
    head: Project,
    place: string,
    { top, commit, directory }: { top: string; commit: string; directory: string },
): Promise<string | undefined> {
    const samePlace = join(directory, place);
    if ([".yaml", ".yml", ".json"].some((end) => existsSync(join(samePlace, `Pulumi${end}`)))) {
        return samePlace;
    }
    const listed = await git(top, ["ls-tree", "-r", "-z", "--name-only", commit]);
    const files = listed.split("\0").filter((name) => PROJECT_FILE.test(name));
    const sameName = files.filter((name) => isProgram(join(directory, name), head.name));
    return sameName.length === 1 ? dirname(join(directory, sameName[0] ?? "")) : undefined;
}

/** Project files of other tools, and of other runtimes, are none of ours. */
function isProgram(file: string, name: string): boolean {
    try {
        return extname(file) !== "" && parseProject(readYaml(file), file).name === name;
    } catch {
        return false;
    }
}
