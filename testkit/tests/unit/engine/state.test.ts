import assert from "node:assert";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { milliseconds } from "../../../engine/duration";
import { State, type StateEntry } from "../../../engine/state";
import { waitLimit } from "../../../engine/waitLimits";

function entry(name: string, fields: Partial<StateEntry> = {}): StateEntry {
    const none = { inputs: {}, outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
    return { urn: name, type: "t", name, custom: true, ...none, ...fields };
}

describe("the state of a stack", () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "emqx-ack-state-"));
        file = join(folder, "state.json");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const written = () =>
        new State(file).entries.map(({ name, replaced }) => (replaced ? `(${name})` : name));

    it("is on disk after every change, and readable to nobody else", () => {
        const state = new State(file);
        state.beginRun();
        state.put(entry("one"));
        state.put(entry("two"));
        assert.deepStrictEqual(written(), ["one", "two"]);
        state.remove(state.current("one") as StateEntry);
        assert.deepStrictEqual(written(), ["two"]);
        assert.strictEqual(statSync(file).mode & 0o777, 0o600);
    });

    it("has what a run dealt with first, and what it has not come by after it", () => {
        const state = new State(file);
        state.beginRun();
        for (const name of ["one", "two", "three"]) state.put(entry(name));
        state.beginRun();
        state.put(entry("new"));
        state.put(entry("two"));
        assert.deepStrictEqual(written(), ["new", "two", "one", "three"]);
        assert.deepStrictEqual(
            state.untouched.map(({ name }) => name),
            ["one", "three"],
        );
    });

    it("keeps a replaced resource beside its successor", () => {
        const state = new State(file);
        state.beginRun();
        state.put(entry("one", { id: "old" }));
        state.beginRun();
        state.markReplaced(state.current("one") as StateEntry);
        state.put(entry("one", { id: "new" }));
        assert.deepStrictEqual(written(), ["one", "(one)"]);
        assert.strictEqual(state.current("one")?.id, "new");
    });

    it("shows what a killed run was about to do, once", async () => {
        const state = new State(file);
        state.beginRun();
        let seen: unknown;
        await state.during({ op: "create", urn: "one" }, async () => {
            const next = new State(file);
            seen = [next.beginRun(), next.beginRun()];
        });
        assert.deepStrictEqual(seen, [[{ op: "create", urn: "one" }], []]);
        assert.deepStrictEqual(JSON.parse(readFileSync(file, "utf8")).pending, []);
    });
});

describe("how long the engine for tests waits", () => {
    it("is what customTimeouts say, or five minutes, and never more than the test wants", () => {
        assert.strictEqual(milliseconds("1h30m"), 5_400_000);
        assert.throws(() => milliseconds("soon"), /"soon" is no duration/);
        const options = { customTimeouts: { create: "20m" } };
        assert.strictEqual(waitLimit(options, "create", {}), 1_200_000);
        assert.strictEqual(waitLimit(options, "delete", {}), 300_000);
        assert.strictEqual(waitLimit(options, "create", { waitSeconds: 5 }), 5000);
        assert.strictEqual(
            waitLimit({ customTimeouts: { create: "2s" } }, "create", { waitSeconds: 5 }),
            2000,
        );
    });
});
