import * as path from "node:path";
import { measurePreview, measureTypeCheck, type Run } from "./preview/measure";
import {
    handWrittenProgram,
    LICENSE,
    removeScratch,
    scratchFolder,
    stacksProgram,
    TYPE_CHECKED,
    writeProgram,
} from "./preview/programs";

/** `npm run bench`: everything in one run, as ratios, since this machine's seconds mean nothing on another. */

const TIMES = 3;
const EXAMPLE = path.resolve(__dirname, "../examples/million-connections");

function ratio(a: number, b: number): string {
    return `${(a / b).toFixed(2)}x`;
}

function line(what: string, run: Run): void {
    console.log(
        `  ${what.padEnd(44)} ${run.seconds.toFixed(2).padStart(7)} s ${run.programMb.toFixed(0).padStart(5)} MB ${String(run.resources).padStart(5)} resources`,
    );
}

function comparePreviews(): void {
    console.log(
        "\nOffline preview of examples/million-connections against the same resources written by hand",
    );
    const hand = writeProgram(scratchFolder("hand-written"), handWrittenProgram(EXAMPLE));
    const ours = measurePreview(EXAMPLE, TIMES, LICENSE);
    const theirs = measurePreview(hand, TIMES);
    line("with emqx-ack", ours);
    line("by hand", theirs);
    console.log(
        `  => wall time ${ratio(ours.seconds, theirs.seconds)}, peak memory of the program ${ratio(ours.programMb, theirs.programMb)}`,
    );
}

function growth(): void {
    console.log("\nOffline preview of 1, 10 and 50 stacks in one program");
    const runs = [1, 10, 50].map((count) => {
        const run = measurePreview(
            writeProgram(scratchFolder(`stacks-${count}`), stacksProgram(count)),
            count === 1 ? TIMES : 1,
        );
        line(`${count} stack${count === 1 ? "" : "s"}`, run);
        return run;
    });
    const [one, ten, fifty] = runs as [Run, Run, Run];
    console.log(
        `  => 10 stacks ${ratio(ten.seconds, one.seconds)} time, ${ratio(ten.programMb, one.programMb)} memory; 50 stacks ${ratio(fifty.seconds, one.seconds)} time, ${ratio(fifty.programMb, one.programMb)} memory`,
    );
}

function typeCheck(): void {
    console.log(
        "\ntsc on a user's program that imports this package, against one that imports @pulumi/alicloud and @pulumi/kubernetes",
    );
    const ours = measureTypeCheck(writeProgram(scratchFolder("tsc-package"), TYPE_CHECKED.package), TIMES);
    const sdks = measureTypeCheck(writeProgram(scratchFolder("tsc-sdks"), TYPE_CHECKED.sdks), TIMES);
    for (const [what, run] of [
        ["with emqx-ack", ours],
        ["with the SDKs", sdks],
    ] as const) {
        console.log(
            `  ${what.padEnd(44)} ${run.seconds.toFixed(2).padStart(7)} s ${run.memoryMb.toFixed(0).padStart(5)} MB`,
        );
    }
    console.log(
        `  => time ${ratio(ours.seconds, sdks.seconds)}, memory ${ratio(ours.memoryMb, sdks.memoryMb)}`,
    );
}

try {
    comparePreviews();
    growth();
    typeCheck();
} finally {
    removeScratch();
}
