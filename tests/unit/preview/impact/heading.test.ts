import assert from "node:assert";
import { together } from "../../../../preview/impact/say/heading";

const pool = (thing: string, nodes: number) => ({
    fact: { kind: "poolCreated", thing: { name: thing, nodes } } as const,
    what: { lead: "node pool", thing, size: `of ${nodes}`, tail: "nodes deleted" },
});

describe("headings of several things", () => {
    it("say a size once where it is the same, and with each thing where it is not", () => {
        assert.strictEqual(
            together([pool("replicant-a", 3), pool("core-a", 3)]),
            "node pool replicant-a and core-a of 3 nodes deleted",
        );
        assert.strictEqual(
            together([pool("replicant-a", 5), pool("core-a", 3)]),
            "node pool replicant-a of 5 and core-a of 3 nodes deleted",
        );
    });
});
