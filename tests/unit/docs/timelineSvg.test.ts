import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { timelineSvg } from "../../../docs/generate/upgradeTimeline/timelineSvg";
import type { TimelinePicture, TimelineSample } from "../../../testkit/scenario/picture";

const docs = join(__dirname, "..", "..", "..", "docs");

const before: TimelineSample = {
    t: 0,
    condition: "Ready",
    oldCores: [3, 3],
    newCores: [0, 0],
    oldReplicants: [3, 3],
    newReplicants: [0, 0],
};
const picture: TimelinePicture = {
    title: "A <small> change & its end",
    budget: 2,
    marks: [
        { t: 1, text: "EMQX object changed" },
        { t: 9, text: "gate opens" },
    ],
    samples: [
        before,
        { ...before, t: 4, condition: "Available", newReplicants: [3, 2] },
        { ...before, t: 8, condition: "Ready", oldReplicants: [3, 0], newReplicants: [3, 2] },
    ],
};

describe("the picture of an upgrade", () => {
    it("is drawn from the recording beside it", () => {
        const recorded: TimelinePicture = JSON.parse(
            readFileSync(join(docs, "upgrade-timeline.json"), "utf8"),
        );
        const drawn = readFileSync(join(docs, "upgrade-timeline.svg"), "utf8");
        assert.equal(drawn, timelineSvg(recorded), "npm run docs:upgrade draws it anew");
    });

    it("shows an upgrade in its right order", () => {
        const { samples, marks, budget }: TimelinePicture = JSON.parse(
            readFileSync(join(docs, "upgrade-timeline.json"), "utf8"),
        );
        const serving = samples.map((s) => s.oldReplicants[1] + s.newReplicants[1]);
        assert.ok(Math.min(...serving) >= budget);
        const [changed, opens, moved] = marks.map(({ t }) => t) as [number, number, number];
        assert.ok(changed < opens && opens <= moved);
        const running = samples.filter((s) => s.oldCores[0] + s.oldReplicants[0] > 0);
        assert.ok(Math.max(...running.map(({ t }) => t)) < opens, "old pods run until the gate opens");
    });

    it("tells the same in words, for whoever does not see it", () => {
        const svg = timelineSvg(picture);
        assert.match(svg, /<title id="title">A &#60;small&#62; change &#38; its end<\/title>/);
        assert.match(
            svg,
            /<desc id="desc">The operator goes through Ready, Available, Ready\. At every moment 2 replicants or more take traffic; 2 is the least there may be\. EMQX object changed after 1 seconds\. gate opens after 9 seconds\.<\/desc>/,
        );
    });

    it("needs nothing from anywhere and runs nothing", () => {
        const svg = timelineSvg(picture);
        assert.doesNotMatch(svg, /<script|href=|url\(|@import|@font-face/);
        assert.match(svg, /prefers-color-scheme: dark/);
    });

    it("draws a count as high as it is, until the next sample", () => {
        const svg = timelineSvg(picture);
        const [old] = /<path class="old" d="([^"]*)"\/>/.exec(svg)?.slice(1) ?? [];
        // Three old cores of three fill their lane from the first second to the last: three columns of the same height.
        const columns = [...(old ?? "").matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)H[\d.]+V/g)];
        assert.equal(columns.length, 3);
        for (const [, low, high] of columns) assert.equal(Number(low) - Number(high), 50);
    });
});
