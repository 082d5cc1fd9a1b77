import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with an `emqx-ack` in node_modules that writes what a test says, and notes how it was called. */
export class ReviewedProject {
    public readonly folder = mkdtempSync(join(tmpdir(), "emqx-ack-project-"));
    private readonly bin = join(this.folder, "node_modules", ".bin");

    /** What the next call of the command does. */
    public answer({ body = "", line = "", code = 0 }): void {
        writeFileSync(join(this.folder, "answer.json"), JSON.stringify({ body, line, code }));
        mkdirSync(this.bin, { recursive: true });
        const command = join(this.bin, "emqx-ack");
        writeFileSync(command, `#!/usr/bin/env node\n(${fakeCommand})(${JSON.stringify(this.folder)})\n`);
        chmodSync(command, 0o755);
    }

    public write(file: string, text: string): string {
        const path = join(this.folder, file);
        mkdirSync(join(path, ".."), { recursive: true });
        writeFileSync(path, text);
        return path;
    }

    /** Arguments and environment of the last call. */
    public called(): { args: string[]; env: Record<string, string> } {
        return JSON.parse(readFileSync(join(this.folder, "called.json"), "utf8"));
    }

    public remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Runs in a process of its own: its text is the command. */
function fakeCommand(folder: string): void {
    const fs = require("node:fs");
    const { body, line, code } = JSON.parse(fs.readFileSync(`${folder}/answer.json`, "utf8"));
    const args = process.argv.slice(2);
    fs.writeFileSync(`${folder}/called.json`, JSON.stringify({ args, env: process.env }));
    if (body !== "") fs.writeFileSync(args[args.indexOf("--output") + 1], body);
    console.log(line);
    process.exitCode = code;
}
