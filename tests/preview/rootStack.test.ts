import assert from "node:assert/strict";
import * as provider from "../../provider";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";
import { exampleProgram } from "../support/exampleProgram";

const preview = (...args: string[]) => cliInProcess(["preview", ROOT, ...args]);

/** The program as an update runs it. */
function update(config: Readonly<Record<string, string>>) {
    const { program, options } = exampleProgram(ROOT, "stack/index.ts", provider, { stack: "dev", config });
    return { program, options: { ...options, mode: "update" as const } };
}

describe("the root stack", function () {
    // Each preview starts the program in a process of its own.
    this.timeout(180_000);

    it("tells of a stack without a file, with the one that may be meant", async () => {
        const misspelt = await preview("--stack", "milion");
        assert.equal(misspelt.code, 0, misspelt.stderr);
        assert.match(
            misspelt.stdout,
            /\nmessages\n {2}warning: There is no Pulumi\.milion\.yaml: every setting of stack milion has its default; did you mean stack million\?\n/,
        );
        assert.equal(misspelt.stdout.match(/There is no/g)?.length, 1);
        const { stdout } = await preview("--stack", "prod", "--format", "json");
        assert.match(
            JSON.parse(stdout).diagnostics[0].message,
            /^There is no Pulumi\.prod\.yaml: .*stacks with a file: million$/,
        );
        const usual = await preview("--stack", "million");
        assert.doesNotMatch(usual.stdout, /There is no/);
    });

    it("tells of unknown keys and of everything that is wrong at once, before anything is registered", async () => {
        const { code, stdout, stderr } = await preview(
            ...["--stack", "million", "-c", "conections=5", "-c", 'traffic={"publishPerSecond":5}'],
            ...["-c", "loadBalancer=nlb", "-c", 'emqx={"limits":{"maxPorts":5}}', "-c", "acme:cores=3"],
        );
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /warning: The configuration has acme:cores, which this project does not read/);
        assert.match(stderr, /error: the configuration of stack million has 4 problems:\n/);
        for (const line of [
            'emqx-ack:conections: is not a setting; did you mean "emqx-ack:connections"?',
            'emqx-ack:traffic.publishPerSecond: is not a setting; did you mean "publishedPerSecond"?',
            "emqx-ack:emqx.limits.maxPorts: is 5; write a whole number",
            'emqx-ack:loadBalancer: is "nlb"; write one of "Nlb", "Clb"',
        ]) {
            assert.ok(stderr.includes(`\n  ${line}`), `${line} in\n${stderr}`);
        }
        assert.ok(
            stderr.includes("\n      pulumi config set --path 'emqx.limits.maxPorts' <value>\n"),
            stderr,
        );
    });

    it("tells the same when it is deployed for real", async () => {
        const { program, options } = update({ conections: "5", loadBalancer: "nlb" });
        const { error, graph } = await runFailingProgram(program, options);
        assert.match(
            error.message,
            /^the configuration of stack dev has 2 problems:\n {2}emqx-ack:conections: /,
        );
        assert.match(error.message, /\n {2}emqx-ack:loadBalancer: is "nlb"/);
        assert.deepEqual(
            graph.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack"),
            [],
        );
    });

    it("names settings in what is wrong with a secret, which is known late", async () => {
        const { code, stderr } = await preview(
            "--stack",
            "dev",
            "-c",
            'apiKeys=[{"key":"a b","secret":"hunter2:x"}]',
        );
        assert.equal(code, 1);
        assert.match(
            stderr,
            /\n {2}emqx-ack:apiKeys\[0\]\.key: does not fit; .*\n {6}pulumi config set --secret --path 'apiKeys\[0\]\.key' <value>\n/,
        );
        assert.ok(!stderr.includes("hunter2"));
    });

    it("names settings in what capacity and the components say, in a preview and in an update", async () => {
        const settings = { connections: "600000", edition: "Enterprise", replicants: "3" };
        const traffic = JSON.stringify({ publishedPerSecond: 150_000, deliveredPerSecond: 150_000 });
        const { program, options } = update({ ...settings, traffic, cores: "3" });
        const { recorded } = await runProgram(program, options);
        const messages = recorded.diagnostics.map(({ message }) => message).join("\n");
        assert.match(messages, /EMQX Enterprise has no emqx-ack:licenseKey/);
        assert.match(messages, /emqx-ack:replicants/);
        assert.doesNotMatch(messages, /emqx\.replicants\.replicas|replicantPool\.nodes/);
    });
});
