import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { generate, SCHEMA_FILE } from "./generate";

// `npm run schema`.
const now = existsSync(SCHEMA_FILE) ? readFileSync(SCHEMA_FILE, "utf8") : "";
const { text } = generate();
if (text !== now) writeFileSync(SCHEMA_FILE, text);
console.log(`schema.json: ${text === now ? "up to date" : "written"}`);
