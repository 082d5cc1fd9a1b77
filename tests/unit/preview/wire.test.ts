import assert from "node:assert";
import fc from "fast-check";
import {
    containsUnknown,
    downgradeOutputs,
    outputDependencies,
    reveal,
    secret,
    UNKNOWN,
    upgradeToOutputs,
    type Wire,
    withDependencies,
} from "../../../preview/monitor/wire";
import { Placeholders } from "../../../preview/project/placeholders";
import { jsonValue } from "../../../preview/render/json";

const { value: values } = fc.letrec<{ value: Wire }>((tie) => ({
    value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom<Wire>(null, true, false, UNKNOWN),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("value"), { maxKeys: 4, noNullPrototype: true }),
        tie("value").map(secret),
    ),
}));

describe("values on the wire", () => {
    it("come back from a transform's form as they were", () => {
        fc.assert(
            fc.property(values, fc.array(fc.string()), (value, dependencies) => {
                const sent = withDependencies(upgradeToOutputs(value), dependencies);
                assert.deepStrictEqual(downgradeOutputs(sent), value);
                assert.deepStrictEqual(outputDependencies(sent), new Set(dependencies));
            }),
        );
    });

    it("stay unknown in every form", () => {
        fc.assert(
            fc.property(values, (value) => {
                assert.strictEqual(containsUnknown(upgradeToOutputs(value)), containsUnknown(value));
                assert.strictEqual(containsUnknown(reveal(value)), containsUnknown(value));
            }),
        );
    });

    it("never show a secret in JSON", () => {
        fc.assert(
            fc.property(values, values, (hidden, around) => {
                const token = "3f9a-the-secret";
                const document = JSON.stringify(jsonValue([around, { x: secret({ token, hidden }) }]));
                assert.ok(!document.includes(token));
            }),
        );
        assert.deepStrictEqual(jsonValue(secret(UNKNOWN)), { $secret: true, $unknown: true });
        assert.deepStrictEqual(jsonValue({ a: UNKNOWN, b: [secret("x")] }), {
            a: { $unknown: true },
            b: [{ $secret: true }],
        });
    });
});

describe("placeholders of encrypted configuration", () => {
    it("are found alone, within a text, and in Base64 whatever surrounds them", () => {
        fc.assert(
            fc.property(fc.string(), fc.string(), (before, after) => {
                const placeholders = new Placeholders();
                const token = placeholders.create("v1:ciphertext", "mqtt:password");
                const text = `${before}${token}${after}`;
                const encoded = Buffer.from(text).toString("base64");
                for (const carrier of [text, encoded, JSON.stringify({ text })]) {
                    assert.deepStrictEqual(placeholders.hide(carrier), secret(UNKNOWN));
                    assert.ok(!placeholders.hideInText(carrier).includes(token));
                }
                assert.deepStrictEqual(placeholders.hide({ [token]: 1 }), secret(UNKNOWN));
                assert.deepStrictEqual(placeholders.hide(secret([token])), secret([secret(UNKNOWN)]));
            }),
        );
    });

    it("leave everything else alone", () => {
        fc.assert(
            fc.property(values, (value) => {
                const placeholders = new Placeholders();
                placeholders.create("v1:ciphertext", "mqtt:password");
                assert.deepStrictEqual(placeholders.hide(value), value);
            }),
        );
    });
});
