import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { KERNEL_PAGES } from "../../../docs/generate/kernelPages/pages";
import { SOURCE_SCRIPT } from "../../../docs/generate/kernelPages/sourceScript";
import { findParameter } from "../../../provider/nodes/kernel";
import { dataText } from "../../../testkit/data";

const ROOT = resolve(__dirname, "../../..");

describe("kernel pages", () => {
    for (const { file, text } of KERNEL_PAGES) {
        it(`${file} is what the table says now`, () => {
            const now = readFileSync(join(ROOT, file), "utf8");
            assert.equal(now, text(now), `${file} has drifted: run \`npm run docs:kernel\``);
        });
    }

    it("say for every line where the profile does it, or why it does not", () => {
        for (const { line, keys, ours, leftOut } of SOURCE_SCRIPT) {
            assert.equal([keys.length > 0, Boolean(ours), Boolean(leftOut)].filter(Boolean).length, 1, line);
            for (const key of keys) {
                assert.ok(findParameter(key), `${line} names ${key}`);
            }
        }
    });

    it("agree with the table about what reaches a pod", () => {
        for (const { line, works, keys } of SOURCE_SCRIPT) {
            const key = line.split("=")[0] ?? "";
            const parameter = keys.includes(key) ? findParameter(key) : undefined;
            if (parameter?.scope === "netns") {
                assert.equal(works, "no", `${line}: the node's value reaches no pod`);
            }
            if (parameter?.scope === "copied") {
                assert.equal(works, "yes", line);
            }
        }
    });

    it("have every kernel setting of the source's script", () => {
        const ours = SOURCE_SCRIPT.map(({ line }) => line);
        const settings = dataText("source-script.txt").trim().split("\n");
        assert.deepEqual(
            settings.filter((setting) => !ours.includes(setting)),
            [],
        );
    });
});
