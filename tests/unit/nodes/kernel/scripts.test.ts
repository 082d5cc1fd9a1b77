import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import {
    buildKernelProfile,
    checkUserDataSize,
    KernelPreset,
    type KernelProfile,
    renderNodeTuning,
    renderPreflight,
    renderPreUserData,
    renderUserData,
    USER_DATA_BUDGET_BYTES,
    userDataBytes,
} from "../../../../provider/nodes/kernel";
import { SHELL_FUNCTIONS } from "../../../../provider/nodes/kernel/shell";
import { Problems } from "../../../../provider/validation/problems";
import { anyNode, profileOf } from "./building";

const PROFILES: { [name: string]: KernelProfile } = {
    standard: profileOf({}),
    million: profileOf({ preset: KernelPreset.Million, tls: true }),
    bare: profileOf({
        parameters: {
            "net.netfilter.nf_conntrack_max": "default",
            "net.ipv4.tcp_mem": "default",
            transparentHugepages: "default",
            swap: "default",
        },
        extraNodeParameters: { "vm.max_map_count": "262144", "kernel.core_pattern": "core.%p" },
    }),
};

/** Every script that runs somewhere, outer and inner ones. */
function scriptsOf(profile: KernelProfile): { [name: string]: string } {
    const pre = renderPreUserData(profile);
    const user = renderUserData(profile);
    const preflight = renderPreflight("emqx/emqx", profile.node.connections, profile).command.at(-1) ?? "";
    return {
        "pre user data": pre,
        "before-join.sh": keptScript(pre),
        "user data": user,
        "apply.sh": keptScript(user),
        "tune.sh": renderNodeTuning(profile, "emqx/emqx").files["tune.sh"] ?? "",
        preflight: `#!/bin/sh\n${preflight}`,
    };
}

function keptScript(outer: string): string {
    const kept = /<<'EMQX_ACK'\n([\s\S]*)\nEMQX_ACK\n/.exec(outer)?.[1];
    assert.ok(kept, "no script inside");
    return kept;
}

function installed(tool: string): boolean {
    return spawnSync(tool, ["--version"]).error === undefined;
}

describe("kernel scripts", () => {
    for (const [name, profile] of Object.entries(PROFILES)) {
        it(`parse (${name})`, () => {
            for (const [script, text] of Object.entries(scriptsOf(profile))) {
                const shell = text.startsWith("#!/bin/sh") ? "sh" : "bash";
                const { status, stderr } = spawnSync(shell, ["-n"], { input: text, encoding: "utf8" });
                assert.equal(status, 0, `${script}: ${stderr}`);
            }
        });

        it(`pass shellcheck (${name})`, function () {
            if (!installed("shellcheck")) {
                console.log("      skipped: shellcheck is not installed (apt-get install shellcheck)");
                this.skip();
            }
            for (const [script, text] of Object.entries(scriptsOf(profile))) {
                const { status, stdout } = spawnSync("shellcheck", ["-"], { input: text, encoding: "utf8" });
                assert.equal(status, 0, `${script}:\n${stdout}`);
            }
        });
    }

    it("stop at the first error inside, and never outside", () => {
        for (const [name, text] of Object.entries(scriptsOf(profileOf({})))) {
            const outer = name.endsWith("user data");
            const body = outer ? text.replace(keptScript(text), "") : text;
            assert.equal(/^set -eu$/m.test(body), !outer, name);
            if (outer) {
                // ACK runs them as part of its own join script: an exit here would end that.
                assert.doesNotMatch(body, /\b(exit|exec|set|trap)\b/);
                assert.ok(text.startsWith("#!/bin/bash\n"));
            }
        }
    });

    it("take the greater of each number, of any length, and what is asked for where the node has none", () => {
        const number = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })).map(String);
        const triples = fc.integer({ min: 1, max: 3 }).chain((length) => {
            const numbers = fc.array(number, { minLength: length, maxLength: length });
            return fc.tuple(fc.oneof(numbers, fc.constant([])), numbers);
        });
        const samples = fc.sample(triples, 300);
        const calls = samples.map(([have, want]) => `greater "${have.join(" ")}" "${want.join(" ")}"`);
        const input = `${SHELL_FUNCTIONS}\n${calls.join("\n")}\n`;
        const { stdout, status } = spawnSync("bash", ["-s"], { input, encoding: "utf8" });
        assert.equal(status, 0);
        const meant = samples.map(([have, want]) =>
            want
                .map((n, i) => (have[i] !== undefined && BigInt(have[i]) > BigInt(n) ? have[i] : n))
                .join(" "),
        );
        assert.deepEqual(stdout.trimEnd().split("\n"), meant);
    });

    it("leave ACK's files alone and log to one file", () => {
        for (const [name, text] of Object.entries(scriptsOf(profileOf({})))) {
            assert.doesNotMatch(
                text,
                /99-k8s|limits\.conf|\/etc\/sysctl\.conf|kubelet\.conf|system\.conf/,
                name,
            );
            for (const [log] of text.matchAll(/\/var\/log\/\S+?\.log/g)) {
                assert.equal(log, "/var/log/emqx-ack-tuning.log");
            }
        }
    });

    it("stay below the user data budget on any node", () => {
        fc.assert(
            fc.property(anyNode, (args) => {
                const profile = profileOf(args);
                const problems = new Problems();
                checkUserDataSize(profile, problems);
                assert.deepEqual(problems.all, []);
                assert.ok(userDataBytes(profile) < USER_DATA_BUDGET_BYTES);
            }),
            { numRuns: 30 },
        );
    });

    it("are refused above the budget, with both sizes", () => {
        const problems = new Problems();
        const keys = Array.from({ length: 80 }, (_, i) => [`vm.a_rather_long_parameter_name_${i}`, "1"]);
        const profile = buildKernelProfile({ extraNodeParameters: Object.fromEntries(keys) }, problems);
        checkUserDataSize(profile, problems.at("kernel"));
        assert.equal(problems.all.length, 1);
        assert.equal(problems.all[0]?.path, "kernel.extraNodeParameters");
        assert.match(problems.all[0]?.reason ?? "", /are \d+,\d{3} bytes, ACK has room for 8,192/);
    });
});

describe("NodeTuning parts", () => {
    const parts = renderNodeTuning(profileOf({}), "registry.example/emqx:5.7.2");

    it("run the same scripts as a new node does", () => {
        assert.equal(parts.files["user-data.sh"], renderUserData(profileOf({})));
        assert.equal(parts.files["before-join.sh"], renderPreUserData(profileOf({})));
    });

    it("make other pods for another profile", () => {
        const other = renderNodeTuning(
            profileOf({ connectionsPerNode: 400_000 }),
            "registry.example/emqx:5.7.2",
        );
        assert.notDeepEqual(other.container.env, parts.container.env);
        assert.notDeepEqual(other.labels, parts.labels);
    });

    it("may do nothing in the cluster but label nodes", () => {
        assert.deepEqual(parts.rules, [{ apiGroups: [""], resources: ["nodes"], verbs: ["patch"] }]);
    });

    it("never show the token to other processes", () => {
        const script = parts.files["tune.sh"] ?? "";
        assert.doesNotMatch(script, /-H [^\n]*Authorization/);
        assert.match(script, /-K -/);
    });
});
