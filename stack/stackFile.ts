import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** What to say of a stack without a file: whoever set something for another one finds everything at its default. */
export function withoutFile(): string | undefined {
    const stack = pulumi.getStack();
    const folder = pulumi.getRootDirectory();
    if (folder === "" || existsSync(join(folder, `Pulumi.${stack}.yaml`))) return undefined;
    return `There is no Pulumi.${stack}.yaml: every setting of stack ${stack} has its default, unless --config-file or an environment gives it.`;
}
