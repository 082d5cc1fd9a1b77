import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../support/cli";

interface Step {
    readonly uses?: string;
    readonly run?: string;
}

interface Job {
    readonly steps: readonly Step[];
    readonly permissions: Readonly<Record<string, string>>;
    readonly needs?: string;
}

describe(".github/workflows/release.yml", () => {
    const text = readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8");
    const workflow = parse(text);
    const jobs = workflow.jobs as Record<string, Job>;
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it("uses actions by their commit only, and says which version that is", () => {
        const lines = text.split("\n").filter((line) => /\buses:/.test(line));
        assert.equal(lines.length, steps.filter(({ uses }) => uses !== undefined).length);
        for (const line of lines)
            assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, line);
    });

    it("runs scripts that exist", () => {
        const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
        const named = steps.flatMap(({ run = "" }) => [...run.matchAll(/npm run ([\w:]+)/g)]);
        assert.ok(named.length > 8);
        for (const [, name] of named) assert.ok((name as string) in scripts, `npm run ${name}`);
    });

    it("gives every job its own rights, and the right to publish to one that comes after the checks", () => {
        assert.deepEqual(workflow.permissions, {});
        const publishing = Object.entries(jobs).filter(([, job]) => job.permissions["id-token"] === "write");
        assert.deepEqual(
            publishing.map(([name]) => name),
            ["publish"],
        );
        assert.equal(jobs.publish?.needs, "check");
        assert.doesNotMatch(text, /secrets\./);
    });
});
