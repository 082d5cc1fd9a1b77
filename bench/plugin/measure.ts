import { ConstructScene } from "../../tests/support/plugin/constructScene";
import { FakeCluster } from "../../tests/support/plugin/fakeCluster";
import { PluginProcess } from "../../tests/support/plugin/pluginProcess";
import { NO_ENGINE } from "../../tests/support/plugin/userDirectory";
import type { BenchedPlugin } from "./plugins";

/** What one cold start took. */
export interface Start {
    /** From starting the process to the port it serves on. */
    readonly servingSeconds: number;
    /** From starting the process to the answer to the first Construct. */
    readonly constructSeconds: number;
    /** Peak resident memory of the process. */
    readonly peakMb: number;
}

/** Starts the plugin as the CLI does, in `user`, and makes one component in a preview. */
export async function coldStart(benched: BenchedPlugin, user: string): Promise<Start> {
    const cluster = new FakeCluster();
    const begin = process.hrtime.bigint();
    const seconds = () => Number(process.hrtime.bigint() - begin) / 1e9;
    const plugin = await PluginProcess.start({ directory: benched.directory, engine: NO_ENGINE, cwd: user });
    const servingSeconds = seconds();
    const scene = await ConstructScene.open(plugin, cluster, "bench", "preview");
    try {
        await scene.construct(benched.token, "benched", benched.inputs);
        return { servingSeconds, constructSeconds: seconds(), peakMb: plugin.peakMb() };
    } finally {
        scene.close();
        await plugin.stop("SIGKILL");
    }
}
