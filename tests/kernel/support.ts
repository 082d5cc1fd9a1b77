import assert from "node:assert/strict";
import { totalmem } from "node:os";
import { buildKernelProfile, type KernelProfile, type KernelProfileArgs } from "../../provider/nodes/kernel";
import { Problems } from "../../provider/validation/problems";
import { whyNoScratchNode } from "./scratchNode";

/** A profile for this machine's memory, whatever that is. */
export function profileForThisMachine(args: KernelProfileArgs = {}): KernelProfile {
    const problems = new Problems();
    const memoryGiB = args.memoryGiB ?? totalmem() / 1024 ** 3;
    const profile = buildKernelProfile(
        { connectionsPerNode: 30_000, vcpus: 2, ...args, memoryGiB },
        problems,
    );
    assert.deepEqual(problems.all, []);
    return profile;
}

/** Skips the suite, with the reason, where it cannot run; fails it where it must (EMQX_ACK_REQUIRE_KERNEL=1). */
export function needsScratchNode(this: Mocha.Context): void {
    const reason = whyNoScratchNode();
    if (reason === undefined) {
        return;
    }
    assert.notEqual(
        process.env.EMQX_ACK_REQUIRE_KERNEL,
        "1",
        `the kernel tests must run here, but ${reason}`,
    );
    console.log(`      skipped: ${reason}`);
    this.skip();
}

/** `key = value` lines as pairs; tabs, which the kernel puts between numbers, as spaces. */
export function pairs(text: string | undefined): { [key: string]: string } {
    const lines = (text ?? "").split("\n").filter((line) => line.includes("="));
    return Object.fromEntries(
        lines.map(
            (line) => line.split("=").map((part) => part.trim().replaceAll("\t", " ")) as [string, string],
        ),
    );
}

/** Shell that prints each key of the list as `key=value`, `key=absent` when the kernel has no such key here. */
export function printKeys(keys: readonly string[]): string {
    return `for key in ${keys.join(" ")}; do file=/proc/sys/$(echo $key | tr . /); if [ -e $file ]; then echo "$key=$(cat $file)"; else echo "$key=absent"; fi; done\n`;
}
