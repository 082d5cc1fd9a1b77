import assert from "node:assert";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLI, cliEnvironment, ROOT, runCli } from "../support/cli";
import { cliInProcess, previewJson } from "../support/cliInProcess";

const PROGRAMS = join(__dirname, "programs");
const program = (name: string) => join(PROGRAMS, name);

describe("emqx-ack preview", function () {
    // Each program loads the provider SDKs anew, which takes seconds on a busy machine.
    this.timeout(180_000);

    let scratch: string;
    before(() => {
        scratch = mkdtempSync(join(tmpdir(), "emqx-ack-cli-"));
    });
    after(() => rmSync(scratch, { recursive: true }));

    describe("for people", () => {
        it("cuts and wraps nothing in a pipe, and keeps within COLUMNS where that is set", async () => {
            const stack = [
                "preview",
                join(ROOT, "examples", "million-connections"),
                "--config",
                "licenseKey=key",
            ];
            const [piped, narrow] = [await runCli(stack), await runCli(stack, { env: { COLUMNS: "100" } })];
            assert.ok(!piped.stdout.includes("…"), piped.stdout);
            assert.match(
                piped.stdout,
                /^ {2}1?\d mqtt-cluster-nodes-\S+, .*mqtt-cluster-pods-cn-hangzhou-i$/m,
            );
            assert.match(piped.stdout, /^ {2}mqtt-emqx: A change that restarts EMQX .*\.$/m);
            for (const line of narrow.stdout.split("\n")) assert.ok(line.length <= 100, line);
            const words = (text: string) =>
                text.slice(text.indexOf("\nmessages"), text.indexOf("\ncapacity")).split(/\s+/);
            assert.deepStrictEqual(words(narrow.stdout), words(piped.stdout));
        });

        it("shows stages, tree, order, outputs, messages and counts within the page", async () => {
            const { code, stdout, stderr } = await runCli(["preview", program("typescript")]);
            assert.strictEqual(stderr, "");
            assert.strictEqual(code, 0);
            assert.match(stdout, /^typed, stack prod \(the only stack with a file, Pulumi\.prod\.yaml\)\n/);
            assert.match(
                stdout,
                /\ncluster\n {2}1 net-vpc +alicloud:vpc:Network +10\.0\.0\.0\/8, protected\n/,
            );
            assert.match(
                stdout,
                /\nnodes\n {2}3 core +alicloud:cs:NodePool +ecs\.g7\.2xlarge \+1, 3 nodes\n/,
            );
            assert.match(stdout, /cluster-info +core\/v1:ConfigMap +read, not created\n/);
            assert.match(
                stdout,
                /\norder .*\n {2}1 .*\n {2}2 net-cn-hangzhou-j, net-cn-hangzhou-k\n {2}3 core\n/,
            );
            assert.match(stdout, /\noutputs\n.*\n.*\n {2}password {2}\[secret\]\n {2}poolId {4}<computed>\n/);
            assert.match(stdout, /\n {2}warning: core: this version is out of support\n/);
            assert.match(stdout, /previewing 3 nodes in cn-hangzhou/);
            assert.match(stdout, /\n5 to create, 1 only read, 1 component, 3 waves\n/);
            assert.match(stdout, /not called, results shown as <computed>: getManagedKubernetesClusters\n$/);
            assert.ok(!stdout.includes("hunter2"), "the password is readable");
            assert.ok(!stdout.includes("\u001b"), "escape codes in a pipe");
        });

        it("uses colour when asked to, and not against NO_COLOR", async () => {
            const coloured = await runCli(["preview", program("javascript")], { env: { FORCE_COLOR: "1" } });
            assert.ok(coloured.stdout.includes("\u001b[1m"));
            const plain = await runCli(["preview", program("javascript")], { env: { NO_COLOR: "1" } });
            assert.ok(!plain.stdout.includes("\u001b"));
        });
    });

    it("ends with the exit code that says how it went", async () => {
        const failing = ["preview", program("failing"), "--config", "how=throw"];
        const codes = [["--version"], failing, ["deploy"], ["preview", "--base", "nowhere"]];
        const ended = await Promise.all(codes.map((args) => runCli(args)));
        assert.deepStrictEqual(
            ended.map(({ code }) => code),
            [0, 1, 2, 2],
        );
        for (const { stdout } of ended.slice(1)) assert.strictEqual(stdout, "");
    });

    describe("for programs", () => {
        it("writes the same document every time", async () => {
            const args = ["preview", program("typescript"), "--format", "json"];
            const [first, second] = [await cliInProcess(args), await cliInProcess(args)];
            assert.strictEqual(first.stdout, second.stdout);
            const preview = JSON.parse(first.stdout);
            assert.strictEqual(preview.formatVersion, 1);
            for (const [order, resource] of preview.resources.entries()) {
                assert.strictEqual(resource.order, order);
                const needed = [resource.parent, ...resource.dependencies].filter((urn) => urn !== null);
                const before = preview.resources.slice(0, order).map((r: any) => r.urn);
                assert.ok(
                    needed.every((urn: string) => before.includes(urn)),
                    resource.urn,
                );
            }
            assert.deepStrictEqual(Object.keys(preview), [
                "formatVersion",
                "project",
                "stack",
                "resources",
                "defaultProviders",
                "invokes",
                "outputs",
                "emqx",
                "capacity",
                "diagnostics",
                "errors",
                "summary",
            ]);
        });

        it("has options, unknowns and secrets as documented", async () => {
            const preview = await previewJson(program("typescript"));
            const find = (name: string) => preview.resources.find((r: any) => r.name === name);
            const pool = find("core");
            assert.deepStrictEqual(pool.inputs.clusterId, { $unknown: true });
            assert.deepStrictEqual(pool.options.customTimeouts, { create: "30m" });
            assert.deepStrictEqual(pool.options.replaceOnChanges, ["userData"]);
            assert.strictEqual(pool.options.deletedWith, find("net-cn-hangzhou-j").urn);
            assert.strictEqual(pool.wave, 3);
            assert.deepStrictEqual(find("login").inputs.stringData, { $secret: true });
            assert.deepStrictEqual(preview.outputs.password, { $secret: true });
            assert.strictEqual(find("cluster-info").external, true);
            assert.strictEqual(find("net-vpc").options.protect, true);
            assert.deepStrictEqual(find("net").outputs, { vpcId: { $unknown: true } });
            assert.deepStrictEqual(
                preview.invokes.map((call: any) => [call.token, call.args, call.known]),
                [
                    [
                        "alicloud:cs/getManagedKubernetesClusters:getManagedKubernetesClusters",
                        { nameRegex: "mqtt" },
                        false,
                    ],
                ],
            );
            assert.deepStrictEqual(
                preview.defaultProviders.map((p: any) => p.urn.split("::").at(-1)),
                ["default_3_108_0", "default_4_34_2"],
            );
            assert.deepStrictEqual(preview.summary.stages, { cluster: 3, nodes: 1, other: 2 });
        });
    });

    describe("runs programs as the engine's host does:", () => {
        it("plain JavaScript, with arguments for node", async () => {
            const { outputs } = await previewJson(program("javascript"));
            assert.deepStrictEqual(outputs, { pet: { $unknown: true }, ranFirst: true, typescript: false });
        });

        it("ECMAScript modules, in JavaScript and in TypeScript", async () => {
            assert.deepStrictEqual((await previewJson(program("esm-javascript"))).outputs, { length: 2 });
            assert.deepStrictEqual((await previewJson(program("esm-typescript"))).outputs, { pet: 2 });
        });

        it("a main that is a directory, and stack files in a directory of their own", async () => {
            const preview = await previewJson(program("main-directory"));
            assert.strictEqual(preview.stack, "test");
            assert.deepStrictEqual(preview.outputs, { directory: "src", size: 4 });
        });

        it("a main that is a file", async () => {
            const { outputs } = await previewJson(program("main-file"));
            assert.deepStrictEqual(outputs, { directory: "src", root: "main-file" });
        });

        it("from a directory beneath the project, or the current one", async () => {
            assert.strictEqual((await previewJson(join(program("main-file"), "src"))).project, "main-file");
            const here = await cliInProcess(["preview", "--format", "json"], { cwd: program("main-file") });
            assert.strictEqual(JSON.parse(here.stdout).project, "main-file");
        });
    });

    describe("encrypted configuration", () => {
        it("is an unknown secret wherever it goes, and nowhere readable", async () => {
            const result = await cliInProcess(["preview", program("secrets"), "--format", "json"]);
            assert.strictEqual(result.code, 0, result.stderr);
            assert.ok(!/undecrypted-secret|Zm9yYmlkZGVu/.test(result.stdout + result.stderr));
            const { resources, outputs, diagnostics } = JSON.parse(result.stdout);
            const map = resources.find((r: any) => r.name === "careless");
            const unknownSecret = { $secret: true, $unknown: true };
            assert.deepStrictEqual(map.inputs.data, {
                encoded: unknownSecret,
                host: "db.internal",
                login: unknownSecret,
                url: unknownSecret,
            });
            assert.deepStrictEqual(outputs.login, unknownSecret);
            assert.ok(diagnostics.some((d: any) => d.message === "the password is [secret]"));
            assert.ok(diagnostics.some((d: any) => /ESC environment 'team\/credentials'/.test(d.message)));
        });

        it("is not in the text, nor in an error", async () => {
            const text = await cliInProcess(["preview", program("secrets")]);
            assert.match(
                text.stdout,
                /encrypted configuration shown as unknown: locked:password, locked:database/,
            );
            assert.ok(!text.stdout.includes("undecrypted-secret"));
            const failed = await cliInProcess(["preview", program("secrets"), "-c", "fail=true"]);
            assert.strictEqual(failed.code, 1);
            assert.match(failed.stderr, /cannot log in with \[secret\]/);
            assert.ok(!(failed.stdout + failed.stderr).includes("undecrypted-secret"));
        });
    });

    it("opens no connection but those between itself and the program", async () => {
        const log = join(scratch, "connections");
        const env = {
            NODE_OPTIONS: `--require ${join(ROOT, "tests", "support", "recordConnections.cjs")}`,
            CONNECTIONS_LOG: log,
            http_proxy: "http://proxy.invalid:3128",
            https_proxy: "http://proxy.invalid:3128",
            no_proxy: "",
        };
        const result = await runCli(["preview", program("typescript")], { env });
        assert.strictEqual(result.code, 0, result.stderr);
        const lines = readFileSync(log, "utf8").trim().split("\n");
        assert.ok(lines.length > 0);
        assert.deepStrictEqual([...new Set(lines)], ["connect 127.0.0.1"]);
    });

    describe("when interrupted", () => {
        it("ends the program with it", async () => {
            const directory = mkdtempSync(join(scratch, "endless-"));
            const started = join(directory, "pid");
            writeFileSync(join(directory, "Pulumi.yaml"), "name: endless\nruntime: nodejs\n");
            writeFileSync(join(directory, "package.json"), "{}");
            writeFileSync(
                join(directory, "index.js"),
                `require("fs").writeFileSync(${JSON.stringify(started)}, String(process.pid)); setInterval(() => {}, 1000);`,
            );
            const env = cliEnvironment({ NODE_PATH: join(ROOT, "node_modules") });
            const cli = spawn(process.execPath, [...CLI, "preview", directory], { cwd: ROOT, env });
            const ended = new Promise((resolve) => cli.on("close", resolve));
            await until(() => existsSync(started) && readFileSync(started, "utf8") !== "");
            const pid = Number(readFileSync(started, "utf8"));
            cli.kill("SIGINT");
            assert.strictEqual(await ended, 130);
            await until(() => !isRunning(pid));
        });
    });
});

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

function isRunning(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}
