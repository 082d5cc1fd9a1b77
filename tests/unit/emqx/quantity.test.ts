import { strict as assert } from "node:assert";
import fc from "fast-check";
import { canonicalQuantity } from "../../../provider/emqx/quantity";
import { parseQuantity } from "../../../provider/validation/quantities";
import { canonicalQuantity as asGoWrites } from "../../../testkit/operator/quantity";

describe("quantities of the EMQX object", () => {
    it("are written as the operator writes them back", () => {
        const written = {
            "2048Mi": "2Gi",
            "0.5": "500m",
            "1000m": "1",
            "1.5Gi": "1536Mi",
            "1024Gi": "1Ti",
            "1e3": "1k",
        };
        for (const [given, canonical] of Object.entries(written))
            assert.equal(canonicalQuantity(given), canonical);
        for (const same of ["4", "500m", "8Gi", "40Gi", "0", "1536Mi", "10G"])
            assert.equal(canonicalQuantity(same), same);
        assert.equal(canonicalQuantity("lots"), "lots");
    });

    it("keep their value, and are left alone the second time, by us and by the operator", () => {
        const suffix = fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Ti");
        const number = fc
            .tuple(fc.nat(100_000), fc.constantFrom("", ".5", ".25", ".125"))
            .map((parts) => parts.join(""));
        fc.assert(
            fc.property(number, suffix, (figure, unit) => {
                // Fractions of a thousandth are rounded up.
                fc.pre(!(unit === "m" && figure.includes(".")));
                const canonical = canonicalQuantity(figure + unit);
                assert.equal(canonicalQuantity(canonical), canonical);
                assert.equal(asGoWrites(canonical), canonical);
                const [before, after] = [parseQuantity(figure + unit)!, parseQuantity(canonical)!];
                assert.ok(Math.abs(after - before) <= before * 1e-9, `${figure}${unit} became ${canonical}`);
            }),
            { numRuns: 5000 },
        );
    });
});
