import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as provider from "../../provider";
import { assertSameDeployment } from "../support/plugin/canonical";
import { FakeCluster } from "../support/plugin/fakeCluster";
import type { PluginProcess } from "../support/plugin/pluginProcess";
import { type Make, PROGRAMS } from "../support/plugin/programs";
import { remoteComponents } from "../support/plugin/remoteComponents";
import { outputsOf, remoteClassOf } from "../support/plugin/sdk";
import { ROOT, UserDirectory } from "../support/plugin/userDirectory";
import { MODES, run } from "../support/stacks";

const inProcess: Make = (component, name, args, opts) =>
    outputsOf(component, new (provider as any)[component](name, args, opts));
const byPlugin: Make = (component, name, args, opts) =>
    outputsOf(component, new (remoteClassOf(component))(name, args, opts));

describe("components of the plugin", function () {
    this.timeout(120_000);
    const cluster = new FakeCluster();
    const user = new UserDirectory();
    let plugin: PluginProcess;

    before(async () => {
        assert.ok(existsSync(join(ROOT, "bin/provider/plugin/main.js")), "not built: npm run build");
        await cluster.start();
        plugin = await user.startPlugin(cluster);
    });

    after(async () => {
        await plugin?.stop();
        cluster.stop();
        user.remove();
    });

    for (const [title, program] of Object.entries(PROGRAMS)) {
        for (const mode of MODES) {
            it(`are those of a program's own process: ${title} (${mode})`, async () => {
                const own = await run(() => program(inProcess), mode);
                const remote = await run(() => program(byPlugin), mode, {
                    remote: remoteComponents(plugin, cluster),
                });
                assertSameDeployment(remote.recorded, own.recorded);
            });
        }
    }
});
