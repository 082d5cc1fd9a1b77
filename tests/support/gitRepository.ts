import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./cli";

/** A git repository of its own in a folder that goes away again. */
export class GitRepository {
    readonly directory: string;

    constructor(directory = realpathSync(mkdtempSync(join(tmpdir(), "emqx-ack-git-")))) {
        this.directory = directory;
    }

    /** A new one on branch `main`, with Pulumi's SDK among its packages. */
    static create(): GitRepository {
        const repository = new GitRepository();
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.write({ ".gitignore": "node_modules/\n", "package.json": "{}" });
        const modules = join(repository.directory, "node_modules");
        mkdirSync(modules);
        symlinkSync(join(ROOT, "node_modules", "@pulumi"), join(modules, "@pulumi"));
        return repository;
    }

    git(...args: string[]): string {
        return execFileSync("git", args, {
            cwd: this.directory,
            encoding: "utf8",
            env: {
                ...process.env,
                GIT_CONFIG_GLOBAL: "/dev/null",
                GIT_CONFIG_NOSYSTEM: "1",
                ...Object.fromEntries(
                    ["AUTHOR", "COMMITTER"].flatMap((who) => [
                        [`GIT_${who}_NAME`, "tests"],
                        [`GIT_${who}_EMAIL`, "tests@example.com"],
                    ]),
                ),
            },
            stdio: ["ignore", "pipe", "pipe"],
        }).trim();
    }

    path(...parts: string[]): string {
        return join(this.directory, ...parts);
    }

    /** Writes files; null deletes one. */
    write(files: Readonly<Record<string, string | null>>): void {
        for (const [name, content] of Object.entries(files)) {
            const file = this.path(name);
            mkdirSync(dirname(file), { recursive: true });
            if (content === null) {
                rmSync(file);
            } else {
                writeFileSync(file, content);
            }
        }
    }

    /** The abbreviated commit. */
    commit(files: Readonly<Record<string, string | null>> = {}): string {
        this.write(files);
        this.git("add", "--all");
        this.git("commit", "--quiet", "--allow-empty", "--message", "change");
        return this.git("rev-parse", "--short", "HEAD");
    }

    remove(): void {
        rmSync(this.directory, { recursive: true, force: true });
    }
}
