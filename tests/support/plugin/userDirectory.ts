import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { FakeCluster } from "./fakeCluster";
import { PluginProcess } from "./pluginProcess";

export const ROOT = resolve(__dirname, "../../..");

/** Nobody listens there; a test attaches the plugin to its own engine. */
export const NO_ENGINE = "127.0.0.1:1";

/**
 * A user's directory as the CLI starts plugins in, with a tsconfig.json that Pulumi's run-plugin reads and that the
 * TypeScript 3.8 in Pulumi's SDK refuses (TS6046).
 */
export class UserDirectory {
    public readonly path = mkdtempSync(join(tmpdir(), "emqx-ack-user-"));

    constructor() {
        const compilerOptions = { target: "es2022", module: "esnext", moduleResolution: "bundler" };
        writeFileSync(join(this.path, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    }

    public startPlugin(cluster: FakeCluster): Promise<PluginProcess> {
        return PluginProcess.start({
            directory: ROOT,
            engine: NO_ENGINE,
            cwd: this.path,
            env: cluster.env,
        });
    }

    /** As it is before the first run. */
    public clean(): void {
        rmSync(join(this.path, ".emqx-ack"), { recursive: true, force: true });
    }

    public remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}
