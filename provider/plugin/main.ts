import * as pulumi from "@pulumi/pulumi";
import { construct, forEngine } from "./construct";
import { Failures } from "./failures";
import { readPackageFiles } from "./packageFiles";

// The engine's entry: PulumiPlugin.yaml makes the CLI run package.json's `main`, which is this file. Programs that import
// the package get `provider/index.ts` instead, by `exports`.

// The engine starts providers in the project's folder, and tells only programs so.
process.env.PULUMI_NODEJS_ROOT_DIRECTORY ??= process.cwd();

const { version, schemaText, schema } = readPackageFiles();
const outputs = new Map(
    Object.entries(schema.resources).map(([token, { properties }]) => [token, Object.keys(properties)]),
);
const failures = new Failures();

const provider: pulumi.provider.Provider = {
    version,
    schema: schemaText,
    construct: async (name, type, inputs, options) => {
        try {
            return await failures.watch(() => construct(outputs, type, name, inputs, options));
        } catch (error) {
            throw forEngine(error);
        }
    },
    // A rollout may be waited for; what it did so far is seen by the next update.
    cancel: async () => failures.fail(new Error("the update was cancelled")),
};

pulumi.provider.main(provider, process.argv.slice(2));
failures.takeOver();
