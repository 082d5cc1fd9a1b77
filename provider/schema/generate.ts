import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPONENTS } from "../plugin/components";
import { type Analysis, analyze } from "./analyze";
import { buildSchema, type PackageJson } from "./buildSchema";
import { docComments } from "./docComments";
import type { PackageSpec } from "./packageSpec";

const ROOT = join(__dirname, "..", "..");

export const SCHEMA_FILE = join(ROOT, "schema.json");

/** The schema as the sources are now, and what it was made from. */
export interface Generated {
    readonly analysis: Analysis;
    readonly schema: PackageSpec;
    /** What `schema.json` is to hold. */
    readonly text: string;
}

export function generate(): Generated {
    const packageJson: PackageJson = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const names = COMPONENTS.map(({ name }) => name);
    const analysis = analyze(packageJson.name, names);
    const schema = buildSchema(packageJson, analysis, docComments(analysis.program));
    return { analysis, schema, text: `${JSON.stringify(schema, null, 2)}\n` };
}
