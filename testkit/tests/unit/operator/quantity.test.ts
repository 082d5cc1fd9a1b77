import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { canonicalQuantity } from "../../../operator/quantity";

describe("the operator's stand-in: quantities", () => {
    it("are written as Kubernetes writes them", () => {
        const written = {
            "0.5": "500m",
            "1000m": "1",
            "1500m": "1500m",
            "2000": "2k",
            "1e3": "1k",
            "2048Mi": "2Gi",
            "1.5Gi": "1536Mi",
            "1024Gi": "1Ti",
            "0.5Ki": "512",
            "40Gi": "40Gi",
            "0": "0",
        };
        const ours = Object.keys(written).map((text) => [text, canonicalQuantity(text)]);
        assert.deepEqual(Object.fromEntries(ours), written);
    });

    it("stay as they are once they are written so", () => {
        const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Ti");
        const quantity = fc.tuple(fc.nat(1_000_000), suffix).map(([amount, unit]) => `${amount}${unit}`);
        fc.assert(
            fc.property(quantity, (text) => {
                const written = canonicalQuantity(text);
                assert.equal(canonicalQuantity(written), written);
            }),
        );
    });
});
