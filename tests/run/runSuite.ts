import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Counts } from "./reporter";
import { nameOf, type Suite } from "./suites";

export interface Result extends Omit<Counts, "skips"> {
    readonly name: string;
    readonly seconds: number;
    /** What it printed, unless it was shown as it came. */
    readonly printed: string;
    /** Why it failed, where that is none of its tests. */
    readonly problem?: string;
}

const ROOT = resolve(__dirname, "../..");
const REPORTER = "tests/run/reporter.ts";

/** What turns a skip into a failure, said by the test that would have skipped. */
const REQUIRED = {
    EMQX_ACK_REQUIRE_KERNEL: "1",
    EMQX_ACK_REQUIRE_CLUSTER: "1",
    EMQX_ACK_REQUIRE_LANGUAGES: "1",
};

/** EMQX_ACK_REFUSE_SKIPS=1: a test that skips itself is a failure. */
const refusesSkips = process.env.EMQX_ACK_REFUSE_SKIPS === "1";

/** Runs a suite to its end. `show`: what it prints is shown as it comes. */
export async function runSuite(suite: Suite, show: boolean): Promise<Result> {
    const folder = mkdtempSync(join(tmpdir(), "emqx-ack-suite-"));
    const file = join(folder, "counts.json");
    const started = Date.now();
    try {
        const { code, printed } = await npmRun(suite, file, show);
        const counts: Counts | undefined = existsSync(file)
            ? JSON.parse(readFileSync(file, "utf8"))
            : undefined;
        const seconds = (Date.now() - started) / 1000;
        return { name: nameOf(suite), seconds, printed, ...verdict(suite, code, counts, refusesSkips) };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** What its end and its counts mean. */
export function verdict(
    suite: Suite,
    code: number | null,
    counts: Counts | undefined,
    refusesSkips: boolean,
): Omit<Result, "name" | "seconds" | "printed"> {
    const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
    if (suite.isCheck) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    if (counts === undefined || (code !== 0 && failed === 0)) {
        return { passed, failed: failed + 1, skipped, problem: `it ended with ${code} before it was done` };
    }
    if (passed + failed + skipped === 0) return { passed, failed: 1, skipped, problem: "it has no tests" };
    const refused = refusesSkips ? counts.skips.filter((title) => !suite.maySkip?.test(title)).length : 0;
    if (refused > 0) {
        const problem = `${refused} skipped, which EMQX_ACK_REFUSE_SKIPS=1 refuses`;
        return { passed, failed: failed + refused, skipped: skipped - refused, problem };
    }
    return { passed, failed, skipped };
}

function npmRun(
    suite: Suite,
    counts: string,
    show: boolean,
): Promise<{ code: number | null; printed: string }> {
    const args = ["run", "--silent", suite.script, ...(suite.isCheck ? [] : ["--", "--reporter", REPORTER])];
    const env = { ...process.env, EMQX_ACK_COUNTS: counts, ...(refusesSkips ? REQUIRED : {}) };
    const child = spawn("npm", args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    const end = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGINT", end).on("SIGTERM", end);
    let printed = "";
    for (const name of ["stdout", "stderr"] as const) {
        child[name].setEncoding("utf8").on("data", (text: string) => {
            if (show) process[name].write(text);
            else printed += text;
        });
    }
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => {
            process.off("SIGINT", end).off("SIGTERM", end);
            resolve({ code, printed });
        });
    });
}
