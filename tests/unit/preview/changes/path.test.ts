import assert from "node:assert";
import fc from "fast-check";
import { covers, formatPath, parsePath } from "../../../../preview/changes/path";

const parts = fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.nat({ max: 20 })), {
    minLength: 1,
    maxLength: 5,
});

describe("property paths", () => {
    it("are written as the engine writes them", () => {
        assert.strictEqual(formatPath(["spec", "ports", 0, "port"]), "spec.ports[0].port");
        assert.strictEqual(
            formatPath(["metadata", "annotations", "pulumi.com/waitFor"]),
            'metadata.annotations["pulumi.com/waitFor"]',
        );
        assert.strictEqual(formatPath(["a b", "c"]), '["a b"].c');
    });

    it("are read as they are written", () => {
        fc.assert(fc.property(parts, (path) => assert.deepStrictEqual(parsePath(formatPath(path)), path)));
    });

    it("cover what lies beneath them, and everything with a star", () => {
        assert.ok(covers(parsePath("spec.ports"), parsePath("spec.ports[0].port")));
        assert.ok(covers(parsePath("spec.ports[*].port"), parsePath("spec.ports[3].port")));
        assert.ok(covers(parsePath("*"), parsePath("spec")));
        assert.ok(!covers(parsePath("spec.port"), parsePath("spec.ports")));
        assert.ok(!covers(parsePath("spec.ports"), parsePath("spec")));
    });
});
