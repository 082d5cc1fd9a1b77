import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KERNEL_PAGES } from "./pages";

// `npm run docs:kernel`, from the repository's root.
for (const { file, text } of KERNEL_PAGES) {
    const path = join(process.cwd(), file);
    const now = existsSync(path) ? readFileSync(path, "utf8") : "";
    const next = text(now);
    if (next !== now) {
        writeFileSync(path, next);
    }
    console.log(`${file}: ${next === now ? "up to date" : "written"}`);
}
