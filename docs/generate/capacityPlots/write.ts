import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { capacityPlots } from "./plots";

/** Draws the pictures of docs/capacity.md from the model. */
for (const [file, svg] of Object.entries(capacityPlots()))
    writeFileSync(join(__dirname, "..", "..", file), svg);
