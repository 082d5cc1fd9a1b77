import assert from "node:assert/strict";
import { Command, CommanderError } from "commander";
import { registerKernelCommand } from "../../../../preview/commands/kernel";
import { PARAMETERS } from "../../../../provider/nodes/kernel";

/** Runs `emqx-ack kernel ...` in process. */
function kernel(...args: string[]): { stdout: string; stderr: string; exitCode: number } {
    const program = new Command("emqx-ack");
    let stderr = "";
    let stdout = "";
    program.exitOverride().configureOutput({
        writeErr: (text) => {
            stderr += text;
        },
    });
    registerKernelCommand(program);
    const write = process.stdout.write;
    process.stdout.write = ((text: string) => {
        stdout += text;
        return true;
    }) as typeof process.stdout.write;
    try {
        program.parse(["kernel", ...args], { from: "user" });
        return { stdout, stderr, exitCode: 0 };
    } catch (error) {
        if (!(error instanceof CommanderError)) {
            throw error;
        }
        return { stdout, stderr, exitCode: error.exitCode };
    } finally {
        process.stdout.write = write;
    }
}

describe("emqx-ack kernel", () => {
    it("prints every parameter once, with reason and source", () => {
        const { stdout, exitCode } = kernel("--connections", "250000", "--memory", "128", "--vcpus", "64");
        assert.equal(exitCode, 0);
        assert.match(stdout, /250,000 connections on a node of 64 vCPU and 128 GiB/);
        for (const { key } of PARAMETERS) {
            assert.equal(stdout.split("\n").filter((line) => line.startsWith(`  ${key} `)).length, 1, key);
        }
        assert.equal(stdout.match(/^ {6}source: /gm)?.length, PARAMETERS.length);
    });

    it("prints the scripts that the pool runs", () => {
        const { stdout } = kernel("--preset", "Million", "--format", "scripts");
        assert.match(stdout, /LimitNOFILE=2097152/);
        assert.match(stdout, /- \{name: net\.core\.somaxconn, value: "32768"\}/);
        assert.match(stdout, /key least fs\.nr_open 2097152/);
    });

    it("prints JSON with every layer", () => {
        const data = JSON.parse(
            kernel("--format", "json", "--tls", "--set", "net.core.somaxconn=8192").stdout,
        );
        assert.equal(data.formatVersion, 1);
        assert.equal(data.node.tls, true);
        assert.deepEqual(
            data.podSysctls.find(({ name }: { name: string }) => name === "net.core.somaxconn"),
            { name: "net.core.somaxconn", value: "8192" },
        );
        assert.match(data.hash, /^[0-9a-f]{10}$/);
    });

    it("names the option, not the property, when a figure is wrong, and prints nothing else", () => {
        const { stdout, stderr, exitCode } = kernel("--connections", "0", "--set", "net.ipv4.tcp_mem=5");
        assert.equal(exitCode, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /^error: --connections: 0 cannot be/m);
        assert.match(stderr, /^error: --set net\.ipv4\.tcp_mem: "5" is not what this parameter takes/m);
    });
});
