import { readFileSync, writeFileSync } from "node:fs";
import { CONFIGURATION_PAGE, configurationPage } from "./page";

// `npm run docs:configuration`, from the repository's root.
const now = readFileSync(CONFIGURATION_PAGE, "utf8");
const next = configurationPage(now);
if (next !== now) writeFileSync(CONFIGURATION_PAGE, next);
console.log(`docs/configuration.md: ${next === now ? "up to date" : "written"}`);
