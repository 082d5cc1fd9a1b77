import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALICLOUD_FORCE_NEW } from "../../../preview/changes/forceNew/alicloud";
import { type PackageSchema, replaceRules } from "./fromSchema";
import { rulesModule } from "./render";

// `pulumi package get-schema alicloud | npm run docs:replace-rules`, from the repository's root. For another resource type,
// add it to the table with an empty list first.
const FILE = join(process.cwd(), "preview/changes/forceNew/alicloud.ts");
const schema = JSON.parse(readFileSync(0, "utf8")) as PackageSchema;
const rules = replaceRules(schema, Object.keys(ALICLOUD_FORCE_NEW));
writeFileSync(FILE, rulesModule(rules, schema.version ?? "of no version"));
execFileSync("npx", ["biome", "format", "--write", FILE], { stdio: "inherit" });
