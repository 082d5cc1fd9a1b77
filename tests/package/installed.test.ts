import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PluginProcess } from "../support/plugin/pluginProcess";
import { NO_ENGINE, ROOT } from "../support/plugin/userDirectory";

const NAMES = "AckCluster, EmqxOnAck, EmqxEdition, InvalidArguments, LoadBalancerKind, MqttLoadBalancer";
const CHECK = `
if (typeof EmqxOnAck !== "function" || EmqxEdition.Enterprise !== "Enterprise") throw new Error("not there");
try {
    new EmqxOnAck("mqtt", {});
} catch (error) {
    if (!(error instanceof InvalidArguments)) throw error;
    console.log(error.errors.map((e) => e.propertyPath).sort().join(" "));
}`;

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { EmqxOnAck, type EmqxOnAckArgs, LoadBalancerKind } from "emqx-ack";

const args: EmqxOnAckArgs = {
    newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] },
    emqx: { licenseKey: new pulumi.Config().getSecret("licenseKey") },
    loadBalancer: { kind: LoadBalancerKind.Nlb },
};
const mqtt = new EmqxOnAck("mqtt", args);
export const endpoints: pulumi.Output<{ [kind: string]: string }> = mqtt.endpoints;
// @ts-expect-error a misspelt input is told by the compiler
export const wrong: EmqxOnAckArgs = { loadBalancers: {}, loadBalancer: { kind: LoadBalancerKind.Nlb } };
`;

describe("the installed package", function () {
    this.timeout(180_000);
    let directory: string;
    let installed: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-installed-"));
        const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", directory];
        execFileSync("npm", pack, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
        const tarball = readdirSync(directory).find((file) => file.endsWith(".tgz")) as string;
        // What npm would install beside it is what this repository has installed; no registry is asked.
        const modules = join(directory, "node_modules");
        installed = join(modules, "emqx-ack");
        mkdirSync(installed, { recursive: true });
        execFileSync("tar", ["-xzf", join(directory, tarball), "-C", installed, "--strip-components=1"]);
        for (const name of readdirSync(join(ROOT, "node_modules"))) {
            if (name !== "emqx-ack") symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
        }
        writeFileSync(join(directory, "package.json"), JSON.stringify({ name: "user", private: true }));
    });

    after(() => rmSync(directory, { recursive: true, force: true }));

    const node = (file: string, text: string) => {
        writeFileSync(join(directory, file), text);
        return execFileSync(process.execPath, [file], { cwd: directory, encoding: "utf8" }).trim();
    };

    it("needs nothing that its package.json does not name", () => {
        const { dependencies, peerDependencies } = JSON.parse(
            readFileSync(join(installed, "package.json"), "utf8"),
        );
        const named = Object.keys({ ...dependencies, ...peerDependencies });
        const files = readdirSync(join(installed, "bin"), { recursive: true, encoding: "utf8" });
        const used = files
            .filter((file) => file.endsWith(".js"))
            .flatMap((file) => [
                ...readFileSync(join(installed, "bin", file), "utf8").matchAll(/require\("([^."][^"]*)"\)/g),
            ])
            .map(([, request]) => request as string)
            .filter((request) => !request.startsWith("node:") && !request.startsWith("emqx-ack"))
            .map((request) =>
                request
                    .split("/")
                    .slice(0, request.startsWith("@") ? 2 : 1)
                    .join("/"),
            );
        assert.ok(used.includes("@pulumi/pulumi"));
        assert.deepEqual(
            [...new Set(used)].filter((name) => !named.includes(name)),
            [],
        );
    });

    it("is required by JavaScript", () => {
        const paths = node("required.cjs", `const { ${NAMES} } = require("emqx-ack");${CHECK}`);
        assert.equal(paths, "emqx.licenseKey loadBalancer newCluster");
    });

    it("is imported by JavaScript, name by name", () => {
        const paths = node("imported.mjs", `import { ${NAMES} } from "emqx-ack";${CHECK}`);
        assert.equal(paths, "emqx.licenseKey loadBalancer newCluster");
    });

    for (const [module, moduleResolution] of [
        ["commonjs", "node10"],
        ["node16", "node16"],
        ["esnext", "bundler"],
    ] as const) {
        it(`type-checks strictly, libraries included (${module}, ${moduleResolution})`, () => {
            const compilerOptions = {
                target: "es2022",
                module,
                moduleResolution,
                strict: true,
                skipLibCheck: false,
                noEmit: true,
                types: ["node"],
            };
            writeFileSync(join(directory, "program.ts"), PROGRAM);
            writeFileSync(
                join(directory, "tsconfig.json"),
                JSON.stringify({ compilerOptions, files: ["program.ts"] }),
            );
            const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
            const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", directory], {
                encoding: "utf8",
            });
            assert.equal(status, 0, stdout);
        });
    }

    it("has the command", () => {
        const { bin, version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
        const command = join(installed, bin["emqx-ack"]);
        assert.ok(existsSync(command));
        const printed = execFileSync(process.execPath, [command, "--version"], { encoding: "utf8" });
        assert.equal(printed.trim(), version);
    });

    it("is a plugin too", async () => {
        const plugin = await PluginProcess.start({ directory: installed, engine: NO_ENGINE, cwd: directory });
        try {
            assert.equal(JSON.parse(await plugin.schema()).name, "emqx-ack");
        } finally {
            await plugin.stop();
        }
    });
});
