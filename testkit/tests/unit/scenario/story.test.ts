import assert from "node:assert/strict";
import { storyOf } from "../../../scenario/story";
import { BALANCER, ORDERLY } from "./entries";

describe("a timeline in words", () => {
    it("has moments and steps in the order of their time", () => {
        const step = { ...BALANCER, op: "update" as const, started: 0, ended: 0, at: 6.5, until: 7.2 };
        const lines = storyOf(ORDERLY.slice(-2), [{ ...step, at: 5.5 }]).split("\n");
        assert.equal(lines.length, 3);
        assert.match(
            lines[0] as string,
            /^ {4}5\.00 Available {2}emqx-core-old 0\/3\/3 .* budgets 1\/1 {2}mqtt@1$/,
        );
        assert.match(lines[1] as string, /^ {4}5\.50 >>> update lb-mqtt, 1\.7 s$/);
        assert.match(lines[2] as string, /^ {4}6\.00 Ready/);
    });
});
