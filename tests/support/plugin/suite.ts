import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { FakeCluster } from "./fakeCluster";
import type { PluginProcess } from "./pluginProcess";
import { ROOT, UserDirectory } from "./userDirectory";

/** What a suite that talks to the plugin has: the process, started as the engine does, and what stands for the cluster. */
export interface PluginSuite {
    readonly cluster: FakeCluster;
    readonly plugin: PluginProcess;
    /** Leaves the plugin's folder as it is before a first run, which it is before each test. */
    clean(): void;
}

/** Starts the plugin before the tests of the surrounding `describe` and ends it after them. */
export function withPlugin(): PluginSuite {
    const cluster = new FakeCluster();
    const user = new UserDirectory();
    let plugin: PluginProcess | undefined;
    before(async () => {
        assert.ok(existsSync(join(ROOT, "bin/provider/plugin/main.js")), "not built: npm run build");
        await cluster.start();
        plugin = await user.startPlugin(cluster);
    });
    beforeEach(() => user.clean());
    after(async () => {
        await plugin?.stop();
        cluster.stop();
        user.remove();
    });
    return {
        cluster,
        clean: () => user.clean(),
        get plugin() {
            if (plugin === undefined) throw new Error("the plugin runs inside the suite's tests only");
            return plugin;
        },
    };
}
