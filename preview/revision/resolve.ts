import { StartProblem } from "../project/problem";
import { git, tryGit } from "./git";

/** A commit to compare with. */
export interface Revision {
    readonly commit: string;
    /** `1a2b3c4`, as git abbreviates it. */
    readonly short: string;
}

/** The branch that a pull or merge request goes into, in the CI systems that say so. */
const TARGET_VARIABLES = ["GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];

const USUAL_BRANCHES = ["main", "master"];

/** The top of the working tree that a directory is in. */
export async function topLevel(directory: string): Promise<string> {
    try {
        return await git(directory, ["rev-parse", "--show-toplevel"]);
    } catch (error) {
        // Everything else, such as a folder of another owner, git explains itself.
        if (!(error as Error).message.includes("not a git repository")) {
            throw error;
        }
        throw new StartProblem(
            `${directory} is in no git repository; --base takes a revision only there (a state export works anywhere)`,
        );
    }
}

/** `auto` is where the branch left the one it goes back to; everything else is what git understands. */
export async function resolveRevision(top: string, asked: string): Promise<Revision> {
    const commit = asked === "auto" ? await mergeBase(top) : await commitOf(top, asked);
    return { commit, short: await git(top, ["rev-parse", "--short", commit]) };
}

async function commitOf(top: string, revision: string): Promise<string> {
    const commit = await findCommit(top, revision);
    if (commit === undefined) {
        throw new StartProblem(
            `git does not know the revision '${revision}'${await shallowHint(top, revision)}; ` +
                "--base takes a branch, a tag, a commit, `auto`, or the file of a state export",
        );
    }
    return commit;
}

async function mergeBase(top: string): Promise<string> {
    const target = await targetBranch(top);
    const commit = await findCommit(top, target);
    if (commit === undefined) {
        throw new StartProblem(
            `--base auto goes by the branch ${target}, which is not in this clone; fetch it first: ` +
                `git fetch ${(await shallow(top)) ? "--unshallow " : ""}origin ${refspec(target)} (actions/checkout: fetch-depth: 0)`,
        );
    }
    const base = await tryGit(top, ["merge-base", "HEAD", commit]);
    if (base === undefined || base === "") {
        const isShallow = await shallow(top);
        throw new StartProblem(
            isShallow
                ? `this clone is too shallow to know where HEAD left ${target}; fetch the history first: git fetch --unshallow (actions/checkout: fetch-depth: 0)`
                : `HEAD and ${target} have no commit in common; give the revision to compare with`,
        );
    }
    return base.split("\n")[0] ?? base;
}

/** What CI says, else what the remote calls its head, else what most call it. */
async function targetBranch(top: string): Promise<string> {
    const named = TARGET_VARIABLES.map((name) => process.env[name]).find(Boolean);
    if (named !== undefined) {
        return (await findCommit(top, `origin/${named}`)) === undefined && (await findCommit(top, named))
            ? named
            : `origin/${named}`;
    }
    const remoteHead = await tryGit(top, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]);
    if (remoteHead) {
        return remoteHead;
    }
    for (const branch of USUAL_BRANCHES.flatMap((name) => [`origin/${name}`, name])) {
        if ((await findCommit(top, branch)) !== undefined) {
            return branch;
        }
    }
    throw new StartProblem(
        "--base auto finds no branch to compare with: no CI variable names one, and there is no origin/HEAD, main or master; " +
            "give the revision itself",
    );
}

async function findCommit(top: string, revision: string): Promise<string | undefined> {
    // What begins with a dash would be taken for an option.
    return revision.startsWith("-")
        ? undefined
        : tryGit(top, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
}

async function shallow(top: string): Promise<boolean> {
    return (await tryGit(top, ["rev-parse", "--is-shallow-repository"])) === "true";
}

async function shallowHint(top: string, revision: string): Promise<string> {
    return (await shallow(top))
        ? `; this clone is shallow, so fetch it first: git fetch --depth 1 origin ${revision} (actions/checkout: fetch-depth: 0)`
        : "";
}

function refspec(remoteBranch: string): string {
    const branch = remoteBranch.replace(/^origin\//, "");
    return `${branch}:refs/remotes/origin/${branch}`;
}
