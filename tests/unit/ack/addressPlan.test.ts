import assert from "node:assert/strict";
import * as fc from "fast-check";
import { formatCidr, overlap, parseCidr, zoneRanges } from "../../../provider/ack/addressPlan";
import { zoneLetter } from "../../../provider/alibaba/regions";

const anyVpc = fc
    .tuple(fc.integer({ min: 8, max: 16 }), fc.nat({ max: 0xffff_ffff }))
    .map(([prefix, bits]) => {
        const size = 2 ** (32 - prefix);
        return { prefix, address: Math.floor(bits / size) * size };
    });
const anyZone = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz").map((letter) => `cn-hangzhou-${letter}`);

const cidr = (text: string) => {
    const parsed = parseCidr(text);
    assert.ok(parsed, `${text} is no range`);
    return parsed;
};

describe("which addresses each zone gets", () => {
    it("never overlap, lie in the VPC, and are ranges that Alibaba Cloud takes for a vSwitch", () => {
        fc.assert(
            fc.property(anyVpc, fc.uniqueArray(anyZone, { minLength: 2 }), (vpc, zones) => {
                const ranges = zones
                    .flatMap((zone) => Object.values(zoneRanges(vpc, zone)))
                    .map((text) => cidr(text));
                for (const [i, range] of ranges.entries()) {
                    assert.ok(range.prefix >= 16 && range.prefix <= 29);
                    assert.ok(range.prefix >= vpc.prefix && overlap(range, vpc));
                    for (const other of ranges.slice(i + 1)) assert.ok(!overlap(range, other));
                }
            }),
        );
    });

    it("depend on the VPC and the zone alone, not on what other zones there are", () => {
        fc.assert(
            fc.property(anyVpc, anyZone, (vpc, zone) => {
                assert.deepEqual(zoneRanges(vpc, zone), zoneRanges({ ...vpc }, zone));
            }),
        );
        // Fixed for the life of every stack: all of a vSwitch is fixed when it is made.
        assert.deepEqual(zoneRanges(cidr("10.0.0.0/8"), "cn-hangzhou-g"), {
            nodes: "10.48.0.0/16",
            pods: "10.52.0.0/16",
        });
        assert.deepEqual(zoneRanges(cidr("192.168.0.0/16"), "cn-hangzhou-h"), {
            nodes: "192.168.56.0/22",
            pods: "192.168.60.0/22",
        });
    });
});

describe("a zone's letter", () => {
    const zones: [zone: string, letter: number | undefined][] = [
        ["cn-hangzhou-a", 0],
        ["cn-hangzhou-g", 6],
        ["ap-southeast-1a", 0],
        ["us-east-1b", 1],
        ["eu-central-1c", 2],
        ["cn-shanghai-finance-1k", 10],
        ["cn-hangzhou", undefined],
        ["ap-southeast-1", undefined],
        ["g", undefined],
        ["", undefined],
        ["CN-HANGZHOU-G", undefined],
        ["cn-hangzhou-g ", undefined],
    ];
    for (const [zone, letter] of zones) {
        it(`of "${zone}" is ${letter === undefined ? "none" : letter}`, () => {
            assert.equal(zoneLetter(zone), letter);
        });
    }
});

describe("an address range", () => {
    it("is read back as it was written", () => {
        fc.assert(
            fc.property(fc.integer({ min: 1, max: 32 }), fc.nat({ max: 0xffff_ffff }), (prefix, bits) => {
                const size = 2 ** (32 - prefix);
                const range = { prefix, address: Math.floor(bits / size) * size };
                assert.deepEqual(parseCidr(formatCidr(range)), range);
            }),
        );
    });

    for (const text of [
        "10.0.0.0",
        "10.0.0.1/8",
        "10.0.0.0/33",
        "256.0.0.0/8",
        "10.0.0/8",
        " 10.0.0.0/8",
        "",
    ]) {
        it(`is not "${text}"`, () => assert.equal(parseCidr(text), undefined));
    }

    it("overlaps another when one holds an address of the other", () => {
        assert.ok(overlap(cidr("10.0.0.0/8"), cidr("10.200.0.0/16")));
        assert.ok(overlap(cidr("10.200.0.0/16"), cidr("10.0.0.0/8")));
        assert.ok(!overlap(cidr("10.0.0.0/16"), cidr("10.1.0.0/16")));
        assert.ok(!overlap(cidr("172.16.0.0/12"), cidr("192.168.0.0/16")));
        assert.ok(overlap(cidr("0.0.0.0/0"), cidr("255.255.255.255/32")));
    });
});
