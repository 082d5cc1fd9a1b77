import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Crossing, crossing } from "../../../../provider/emqx/lines/crossings";
import { compareVersions, minorOf } from "../../../../provider/emqx/lines/versionNumbers";

const version = fc
    .tuple(fc.constantFrom(5, 6), fc.nat(12), fc.nat(20))
    .map(([major, minor, patch]) => `${major}.${minor}.${patch}`);

describe("the matrix of EMQX versions", () => {
    const verdict = (from: string, to: string) => crossing(from, to).crossing;

    it("says what the vendor's table says", () => {
        assert.equal(verdict("5.3.2", "5.8.11"), Crossing.Supported);
        assert.equal(verdict("5.5.1", "5.8.11"), Crossing.Supported);
        assert.equal(verdict("5.6.1", "5.7.2"), Crossing.Supported);
        assert.equal(verdict("5.3.2", "5.10.1"), Crossing.Refused);
        assert.equal(verdict("5.8.9", "5.10.1"), Crossing.Limited);
        assert.equal(verdict("5.7.2", "6.2.0"), Crossing.Refused);
        assert.equal(verdict("6.0.1", "6.3.1"), Crossing.Supported);
    });

    it("takes 5.10 for later than 5.9", () => {
        assert.ok(compareVersions("5.10.0", "5.9.3") > 0);
        assert.equal(minorOf("5.10.4-rc.1"), "5.10");
        assert.equal(minorOf("latest"), undefined);
    });

    it("refuses every way back to an older minor, with a reason, and none within a minor", () => {
        fc.assert(
            fc.property(version, version, (from, to) => {
                const { crossing: found, because } = crossing(from, to);
                if (minorOf(from) === minorOf(to)) assert.equal(found, Crossing.Supported);
                else if (compareVersions(from, to) > 0) assert.equal(found, Crossing.Refused);
                assert.equal(found === Crossing.Supported, because === "");
            }),
            { numRuns: 2000 },
        );
    });

    it("orders versions", () => {
        fc.assert(
            fc.property(version, version, (a, b) => {
                assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) + 0);
                assert.equal(compareVersions(a, a), 0);
            }),
        );
    });
});
