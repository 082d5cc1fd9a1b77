import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { KernelPreset, renderPreflight } from "../../../../provider/nodes/kernel";
import { profileOf } from "./building";

function run(script: string, nofile: number): { status: number | null; stdout: string } {
    const shell = spawnSync("sh", ["-c", `ulimit -Sn ${nofile} && exec sh -s`], {
        input: script,
        encoding: "utf8",
    });
    assert.equal(shell.stderr, "");
    return { status: shell.status, stdout: shell.stdout };
}

function script(connections: number, profiled = false): string {
    const profile = profiled ? profileOf({ preset: KernelPreset.Million }) : undefined;
    return renderPreflight("emqx/emqx:5.7.2", connections, profile).command.at(-1) ?? "";
}

describe("preflight container", () => {
    before(function () {
        if (process.platform !== "linux") {
            console.log("      skipped: it reads /proc, this is no Linux");
            this.skip();
        }
    });

    it("fails with the issue's sentence when the limit is too low", () => {
        const { status, stdout } = run(script(225_000), 1_024);
        assert.equal(status, 1);
        assert.equal(
            stdout,
            "nofile 1,024, needs 250,000: the node's containerd limit was not raised; see docs/kernel.md#nofile\n",
        );
    });

    it("names fs.nr_open when no limit could be high enough", () => {
        const { status, stdout } = run(script(2_000_000_000), 1_024);
        assert.equal(status, 1);
        assert.match(
            stdout,
            /^nofile 1,024, needs 2,222,222,223: the node's fs\.nr_open is [\d,]+ and was not raised; see docs\/kernel\.md#nr-open\n$/,
        );
    });

    it("passes and says what it saw when the limit suffices", () => {
        const { status, stdout } = run(script(900), 1_024);
        assert.equal(status, 0);
        assert.equal(stdout, "preflight: nofile 1,024: enough for 900 connections\n");
    });

    it("names every shortfall, one sentence a line", () => {
        const { status, stdout } = run(script(225_000, true), 1_024);
        assert.equal(status, 1);
        const lines = stdout.trimEnd().split("\n");
        assert.ok(lines.length >= 2, stdout);
        for (const line of lines) {
            assert.match(line, /^[a-z_ ]+ [\d,]+, needs [\d,]+: .+; see docs\/kernel\.md#[a-z-]+$/);
        }
    });

    it("needs no rights", () => {
        const { securityContext, image } = renderPreflight("emqx/emqx:5.7.2", 1);
        assert.equal(image, "emqx/emqx:5.7.2");
        assert.deepEqual(securityContext, {
            runAsUser: 1000,
            runAsGroup: 1000,
            runAsNonRoot: true,
            readOnlyRootFilesystem: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        });
    });

    it("sends people to headings that docs/kernel.md has", () => {
        const fs = require("node:fs") as typeof import("node:fs");
        const page = fs.readFileSync("docs/kernel.md", "utf8");
        const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => text?.toLowerCase());
        const text = script(1, true);
        const anchors = [
            ...text.matchAll(/" (nr-open|nofile)$/gm),
            ...text.matchAll(/['"] ([a-z]+-[a-z]+)$/gm),
        ];
        assert.ok(anchors.length >= 5);
        for (const [, anchor] of anchors) {
            assert.ok(headings.includes(anchor), `docs/kernel.md has no heading ${anchor}`);
        }
    });
});
