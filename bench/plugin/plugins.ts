import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { WireObject } from "../../preview/monitor/wire";

const ROOT = resolve(__dirname, "../..");

/** A plugin to start, and the component that is asked of it. */
export interface BenchedPlugin {
    readonly title: string;
    readonly directory: string;
    readonly token: string;
    readonly inputs: WireObject;
}

const POOL = {
    token: "emqx-ack:index:TunedNodePool",
    inputs: { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1", "vsw-2"] },
};

const EMPTY_COMPONENT = `
const pulumi = require("@pulumi/pulumi");
class Empty extends pulumi.ComponentResource {
    constructor(name, args, opts) {
        super("bare:index:Empty", name, {}, opts);
        this.registerOutputs({});
    }
}
const schema = { name: "bare", version: "1.0.0", resources: { "bare:index:Empty": { isComponent: true } } };
const construct = async (name, type, inputs, opts) => ({ urn: new Empty(name, inputs, opts).urn, state: {} });
pulumi.provider.main({ version: "1.0.0", schema: JSON.stringify(schema), construct }, process.argv.slice(2));
`;

/** Folders that are plugins in their own ways; `remove` takes them away again. */
export function makePlugins(): { plugins: readonly BenchedPlugin[]; user: string; remove(): void } {
    const folder = mkdtempSync(join(tmpdir(), "emqx-ack-bench-"));
    const make = (name: string, main: string) => {
        const directory = join(folder, name);
        mkdirSync(directory);
        symlinkSync(join(ROOT, "node_modules"), join(directory, "node_modules"));
        writeFileSync(join(directory, "package.json"), JSON.stringify({ name, version: "1.0.0", main }));
        return directory;
    };
    const bare = make("bare", "index.js");
    writeFileSync(join(bare, "index.js"), EMPTY_COMPONENT);

    // As Pulumi's template for components does it: TypeScript sources, hosted by whoever finds components exported.
    const analyzed = make("emqx-ack", "provider/index.ts");
    symlinkSync(join(ROOT, "provider"), join(analyzed, "provider"));
    const compilerOptions = {
        target: "es2022",
        module: "node16",
        moduleResolution: "node16",
        strict: true,
        skipLibCheck: true,
        preserveSymlinks: true,
        esModuleInterop: true,
        types: ["node"],
    };
    const tsconfig = JSON.stringify({ compilerOptions, files: ["provider/index.ts"] });
    writeFileSync(join(analyzed, "tsconfig.json"), tsconfig);

    const user = join(folder, "user");
    mkdirSync(user);
    writeFileSync(join(user, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    return {
        user,
        plugins: [
            { title: "one empty component", directory: bare, token: "bare:index:Empty", inputs: {} },
            { title: "emqx-ack", directory: ROOT, ...POOL },
            { title: "emqx-ack hosted by the analyzer", directory: analyzed, ...POOL },
        ],
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}
