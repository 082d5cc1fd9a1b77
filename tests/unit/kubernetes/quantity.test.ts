import { strict as assert } from "node:assert";
import fc from "fast-check";
import { canonicalQuantity, parseQuantity } from "../../../provider/kubernetes/quantity";
import { canonicalQuantity as asGoWrites } from "../../../testkit/operator/quantity";

describe("Kubernetes quantities", () => {
    it("are numbers of their base unit, to the last digit", () => {
        assert.equal(parseQuantity("500m"), 0.5);
        assert.equal(parseQuantity("0.1"), 0.1);
        assert.equal(parseQuantity("8Gi"), 8 * 2 ** 30);
        assert.equal(parseQuantity("1.5k"), 1500);
        assert.equal(parseQuantity("1E"), 1e18);
        assert.equal(parseQuantity(".5"), 0.5);
        assert.equal(parseQuantity("9007199254740991"), Number.MAX_SAFE_INTEGER);
    });

    it("are nothing else", () => {
        for (const other of ["", ".", "8GB", "-1", "1 Gi", "1e", "lots", "1e999999999"])
            assert.equal(parseQuantity(other), undefined, other);
    });

    it("are written as the operator of EMQX writes them back", () => {
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
