import assert from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { CLI, type CliResult, cliEnvironment } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";
import { GitRepository } from "../support/gitRepository";

const PROJECT = "name: mqtt\nruntime: nodejs\n";

/** A program of resources without a package, which starts quickly. */
function program(...resources: string[]): string {
    return [
        'const pulumi = require("@pulumi/pulumi");',
        "const config = new pulumi.Config();",
        "const thing = (name, inputs, opts) =>",
        '    new pulumi.CustomResource("test:index:Thing", name, inputs, { version: "1.0.0", ...opts });',
        ...resources,
        "",
    ].join("\n");
}

interface Found {
    readonly base: string;
    readonly level: string;
    readonly resources: readonly {
        operation: string;
        name: string;
        properties: readonly { path: string }[];
    }[];
    readonly notes: readonly string[];
    readonly mayChange: readonly unknown[];
}

describe("emqx-ack preview --base with a git revision", function () {
    // Each comparison starts two programs.
    this.timeout(300_000);

    let repository: GitRepository;
    beforeEach(() => {
        repository = GitRepository.create();
    });
    afterEach(() => repository.remove());

    async function compared(
        base: string,
        args: string[] = [],
        directory = repository.directory,
    ): Promise<Found> {
        const result = await cli(["--base", base, "--format", "json", ...args], directory);
        assert.strictEqual(result.code, 0, result.stderr);
        return JSON.parse(result.stdout);
    }

    function cli(
        args: string[],
        directory = repository.directory,
        env: NodeJS.ProcessEnv = {},
    ): Promise<CliResult> {
        // What the CI that runs these tests says of its own pull request is not about this repository.
        const unset = { GITHUB_BASE_REF: "", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "" };
        return cliInProcess(["preview", directory, ...args], { env: { ...unset, ...env } });
    }

    const operations = ({ resources }: Found) =>
        resources.map(({ operation, name }) => `${operation} ${name}`);

    async function refusal(base: string, directory?: string, env?: NodeJS.ProcessEnv): Promise<string> {
        const { code, stdout, stderr } = await cli(["--base", base], directory, env);
        assert.deepStrictEqual([code, stdout], [2, ""]);
        return stderr;
    }

    it("names what changed, uncommitted changes included, and leaves no trace", async () => {
        const commit = repository.commit({
            "Pulumi.yaml": PROJECT,
            "index.js": program('thing("a", { size: 1 });', 'thing("b", { size: 1 });'),
        });
        const temporary = repository.path("node_modules", ".tmp");
        mkdirSync(temporary);
        repository.write({ "index.js": program('thing("a", { size: 2 });', 'thing("c", { size: 1 });') });
        const { stdout, stderr } = await cli(["--base", "HEAD", "--format", "json"], undefined, {
            TMPDIR: temporary,
        });
        assert.strictEqual(stderr, "");
        const found: Found = JSON.parse(stdout);
        assert.strictEqual(found.base, `revision ${commit}`);
        assert.deepStrictEqual(operations(found), ["update a", "create c", "delete b"]);
        assert.deepStrictEqual(
            found.resources[0]!.properties.map(({ path }) => path),
            ["size"],
        );
        assert.deepStrictEqual(readdirSync(temporary), []);
        assert.strictEqual(repository.git("status", "--porcelain"), "M index.js");
        assert.strictEqual(repository.git("worktree", "list").split("\n").length, 1);
    });

    it("takes its files away when it is interrupted", async () => {
        repository.commit({
            "Pulumi.yaml": PROJECT,
            "index.js": program("setInterval(() => undefined, 1000);"),
        });
        const temporary = repository.path("node_modules", ".tmp");
        mkdirSync(temporary);
        const args = [...CLI, "preview", repository.directory, "--base", "HEAD"];
        const child = spawn(process.execPath, args, { env: cliEnvironment({ TMPDIR: temporary }) });
        while (readdirSync(temporary).every((name) => !existsSync(join(temporary, name, "index.js")))) {
            await setTimeout(100);
        }
        child.kill("SIGINT");
        const [code] = await once(child, "close");
        assert.strictEqual(code, 130);
        // ts-node keeps a cache for the user's next run, when it comes to writing it (v8-compile-cache-lib, in the temporary folder).
        const ours = readdirSync(temporary).filter((name) => !name.startsWith("v8-compile-cache"));
        assert.deepStrictEqual(ours, []);
    });

    it("goes back to where the branch left the one it goes into", async () => {
        const left = repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('thing("a", {});') });
        repository.git("checkout", "--quiet", "-b", "work");
        repository.commit({ "index.js": program('thing("a", {});', 'thing("mine", {});') });
        repository.git("checkout", "--quiet", "main");
        repository.commit({ "index.js": program('thing("a", {});', 'thing("theirs", {});') });
        repository.git("branch", "release", left);
        repository.git("checkout", "--quiet", "work");
        const found = await compared("auto");
        assert.strictEqual(found.base, `revision ${left}`);
        assert.deepStrictEqual(operations(found), ["create mine"]);
        assert.match(
            await refusal("auto", undefined, { GITHUB_BASE_REF: "gone" }),
            /by the branch origin\/gone, which is not in this clone; fetch it first: git fetch origin gone:refs\/remotes\/origin\/gone/,
        );
    });

    it("runs what it imports by path, and the repository's own packages, as they were", async () => {
        const files = (size: number) => ({
            "shared.js": `module.exports = { size: ${size} };\n`,
            "packages/own/package.json": '{ "name": "own", "main": "index.js" }',
            "packages/own/index.js": `module.exports = { weight: ${size} };\n`,
        });
        repository.commit({
            ...files(1),
            "package.json": "{}",
            "deploy/Pulumi.yaml": PROJECT,
            "deploy/index.js": program('thing("a", { ...require("../shared"), ...require("own") });'),
        });
        symlinkSync(repository.path("packages", "own"), repository.path("node_modules", "own"));
        repository.write(files(2));
        const found = await compared("HEAD", [], repository.path("deploy"));
        assert.deepStrictEqual(operations(found), ["update a"]);
        assert.deepStrictEqual(
            found.resources[0]!.properties.map(({ path }) => path),
            ["size", "weight"],
        );
        assert.doesNotMatch(found.notes.join("\n"), /not built/);
    });

    describe("with a package of the repository that is loaded from a build, which no revision has", () => {
        const ignored = { ".gitignore": "node_modules/\nbin/\n" };
        const manifest = (name: string) => JSON.stringify({ name, exports: "./bin/index.js" });
        const build = "module.exports = { size: 2 };\n";
        const note = (name: string) =>
            new RegExp(
                `^not built at \\w+, so that both sides ran with the working tree's .*: ${name}$`,
                "m",
            );

        it("runs both sides with the working tree's, and says so", async () => {
            repository.commit({
                ...ignored,
                "own/package.json": manifest("own"),
                "Pulumi.yaml": PROJECT,
                "index.js": program('thing("a", { ...require("own"), weight: 1 });'),
            });
            symlinkSync(repository.path("own"), repository.path("node_modules", "own"));
            repository.write({
                "own/bin/index.js": build,
                "index.js": program('thing("a", { ...require("own"), weight: 2 });'),
            });
            const found = await compared("HEAD");
            assert.deepStrictEqual(
                found.resources[0]!.properties.map(({ path }) => path),
                ["weight"],
            );
            assert.match(found.notes.join("\n"), note("own"));
        });

        it("does so with the one that the program itself is in", async () => {
            repository.commit({
                ...ignored,
                "package.json": manifest("self"),
                "Pulumi.yaml": `${PROJECT}main: deploy/index.js\n`,
                "deploy/index.js": program('thing("a", { ...require("self"), weight: 1 });'),
            });
            repository.write({
                "bin/index.js": build,
                "deploy/index.js": program('thing("a", { ...require("self"), weight: 2 });'),
            });
            const found = await compared("HEAD");
            assert.deepStrictEqual(operations(found), ["update a"]);
            assert.match(found.notes.join("\n"), note("self"));
        });
    });

    it("follows aliases", async () => {
        repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('thing("old", { size: 1 });') });
        repository.write({
            "index.js": program('thing("new", { size: 1 }, { aliases: [{ name: "old" }] });'),
        });
        assert.deepStrictEqual(operations(await compared("HEAD")), []);
        repository.write({ "index.js": program('thing("new", { size: 1 });') });
        assert.deepStrictEqual(operations(await compared("HEAD")), ["create new", "delete old"]);
    });

    it("finds a program that has moved, and takes one that was not there for new", async () => {
        const index = program('thing("a", {});');
        repository.commit({
            "old/Pulumi.yaml": PROJECT,
            "old/index.js": index,
            "other/Pulumi.yaml": "name: x\nruntime: go\n",
        });
        repository.write({ "old/Pulumi.yaml": null, "old/index.js": null });
        repository.write({ "new/place/Pulumi.yaml": PROJECT, "new/place/index.js": index });
        assert.deepStrictEqual(operations(await compared("HEAD", [], repository.path("new/place"))), []);
        repository.write({ "new/place/Pulumi.yaml": PROJECT.replace("mqtt", "another") });
        const found = await compared("HEAD", [], repository.path("new/place"));
        assert.deepStrictEqual(operations(found), ["create a"]);
        assert.match(found.base, /^an empty stack \(revision /);
    });

    it("shows a changed secret of the configuration without showing it", async () => {
        const stackFile = (key: string, secure: string) =>
            `encryptionsalt: ${key}\nconfig:\n  mqtt:password:\n    secure: ${secure}\n  mqtt:other:\n    secure: v1:same\n`;
        repository.commit({
            "Pulumi.yaml": PROJECT,
            "Pulumi.dev.yaml": stackFile("v1:salt", "v1:one"),
            "index.js": program(
                'thing("a", { text: pulumi.concat("user:", config.requireSecret("password")) });',
                'thing("b", { text: config.requireSecret("other") });',
            ),
        });
        assert.deepStrictEqual(operations(await compared("HEAD")), []);
        repository.write({ "Pulumi.dev.yaml": stackFile("v1:salt", "v1:two") });
        const { code, stdout } = await cli(["--base", "HEAD", "--format", "json"]);
        assert.strictEqual(code, 0);
        assert.deepStrictEqual(operations(JSON.parse(stdout)), ["update a"]);
        assert.doesNotMatch(stdout, /v1:|undecrypted|user:/);
        repository.write({ "Pulumi.dev.yaml": stackFile("v1:pepper", "v1:three") });
        const found = await compared("HEAD");
        assert.deepStrictEqual(operations(found), []);
        assert.match(found.notes.join("\n"), /encrypted with another key/);
    });

    it("installs what the revision depends on when that is something else", async () => {
        const manifest = (version: string) => ({
            "package.json": JSON.stringify({ dependencies: { size: version } }),
            "package-lock.json": JSON.stringify({ packages: { "": {}, "node_modules/size": { version } } }),
        });
        repository.commit({
            ...manifest("1.0.0"),
            "Pulumi.yaml": PROJECT,
            "index.js": program('thing("a", require("size"));'),
        });
        repository.write(manifest("2.0.0"));
        const installed = (size: number) =>
            repository.write({ "node_modules/size/index.js": `module.exports = { size: ${size} };\n` });
        installed(2);
        // Stands in for npm, which would need a registry.
        const tools = repository.path("node_modules", ".tools");
        mkdirSync(tools);
        const modules = repository.path("node_modules", "@pulumi");
        writeFileSync(
            join(tools, "npm"),
            `#!/bin/sh\necho "$@" >${join(tools, "asked")}\nmkdir -p node_modules/size\nln -s ${modules} node_modules/@pulumi\n` +
                `echo 'module.exports = { size: 1 };' >node_modules/size/index.js\n`,
        );
        chmodSync(join(tools, "npm"), 0o755);
        const { code, stdout, stderr } = await cli(["--base", "HEAD", "--format", "json"], undefined, {
            PATH: `${tools}:${process.env.PATH}`,
        });
        assert.strictEqual(code, 0, stderr);
        assert.deepStrictEqual(operations(JSON.parse(stdout)), ["update a"]);
        assert.match(stderr, /^other dependencies at \w+, installing them: npm ci --ignore-scripts/);
        assert.match(readFileSync(join(tools, "asked"), "utf8"), /^ci --ignore-scripts/);
        writeFileSync(join(tools, "npm"), "#!/bin/sh\necho 'npm error offline'\nexit 1\n");
        const failed = await refusal("HEAD", undefined, { PATH: `${tools}:${process.env.PATH}` });
        assert.match(failed, /the dependencies of \w+ cannot be installed \(npm ci .*\):\nnpm error offline/);
    });

    it("tells which of the two programs failed", async () => {
        repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('throw new Error("was broken");') });
        repository.write({ "index.js": program('thing("a", {});') });
        const before = await cli(["--base", "HEAD"]);
        assert.deepStrictEqual([before.code, before.stdout], [1, ""]);
        assert.match(
            before.stderr,
            /the program at revision \w+ failed, so there is nothing to compare with:\nerror: was broken\n {4}at index\.js:\d+:\d+\n$/,
        );
        repository.commit();
        repository.write({ "index.js": program('throw new Error("is broken");') });
        const now = await cli(["--base", "HEAD"]);
        assert.match(now.stderr, /^error: is broken/);
        assert.strictEqual(now.code, 1);
        assert.match(
            now.stdout,
            /^refused: the new program fails[\s\S]*- is broken\n +at \S*index\.js:\d+:\d+\n/,
        );
        repository.commit({ "Pulumi.yaml": `${PROJECT}config:\n  size:\n    type: integer\n` });
        repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('thing("a", {});') });
        assert.match(
            await refusal("HEAD~1"),
            /at revision \w+: Stack 'dev' is missing a configuration value/,
        );
    });

    it("says what a shallow clone lacks", async () => {
        repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('thing("a", {});') });
        repository.commit();
        repository.git("checkout", "--quiet", "-b", "work");
        repository.commit();
        repository.git("checkout", "--quiet", "main");
        const clone = new GitRepository(`${repository.directory}-clone`);
        try {
            const options = ["--quiet", "--depth", "1", "--no-single-branch", "--branch", "work"];
            repository.git("clone", ...options, `file://${repository.directory}`, clone.directory);
            assert.match(
                await refusal("auto", clone.directory),
                /too shallow .* git fetch --unshallow \(actions\/checkout: fetch-depth: 0\)/,
            );
            assert.match(
                await refusal("v1.2", clone.directory),
                /does not know the revision 'v1\.2'; this clone is shallow, so fetch it first/,
            );
        } finally {
            clone.remove();
        }
    });

    it("says what it cannot compare with", async () => {
        repository.commit({ "Pulumi.yaml": PROJECT, "index.js": program('thing("a", {});') });
        assert.match(
            await refusal("nowhere"),
            /git does not know the revision 'nowhere'; --base takes a branch, a tag/,
        );
        assert.match(await refusal("--all"), /git does not know the revision '--all'/);
        assert.match(
            await refusal("state.json"),
            /there is no state\.json; write one with: pulumi stack export/,
        );
        repository.git("branch", "-m", "main", "trunk");
        assert.match(await refusal("auto"), /finds no branch to compare with/);
        rmSync(repository.path(".git"), { recursive: true });
        assert.match(await refusal("HEAD"), /is in no git repository; --base takes a revision only there/);
    });

    it("has options that mean nothing without it", async () => {
        repository.write({ "Pulumi.yaml": PROJECT, "index.js": program() });
        const { code, stderr } = await cli(["--format", "markdown", "--output", "x.md"]);
        assert.strictEqual(code, 2);
        assert.match(stderr, /--format markdown and --output need --base/);
        assert.match((await cli(["--fail-on", "data"])).stderr, /--fail-on needs --base/);
    });
});
