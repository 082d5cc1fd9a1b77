import * as assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Clock } from "../../../broker";

describe("the clock of the broker double", () => {
    let clock: Clock;

    beforeEach(() => {
        clock = new Clock(50);
    });

    afterEach(() => clock.stop());

    it("lets things happen in the order of their time, and at the same time in the order of asking", async () => {
        const seen: string[] = [];
        const at = (seconds: number, name: string) =>
            clock.after(seconds, () => seen.push(`${name} ${clock.now.toFixed(1)}`));
        at(3, "late");
        at(1, "first of two");
        at(1, "second of two");
        at(0.5, "early").cancel();
        at(2, "between");
        await clock.wait(4);
        assert.deepEqual(seen, ["first of two 1.0", "second of two 1.0", "between 2.0", "late 3.0"]);
    });

    it("keeps that order for a thousand times asked for in any order", async () => {
        const seen: number[] = [];
        for (let i = 0; i < 1000; i++) {
            const seconds = ((i * 389) % 1000) / 100;
            clock.after(seconds, () => seen.push(seconds));
        }
        await clock.wait(10.1);
        assert.deepEqual(
            seen,
            [...seen].sort((a, b) => a - b),
        );
        assert.equal(seen.length, 1000);
    });

    it("runs as much faster as it was told", async () => {
        const before = performance.now();
        await clock.wait(10);
        const took = performance.now() - before;
        // 200 ms when the machine is idle; never less.
        assert.ok(took >= 190, `10 s took ${took} ms`);
    });

    it("stands still while the process works", async () => {
        await clock.wait(1);
        const before = clock.now;
        const until = performance.now() + 400;
        while (performance.now() < until);
        await sleep(0);
        assert.ok(clock.now - before < 5, `400 ms of work were ${clock.now - before} s`);
    });

    it("is real time at speed 1, whatever the process does", async () => {
        const real = new Clock();
        const [started, time] = [performance.now(), real.now];
        const until = started + 300;
        while (performance.now() < until);
        await real.wait(0.1);
        const took = (performance.now() - started) / 1000;
        real.stop();
        assert.ok(Math.abs(real.now - time - took) < 0.1, `${real.now - time} s for ${took}`);
    });

    it("says what did not happen in time", async () => {
        await assert.rejects(
            clock.until("the end", 2, () => false),
            /the end: not within 2 s/,
        );
    });

    it("lets nothing happen once it is stopped", async () => {
        let happened = false;
        clock.after(1, () => {
            happened = true;
        });
        clock.stop();
        clock.after(0, () => {
            happened = true;
        });
        await sleep(60);
        assert.equal(happened, false);
    });

    it("does not take a speed that is none", () => {
        for (const speed of [0, -1, 101, Number.NaN]) assert.throws(() => new Clock(speed), /speed/);
    });
});
