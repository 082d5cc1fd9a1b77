import assert from "node:assert";
import fc from "fast-check";
import { differences } from "../../../../preview/changes/difference";
import { formatPath } from "../../../../preview/changes/path";
import { propertyChanges } from "../../../../preview/changes/properties";
import { secret, UNKNOWN, type Wire, type WireObject } from "../../../../preview/monitor/wire";

const EXACT = { scalarsAsText: false, emptyAsAbsent: false };
const BRIDGED = { scalarsAsText: true, emptyAsAbsent: true };

function found(before: Wire, after: Wire, leniency = EXACT): string[] {
    const changed = differences({ x: before }, { x: after }, leniency);
    return propertyChanges(changed, []).map(({ path, kind }) => `${kind} ${path}`);
}

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => ({ x: value }) as WireObject);

describe("differences of properties", () => {
    it("are none between equal values", () => {
        fc.assert(
            fc.property(json, (value) => {
                assert.deepStrictEqual(differences(value, structuredClone(value), EXACT), []);
            }),
        );
    });

    it("are some between unequal ones, and the same the other way round", () => {
        fc.assert(
            fc.property(json, json, (one, other) => {
                const there = differences(one, other, BRIDGED).length;
                assert.strictEqual(there > 0, differences(other, one, BRIDGED).length > 0);
            }),
        );
    });

    it("stand at the innermost path", () => {
        assert.deepStrictEqual(found({ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }), ["update x.a.c"]);
        assert.deepStrictEqual(found({ a: 1 }, { a: 1, b: { c: { d: 1 } } }), ["add x.b"]);
        assert.deepStrictEqual(found({ a: [1] }, { a: { b: 1 } }), ["update x.a"]);
        assert.deepStrictEqual(found({ a: null }, {}), []);
    });

    it("show neither secrets nor where in a secret they are", () => {
        const changed = differences(
            { data: secret({ password: "old-password" }) },
            { data: secret({ password: "new-password" }) },
            EXACT,
        );
        assert.deepStrictEqual(
            changed.map(({ path }) => formatPath(path)),
            ["data"],
        );
        const shown = JSON.stringify(propertyChanges(changed, []));
        assert.doesNotMatch(shown, /password/);
    });

    it("hide a plain value that is a secret on the other side", () => {
        const changed = differences({ token: "the-token" }, { token: secret("another") }, EXACT);
        assert.doesNotMatch(JSON.stringify(propertyChanges(changed, [])), /the-token|another/);
    });

    it("say when a value is not known", () => {
        const [change] = propertyChanges(differences({ id: "vpc-1" }, { id: UNKNOWN }, EXACT), []);
        assert.deepStrictEqual(change, {
            path: "id",
            kind: "update",
            before: "vpc-1",
            after: UNKNOWN,
            replaces: false,
            certainty: "unknown",
        });
    });

    it("take what a bridged provider does not tell apart for the same", () => {
        assert.deepStrictEqual(found({ size: 3, on: true }, { size: "3", on: "true" }, BRIDGED), []);
        assert.deepStrictEqual(found({ size: 3 }, { size: "3" }), ["update x.size"]);
        assert.deepStrictEqual(found({}, { tags: {}, name: "", flag: false }, BRIDGED), []);
        assert.deepStrictEqual(found({ flag: true }, {}, BRIDGED), ["delete x.flag"]);
        assert.deepStrictEqual(found({}, { name: "" }), ["add x.name"]);
    });
});
