import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Result, runSuite } from "./runSuite";
import { choice, nameOf, STAGES, type Suite } from "./suites";

/** `npm test`, `npm run test:all`, `npm run suites -- NAME...`: two suites side by side where there are two cores. */

const LANES = Math.min(2, availableParallelism());

/** Results of an earlier run on the same files; .ci/run names a file, so that its second run does not repeat the first. */
const RESULTS = process.env.EMQX_ACK_RESULTS;

async function main(words: readonly string[]): Promise<void> {
    const isChosen = choice(words);
    const stages = STAGES.map((stage) => stage.filter(isChosen)).filter((stage) => stage.length > 0);
    const results = passedBefore(stages.flat());
    if (results.length > 0) console.log(`passed already on these files: ${list(results)}`);
    const started = Date.now();
    let interrupted = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.on(signal, () => {
            interrupted = true;
        });
    }
    for (const stage of stages) {
        const waiting = stage.filter((suite) => !results.some(({ name }) => name === nameOf(suite)));
        const isOnly = waiting.length === 1;
        const lane = async () => {
            for (let suite = waiting.shift(); suite && !interrupted; suite = waiting.shift()) {
                const result = await runSuite(suite, isOnly);
                results.push(result);
                report(result);
            }
        };
        await Promise.all(Array.from({ length: LANES }, lane));
        // What does not compile has no tests worth running.
        if (interrupted || results.some(({ name, failed }) => name === "rebuild" && failed > 0)) break;
    }
    if (RESULTS)
        writeFileSync(RESULTS, JSON.stringify(results.map((result) => ({ ...result, printed: "" }))));
    conclude(stages.flat(), results, (Date.now() - started) / 1000);
}

function passedBefore(suites: readonly Suite[]): Result[] {
    const earlier: Result[] =
        RESULTS && existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8") || "[]") : [];
    const wanted = suites.map(nameOf);
    return earlier.filter(({ name, failed }) => failed === 0 && wanted.includes(name));
}

function report({ name, seconds, passed, failed, skipped, problem, printed }: Result): void {
    // What has passed is a number; why something was skipped is worth a line.
    const lines = printed.split("\n").filter((line) => line.trim() !== "");
    const shown = failed > 0 ? lines : lines.filter((line) => /^\s*skipped: /.test(line));
    for (const line of new Set(shown)) console.log(line);
    const counts = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`];
    const text = counts.filter(Boolean).join(", ");
    console.log(
        `${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${text}${problem ? `: ${problem}` : ""}`,
    );
}

/** Ends with the counts of all suites, alone on a line. */
function conclude(suites: readonly Suite[], results: readonly Result[], seconds: number): void {
    const missing = suites
        .map((suite) => ({ name: nameOf(suite) }))
        .filter(({ name }) => !results.some((result) => result.name === name));
    const failing = results.filter(({ failed }) => failed > 0);
    if (missing.length > 0) console.log(`not run: ${list(missing)}`);
    if (failing.length > 0) console.log(`failed: ${list(failing)}`);
    console.log(`${results.length} suites, ${seconds.toFixed(0)} s`);
    const total = (count: "passed" | "failed" | "skipped") =>
        results.reduce((sum, result) => sum + result[count], 0);
    console.log(`${total("passed")} passed, ${total("failed")} failed, ${total("skipped")} skipped`);
    process.exitCode = failing.length + missing.length > 0 ? 1 : 0;
}

function list(of: readonly { readonly name: string }[]): string {
    return of.map(({ name }) => name).join(", ");
}

main(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
});
