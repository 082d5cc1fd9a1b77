import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The schema as far as serving components needs it. */
interface Schema {
    readonly resources: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
}

/** What the plugin tells the engine about the package. */
export interface PackageFiles {
    readonly version: string;
    readonly schemaText: string;
    readonly schema: Schema;
}

/** Reads `package.json` and `schema.json`, which lie in the package's root. */
export function readPackageFiles(): PackageFiles {
    const packageJson = require.resolve("emqx-ack/package.json");
    const { version } = JSON.parse(readFileSync(packageJson, "utf8"));
    const schemaText = readFileSync(join(dirname(packageJson), "schema.json"), "utf8");
    return { version, schemaText, schema: JSON.parse(schemaText) };
}
