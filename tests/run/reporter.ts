import { writeFileSync } from "node:fs";
import { type MochaOptions, type Runner, reporters, type Test } from "mocha";

/** Counts of a suite, as the reporter leaves them for the runner in the file that EMQX_ACK_COUNTS names. */
export interface Counts {
    readonly passed: number;
    readonly failed: number;
    readonly skipped: number;
    /** The titles of those. */
    readonly skips: readonly string[];
}

/** Prints what failed in full and what was skipped by name; what passed is a number. */
export default class CountingReporter extends reporters.Base {
    constructor(runner: Runner, options: MochaOptions) {
        super(runner, options);
        const skips: string[] = [];
        runner.on("pending", (test: Test) => {
            skips.push(test.fullTitle());
            console.log(`  skipped: ${test.fullTitle()}`);
        });
        runner.once("end", () => {
            const { passes = 0, failures = 0, pending = 0 } = this.stats ?? {};
            const counts: Counts = { passed: passes, failed: failures, skipped: pending, skips };
            if (failures > 0) reporters.Base.list(this.failures);
            const file = process.env.EMQX_ACK_COUNTS;
            if (file) writeFileSync(file, JSON.stringify(counts));
        });
    }
}

// Mocha takes a CommonJS module for the reporter itself.
module.exports = CountingReporter;
