import { strict as assert } from "node:assert";
import fc from "fast-check";
import { differences } from "../../../../../provider/emqx/gate/meant/differences";

const paths = (present: unknown, written: unknown) =>
    differences(present, written).map((path) => path.join("."));

describe("what an object says differently from what is to be written", () => {
    it("is each field that is another one, missing or in a list of another length", () => {
        const written = { image: "a", env: [{ name: "A", value: "1" }], pods: { cpu: "1" } };
        assert.deepEqual(paths(written, written), []);
        assert.deepEqual(paths({ ...written, image: "b" }, written), ["image"]);
        assert.deepEqual(paths({ ...written, env: [{ name: "A", value: "2" }] }, written), ["env.0.value"]);
        assert.deepEqual(paths({ ...written, env: [] }, written), ["env"]);
        assert.deepEqual(paths({ image: "a" }, { image: "a", pods: { cpu: "1" } }), ["pods.cpu"]);
        assert.deepEqual(paths({ pods: "x" }, { pods: { cpu: "1" } }), ["pods"]);
        assert.deepEqual(paths(undefined, { pods: { cpu: "1" } }), ["pods.cpu"]);
    });

    it("is not what others have added, nor an empty value that Go left out", () => {
        const written = { initialDelaySeconds: 0, value: "", list: [], more: { deep: {} }, off: false };
        assert.deepEqual(paths({ added: 1 }, written), []);
        assert.deepEqual(paths({ initialDelaySeconds: 10 }, written), ["initialDelaySeconds"]);
        assert.deepEqual(paths({ off: true }, written), ["off"]);
        assert.deepEqual(paths({ list: [1] }, written), ["list"]);
    });

    it("is nothing of any object beside itself, and whatever is added to it", () => {
        fc.assert(
            fc.property(
                fc.dictionary(fc.string(), fc.jsonValue()),
                fc.dictionary(fc.string(), fc.jsonValue()),
                (a, b) => {
                    assert.deepEqual(paths({ ...b, ...a }, a), []);
                },
            ),
        );
    });

    it("is found, wherever a single value is changed", () => {
        const leaf = fc.integer({ min: 1 });
        fc.assert(
            fc.property(
                fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1 }),
                leaf,
                leaf,
                (path, one, other) => {
                    fc.pre(one !== other);
                    const at = (value: number) =>
                        path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
                    assert.deepEqual(differences(at(one), at(other)), [path]);
                },
            ),
        );
    });
});
