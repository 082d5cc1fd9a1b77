import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Plugins that the stack asks for; alicloud is none of them on a cluster and nodes that exist. */
const PLUGINS: readonly string[] = ["kubernetes", "random"];

/** Why the real engine cannot be had here, as a sentence; undefined when it can. */
export function pulumiUnavailable(needed = PLUGINS): string | undefined {
    const missing = ["pulumi", "pulumi-language-nodejs"].filter((program) => !onPath(program));
    if (missing.length > 0) {
        return `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not on the PATH (https://www.pulumi.com/docs/install).`;
    }
    const plugins = missingPlugins(needed, () => true);
    if (plugins.length === 0) return undefined;
    const commands = plugins.map((name) => `pulumi plugin install resource ${name} ${sdkVersion(name)}`);
    return `Pulumi has no plugin for ${plugins.join(" and ")} (${commands.join("; ")}).`;
}

/** Skips the suite, with the reason, where there is no Pulumi, or none with the plugins. */
export function needsPulumi(this: Mocha.Context, plugins = PLUGINS): void {
    const reason = pulumiUnavailable(plugins);
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
}

/** Every plugin is there in the very version that our SDKs ask for, or on the PATH, where no version counts. */
export function pluginsAreExact(): boolean {
    return missingPlugins(PLUGINS, (name, version) => version === sdkVersion(name)).length === 0;
}

function missingPlugins(
    needed: readonly string[],
    accept: (name: string, version: string) => boolean,
): string[] {
    const elsewhere = needed.filter((name) => !onPath(`pulumi-resource-${name}`));
    if (elsewhere.length === 0) return [];
    const installed = installedPlugins();
    return elsewhere.filter(
        (name) => !installed.some((plugin) => plugin.name === name && accept(name, plugin.version)),
    );
}

interface Plugin {
    readonly name: string;
    readonly kind: string;
    readonly version: string;
}

function installedPlugins(): Plugin[] {
    const { status, stdout } = spawnSync("pulumi", ["plugin", "ls", "--json"], { encoding: "utf8" });
    if (status !== 0) return [];
    return (JSON.parse(stdout) as Plugin[]).filter(({ kind }) => kind === "resource");
}

/** The version of a provider that its SDK asks for. */
export function sdkVersion(name: string): string {
    return require(`@pulumi/${name}/package.json`).version;
}

function onPath(program: string): boolean {
    return (process.env.PATH ?? "").split(delimiter).some((folder) => {
        try {
            accessSync(join(folder, program), constants.X_OK);
            return true;
        } catch {
            return false;
        }
    });
}
