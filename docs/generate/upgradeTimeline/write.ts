import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { timelineSvg } from "./timelineSvg";

/** Draws docs/upgrade-timeline.svg from the recording beside it. */
const docs = join(__dirname, "..", "..");
const picture = JSON.parse(readFileSync(join(docs, "upgrade-timeline.json"), "utf8"));
writeFileSync(join(docs, "upgrade-timeline.svg"), timelineSvg(picture));
