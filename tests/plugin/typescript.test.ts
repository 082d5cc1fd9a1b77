import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    copyFileSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PluginProcess } from "../support/plugin/pluginProcess";
import { NO_ENGINE, ROOT, UserDirectory } from "../support/plugin/userDirectory";

describe("TypeScript beside the plugin", function () {
    this.timeout(60_000);

    it("is what an installation brings, as Pulumi's run-plugin looks for it", () => {
        const pulumi = createRequire(require.resolve("@pulumi/pulumi", { paths: [ROOT] }));
        assert.match(pulumi("typescript").version, /^[5-9]\./);
        const { dependencies, devDependencies } = require("../../package.json");
        for (const name of ["typescript", "ts-node"]) {
            assert.ok(name in { ...dependencies, ...devDependencies }, name);
        }
    });

    it("is not needed by a release, whose launcher takes no notice of any tsconfig.json", async () => {
        const directory = mkdtempSync(join(tmpdir(), "emqx-ack-release-"));
        const launcher = join(directory, "pulumi-resource-emqx-ack");
        copyFileSync(join(ROOT, "provider/plugin/launcher/pulumi-resource-emqx-ack"), launcher);
        symlinkSync(join(ROOT, "bin"), join(directory, "bin"));
        // Newer than any TypeScript that could be installed beside the plugin.
        writeFileSync(join(directory, "tsconfig.json"), '{ "compilerOptions": { "target": "es2099" } }');
        const start = { directory: ROOT, engine: NO_ENGINE, cwd: directory };
        try {
            await assert.rejects(PluginProcess.start(start), /TS6046/);
            const plugin = await PluginProcess.start({ ...start, launcher });
            assert.equal(JSON.parse(await plugin.schema()).name, "emqx-ack");
            assert.equal(await plugin.stop(), "SIGTERM");
        } finally {
            rmSync(directory, { recursive: true, force: true });
        }
    });

    it("is needed otherwise: without it a user's tsconfig.json ends the plugin before our code runs", () => {
        const user = new UserDirectory();
        const directory = mkdtempSync(join(tmpdir(), "emqx-ack-without-"));
        mkdirSync(join(directory, "node_modules"));
        for (const name of readdirSync(join(ROOT, "node_modules"))) {
            if (["typescript", "ts-node", "emqx-ack"].includes(name)) continue;
            symlinkSync(join(ROOT, "node_modules", name), join(directory, "node_modules", name));
        }
        for (const name of ["bin", "package.json", "schema.json"]) {
            symlinkSync(join(ROOT, name), join(directory, name));
        }
        try {
            const runPlugin = join(directory, "node_modules/@pulumi/pulumi/cmd/run-plugin");
            const { status, stderr, stdout } = spawnSync(
                process.execPath,
                ["--preserve-symlinks", "--preserve-symlinks-main", runPlugin, directory, NO_ENGINE],
                { cwd: user.path, encoding: "utf8", timeout: 30_000 },
            );
            assert.notEqual(status, 0);
            assert.match(stdout + stderr, /TS6046: Argument for '--target' option/);
        } finally {
            user.remove();
            rmSync(directory, { recursive: true, force: true });
        }
    });
});
