import assert from "node:assert/strict";
import * as fc from "fast-check";
import { meantRegion, zoneId } from "../../../provider/ack/zoneId";
import { REGIONS, zoneOf, zoneParts } from "../../../provider/alibaba/regions";

const letters = fc.constantFrom(..."abcdefghijklmn");
const regions = fc.constantFrom(...REGIONS);

describe("a zone's id", () => {
    it("has the region and the letter that it was made of", () => {
        fc.assert(
            fc.property(regions, letters, (region, letter) => {
                const zone = zoneOf({ region, letter });
                assert.deepEqual(zoneParts(zone), { region, letter });
                assert.equal(zoneId(zone), undefined);
            }),
        );
    });

    it("is told as it is spelt, whatever slipped", () => {
        fc.assert(
            fc.property(
                regions,
                letters,
                fc.constantFrom(
                    (zone: string) => zone.toUpperCase(),
                    (zone: string) => ` ${zone}`,
                    (zone: string) => zone.replaceAll("-", "_"),
                    (zone: string) => zone.replace(/-?([a-z])$/, (_, letter) => `.${letter}`),
                ),
                (region, letter, slip) => {
                    const zone = zoneOf({ region, letter });
                    assert.match(zoneId(slip(zone)) ?? "", new RegExp(`did you mean "${zone}"\\?$`));
                },
            ),
        );
    });
});

describe("a region that is not in the list", () => {
    it("is taken for another only where its letters are nearly the same", () => {
        const meant: [string, string | undefined][] = [
            ["cn-hangzhou", undefined],
            ["cn-hangzhuo", "cn-hangzhou"],
            ["cn-bejing", "cn-beijing"],
            ["ap-southeas-1", "ap-southeast-1"],
            ["eu-centrl-1", "eu-central-1"],
            // Newer, or another cloud's: who knows.
            ["ap-southeast-9", undefined],
            ["us-west-2", undefined],
            ["na-south-1", undefined],
            ["cn-fuzhou", undefined],
        ];
        for (const [region, expected] of meant) assert.equal(meantRegion(region), expected, region);
        for (const region of REGIONS) assert.equal(meantRegion(region), undefined);
    });
});
