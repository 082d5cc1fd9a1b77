import assert from "node:assert/strict";
import * as provider from "../../provider";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { ROOT } from "../support/cli";
import { cliInProcess } from "../support/cliInProcess";
import { exampleProgram } from "../support/exampleProgram";

/** A stack says which license it has. */
const KEY = ["-c", "licenseKey=key-of-the-tests"];
const preview = (...args: string[]) => cliInProcess(["preview", ROOT, ...KEY, ...args]);

/** The program as an update runs it. */
function update(config: Readonly<Record<string, string>>) {
    const { program, options } = exampleProgram(ROOT, "stack/index.ts", provider, {
        stack: "dev",
        config: { licenseKey: "key-of-the-tests", ...config },
    });
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
            /^There is no Pulumi\.prod\.yaml: .*stacks with a file: evaluation, million, million-lts$/,
        );
        const usual = await preview("--stack", "million");
        assert.doesNotMatch(usual.stdout, /There is no/);
    });

    it("asks for a license by its settings, and tells on its first line of one for evaluation", async () => {
        const { code, stderr } = await cliInProcess(["preview", ROOT, "--stack", "dev"]);
        assert.equal(code, 1);
        assert.match(
            stderr,
            /\n {2}emqx-ack:licenseKey: is not given, and EMQX 6\.3\.1 without a license is a single node: of these 6 only one would start\. Write emqx-ack:licenseKey, or .*license "Evaluation"/,
        );
        assert.match(stderr, /\n {6}pulumi config set --secret licenseKey <value>\n/);
        const { stdout } = await cliInProcess(["preview", ROOT, "--stack", "evaluation"]);
        assert.match(
            stdout,
            /^mqtt-emqx: EMQX runs with its key for evaluation: 25 clients in the whole cluster, .*\.\n\nemqx-ack, stack evaluation/,
        );
        assert.equal(stdout.match(/key for evaluation/g)?.length, 1);
        assert.match(stdout, /mqtt-core-pool +alicloud:cs:NodePool +ecs\.g7\.large \+1, 3 nodes\n/);
        assert.match(stdout, /mqtt-replicant-pool +alicloud:cs:NodePool +ecs\.g7\.large \+1, 3 nodes\n/);
        assert.doesNotMatch(stdout, /cert-manager/);
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
        const settings = { connections: "600000", edition: "Enterprise", licenseKey: "", replicants: "3" };
        const traffic = JSON.stringify({ publishedPerSecond: 150_000, deliveredPerSecond: 150_000 });
        const { program, options } = update({ ...settings, traffic, cores: "3" });
        const { recorded } = await runProgram(program, options);
        const messages = recorded.diagnostics.map(({ message }) => message).join("\n");
        assert.match(messages, /EMQX Enterprise has no emqx-ack:licenseKey/);
        assert.match(messages, /emqx-ack:replicants/);
        assert.doesNotMatch(messages, /emqx\.replicants\.replicas|replicantPool\.nodes/);
    });
});
