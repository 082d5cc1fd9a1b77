import assert from "node:assert";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type { WireObject } from "../../../../preview/monitor/wire";
import { changedPaths, ignoringChanges, touches, withoutNulls } from "../../../engine/changes";

describe("changes of inputs", () => {
    it("are told as paths to what differs", () => {
        const before = {
            a: 1,
            spec: { ports: [{ port: 80 }, { port: 90 }], type: "x" },
            gone: { deep: true },
        };
        const after = { a: 1, spec: { ports: [{ port: 81 }, { port: 90 }], type: "x", added: [] } };
        assert.deepStrictEqual(changedPaths(before, after).sort(), [
            "gone.deep",
            "spec.added",
            "spec.ports[0].port",
        ]);
    });

    it("are there exactly when two values differ", () => {
        const value = fc.object({ maxDepth: 3, values: [fc.integer(), fc.string(), fc.boolean()] });
        fc.assert(
            fc.property(value, value, (one, other) => {
                const [a, b] = [one as WireObject, other as WireObject];
                assert.deepStrictEqual(changedPaths(a, structuredClone(a)), []);
                assert.strictEqual(changedPaths(a, b).length === 0, isDeepStrictEqual(a, b));
            }),
        );
    });

    it("touch a path that they are or lie beneath", () => {
        assert.ok(touches(["spec.selector.matchLabels.app"], "spec.selector"));
        assert.ok(touches(["spec.ports[0].port"], "spec.ports"));
        assert.ok(touches(["anything"], "*"));
        assert.ok(!touches(["spec.selectors"], "spec.selector"));
        assert.ok(!touches([], "*"));
    });

    it("are taken back where they are to be ignored", () => {
        const old = { zone: "g", tags: { a: "1" }, gone: "x" };
        const inputs = { zone: "h", tags: { a: "2", b: "3" }, added: true };
        assert.deepStrictEqual(ignoringChanges(inputs, old, ["zone", "tags.a", "added", "gone"]), {
            zone: "g",
            tags: { a: "1", b: "3" },
            gone: "x",
        });
        assert.deepStrictEqual(ignoringChanges(inputs, old), inputs);
    });

    it("do not include members that are null", () => {
        assert.deepStrictEqual(withoutNulls({ a: null, b: [{ c: null, d: 1 }] }), { b: [{ d: 1 }] });
    });
});
