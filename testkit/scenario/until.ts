import { setTimeout as sleep } from "node:timers/promises";

const LIMIT_MS = 90_000;

/** Looks ten times a second until it is so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    while (!(await isSo())) {
        if (Date.now() > end) throw new Error(`waited ${LIMIT_MS / 1000} s in vain until ${what}`);
        await sleep(100);
    }
}
