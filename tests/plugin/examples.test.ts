import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as provider from "../../provider";
import { assertSameDeployment } from "../support/plugin/canonical";
import { exampleProgram } from "../support/plugin/exampleProgram";
import { FakeCluster } from "../support/plugin/fakeCluster";
import type { PluginProcess } from "../support/plugin/pluginProcess";
import { remoteComponents } from "../support/plugin/remoteComponents";
import { sdk } from "../support/plugin/sdk";
import { ROOT, UserDirectory } from "../support/plugin/userDirectory";
import { MODES, run } from "../support/stacks";

const PROGRAMS: [string, string, string][] = [
    ["the root stack", ROOT, "stack/index.ts"],
    ...readdirSync(join(ROOT, "examples"))
        .map((name): [string, string, string] => [name, join(ROOT, "examples", name), "index.ts"])
        .filter(([, ...file]) => existsSync(join(...file)))
        .filter(([, directory]) => existsSync(join(directory, "Pulumi.yaml"))),
];

describe("examples on an SDK of the plugin", function () {
    this.timeout(180_000);
    const cluster = new FakeCluster();
    const user = new UserDirectory();
    let plugin: PluginProcess;

    before(async () => {
        await cluster.start();
        plugin = await user.startPlugin(cluster);
    });

    after(async () => {
        await plugin?.stop();
        cluster.stop();
        user.remove();
    });

    for (const [title, directory, entry] of PROGRAMS) {
        for (const mode of MODES) {
            it(`ask for what they ask for in their own process: ${title} (${mode})`, async () => {
                const own = exampleProgram(directory, entry, provider);
                const remote = exampleProgram(directory, entry, sdk);
                const expected = await run(own.program, mode, own.options);
                const actual = await run(remote.program, mode, {
                    ...remote.options,
                    remote: remoteComponents(plugin, cluster),
                });
                assertSameDeployment(actual.recorded, expected.recorded);
            });
        }
    }
});
