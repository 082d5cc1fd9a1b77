import { strict as assert } from "node:assert";
import fc from "fast-check";
import { EmqxEdition } from "../../../../provider/emqx/args/edition";
import { Crossing, crossing, crossingFrom } from "../../../../provider/emqx/lines/crossings";
import type { Standing } from "../../../../provider/emqx/lines/wayUp";
import { compareVersions, minorOf } from "../../../../provider/naming/versionNumbers";

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

    it("refuses pairs that are known to stand still, and names the better one", () => {
        const stalls: [string, string, string][] = [
            ["6.2.3", "6.3.0", "6.3.1"],
            ["6.1.4", "6.3.0", "6.3.1"],
            ["5.8.11", "6.0.0", "6.0.3"],
            ["6.1.0", "6.2.0", "6.2.3"],
        ];
        for (const [from, to, better] of stalls) {
            assert.equal(verdict(from, to), Crossing.Refused);
            assert.match(crossing(from, to).because, new RegExp(`Write version "${better}"`));
            assert.notEqual(verdict(from, better), Crossing.Refused);
            assert.ok(crossing(from, to).source);
        }
        assert.equal(verdict("6.1.1", "6.2.0"), Crossing.Supported);
        assert.equal(verdict("6.2.3", "6.3.1"), Crossing.Supported);
    });

    it("says that durable sessions are lost from 5 to 6", () => {
        for (const from of ["5.8.11", "5.9.3", "5.10.4"])
            for (const to of ["6.0.3", "6.1.4", "6.2.3", "6.3.1"]) {
                assert.equal(verdict(from, to), Crossing.Limited);
                assert.match(crossing(from, to).because, /durable sessions are lost/);
            }
    });

    it("names the next step where it refuses a way up", () => {
        const said = (from: Standing, to: string) => crossingFrom(from, to).because;
        const open57 = { version: "5.7.2", edition: EmqxEdition.OpenSource, line: "2.2" };
        const next58 = /The next step is version "5\.8\.11" with edition "Enterprise" on operator line 2\.2/;
        assert.match(said(open57, "6.3.1"), next58);
        assert.match(said({ ...open57, version: "5.8.9" }, "6.3.1"), next58);
        const long = { version: "5.8.11", edition: EmqxEdition.Enterprise, line: "2.2" };
        assert.match(said(long, "6.3.0"), /Write version "6\.3\.1"/);
        assert.equal(crossingFrom(long, "6.3.1").crossing, Crossing.Limited);
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
