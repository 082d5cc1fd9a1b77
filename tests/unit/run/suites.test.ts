import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Counts } from "../../run/reporter";
import { verdict } from "../../run/runSuite";
import { choice, nameOf, STAGES } from "../../run/suites";
import { ROOT } from "../../support/cli";

const SUITES = STAGES.flat();
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe("the suites that npm test and npm run test:all run", () => {
    it("are every script that tests something, and scripts that there are", () => {
        const named = Object.keys(scripts).filter((name) => name.startsWith("test:") && name !== "test:all");
        const listed = SUITES.map(({ script }) => script);
        assert.deepEqual(
            named.filter((name) => !listed.includes(name)),
            [],
        );
        for (const script of listed) assert.ok(script in scripts, script);
        assert.deepEqual(SUITES.filter(choice(["all"])), SUITES);
    });

    it("have every test file in one of them", () => {
        const globs = SUITES.flatMap(({ script }) =>
            [...scripts[script].matchAll(/'((?:tests|testkit)\/[^'*]+)\*\*\/\*\.test\.ts'/g)].map(
                ([, f]) => f,
            ),
        );
        const files = ["tests", "testkit"].flatMap((folder) =>
            readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
                .map((file) => join(folder, file))
                .filter((file) => file.endsWith(".test.ts")),
        );
        assert.ok(files.length > 100);
        for (const file of files) {
            const holding = globs.filter((folder) => file.startsWith(folder as string));
            assert.equal(holding.length, 1, `${file} is in ${holding.length} suites`);
        }
    });

    it("are chosen by name, and a name that there is not is told with those that there are", () => {
        assert.deepEqual(
            SUITES.filter(choice(["graph", "unit"]))
                .map(nameOf)
                .sort(),
            ["graph", "unit"],
        );
        assert.ok(
            SUITES.filter(choice(["before-commit"]))
                .map(nameOf)
                .includes("unit"),
        );
        assert.throws(() => choice(["units"]), /there is no suite units; .*rebuild, lint, check, /);
        assert.throws(() => choice([]), /^Error: write before-commit, all, or some of: /);
    });
});

describe("the order of the suites", () => {
    it("checks types only against what has been built: examples import the package by its name", () => {
        const stageOf = (script: string) =>
            STAGES.findIndex((stage) => stage.some((suite) => suite.script === script));
        assert.ok(stageOf("rebuild") >= 0 && stageOf("rebuild") < stageOf("check"));
    });
});

describe("what the end of a suite means", () => {
    const suite = { script: "test:some", maySkip: /needs the tool/ };
    const counts = (passed: number, failed = 0, skips: string[] = []): Counts => ({
        passed,
        failed,
        skipped: skips.length,
        skips,
    });

    it("is what its tests counted", () => {
        assert.deepEqual(verdict(suite, 0, counts(3, 0, ["a"]), false), { passed: 3, failed: 0, skipped: 1 });
        assert.deepEqual(verdict(suite, 2, counts(3, 2), false), { passed: 3, failed: 2, skipped: 0 });
    });

    it("is a failure where it ended badly, early, or without a test", () => {
        assert.match(verdict(suite, 7, undefined, false).problem ?? "", /ended with 7 before it was done/);
        assert.equal(verdict(suite, 0, undefined, false).failed, 1);
        assert.equal(verdict(suite, 1, counts(3), false).failed, 1);
        assert.equal(verdict(suite, 0, counts(0), false).problem, "it has no tests");
    });

    it("counts a check by how it ended", () => {
        const check = { script: "check", isCheck: true };
        assert.deepEqual(verdict(check, 0, undefined, true), { passed: 1, failed: 0, skipped: 0 });
        assert.deepEqual(verdict(check, 2, undefined, true), { passed: 0, failed: 1, skipped: 0 });
    });

    it("is a failure where skips are refused, but for tests whose tool CI does not have", () => {
        const { passed, failed, skipped, problem } = verdict(
            suite,
            0,
            counts(1, 0, ["this needs the tool", "this does not"]),
            true,
        );
        assert.deepEqual([passed, failed, skipped], [1, 1, 1]);
        assert.equal(problem, "1 skipped, which EMQX_ACK_REFUSE_SKIPS=1 refuses");
    });
});
