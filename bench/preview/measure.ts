import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** What one run of the offline preview took: command line to last line of output, and the program's own memory. */
export interface Run {
    readonly seconds: number;
    /** Peak resident memory of the program's process, in MB. */
    readonly programMb: number;
    readonly resources: number;
}

const CLI = path.resolve(__dirname, "../../bin/preview/cli.js");
const REPORT = path.join(__dirname, "reportMemory.cjs");

/** Previews the program in `dir` `times` times and returns the quickest run: what disturbs it only makes it slower. */
export function measurePreview(dir: string, times: number, options: readonly string[] = []): Run {
    const runs = Array.from({ length: times }, () => previewOnce(dir, options));
    return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}

function previewOnce(dir: string, options: readonly string[]): Run {
    const report = path.join(os.tmpdir(), `emqx-ack-bench-${process.pid}-${Date.now()}`);
    const start = process.hrtime.bigint();
    const result = spawnSync(process.execPath, [CLI, "preview", dir, "--format", "json", ...options], {
        encoding: "utf8",
        maxBuffer: 1 << 28,
        env: { ...process.env, NODE_OPTIONS: `--require ${REPORT}`, EMQX_ACK_BENCH_REPORT: report },
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (result.status !== 0) throw new Error(`preview of ${dir} failed:\n${result.stderr}`);
    const megabytes = fs
        .readFileSync(report, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" "))
        .filter(([script]) => script?.endsWith("cmd/run"))
        .map(([, kilobytes]) => Number(kilobytes) / 1024);
    fs.rmSync(report);
    return {
        seconds,
        programMb: Math.max(...megabytes),
        resources: JSON.parse(result.stdout).resources.length,
    };
}

/** Type-checks the program in `dir` `times` times; the quickest run's seconds and its peak memory. */
export function measureTypeCheck(dir: string, times: number): { seconds: number; memoryMb: number } {
    const tsc = require.resolve("typescript/bin/tsc");
    const runs = Array.from({ length: times }, () => {
        const start = process.hrtime.bigint();
        const result = spawnSync(process.execPath, [tsc, "-p", dir, "--extendedDiagnostics"], {
            encoding: "utf8",
        });
        if (result.status !== 0) throw new Error(`tsc of ${dir} failed:\n${result.stdout}`);
        const memory = /Memory used:\s+(\d+)K/.exec(result.stdout)?.[1];
        return { seconds: Number(process.hrtime.bigint() - start) / 1e9, memoryMb: Number(memory) / 1024 };
    });
    return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}
