import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { capacityPlots } from "../../../docs/generate/capacityPlots/plots";

const DOCS = join(__dirname, "..", "..", "..", "docs");

describe("pictures of docs/capacity.md", () => {
    const page = readFileSync(join(DOCS, "capacity.md"), "utf8");
    for (const [file, svg] of Object.entries(capacityPlots())) {
        it(`${file} is what the model gives today, and on the page`, () => {
            const now = readFileSync(join(DOCS, file), "utf8");
            assert.equal(now, svg, `${file} has drifted: run \`npm run docs:capacity\``);
            assert.ok(page.includes(`(${file})`));
        });

        it(`${file} loads nothing and is named for those who do not see it`, () => {
            assert.match(svg, /role="img" aria-labelledby="title desc"/);
            assert.doesNotMatch(svg, /<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined/);
        });
    }
});
