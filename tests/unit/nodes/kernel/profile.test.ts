import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    filesNeeded,
    KernelPreset,
    PARAMETERS,
    renderAllowedUnsafeSysctls,
    renderPodSysctls,
} from "../../../../provider/nodes/kernel";
import { CONNTRACK_ENTRY_BYTES } from "../../../../provider/nodes/kernel/rules";
import { anyNode, numbersIn, profileOf, valueIn } from "./building";

describe("kernel profile", () => {
    it("gives every parameter a reason, a source, a unit and a formula", () => {
        for (const parameter of PARAMETERS) {
            for (const text of [parameter.reason, parameter.source, parameter.unit, parameter.formula]) {
                assert.ok(text.trim().length > 0, `${parameter.key} lacks one`);
            }
        }
    });

    it("gives every value of every preset a reason and a source", () => {
        for (const preset of Object.values(KernelPreset)) {
            const { parameters } = profileOf({ preset });
            assert.equal(parameters.length, PARAMETERS.length);
            for (const { key, value, reason, source } of parameters) {
                assert.ok(value && reason && source, `${preset}: ${key}`);
            }
        }
    });

    it("has each key once, per-namespace keys in the pod and host-wide ones on the node", () => {
        assert.equal(new Set(PARAMETERS.map(({ key }) => key)).size, PARAMETERS.length);
        for (const { key, scope, layers } of PARAMETERS) {
            assert.equal(layers.includes("pod"), layers.includes("kubelet"), key);
            if (scope === "host") {
                assert.ok(!layers.includes("pod"), `containers refuse ${key}`);
            }
            if (scope === "copied") {
                assert.ok(layers.includes("pod") && layers.includes("userData"), key);
            }
            if (scope === "netns" && !key.startsWith("net.netfilter.")) {
                assert.ok(!layers.includes("userData"), `${key} on the node reaches no pod`);
            }
        }
    });

    it("spells every key as Linux does", function () {
        // Keys that this kernel must have; conntrack's exist only with its module.
        const fs = require("node:fs") as typeof import("node:fs");
        if (process.platform !== "linux") {
            this.skip();
        }
        for (const { key } of PARAMETERS.filter(
            ({ key }) => key.includes(".") && !key.includes("netfilter"),
        )) {
            assert.ok(
                fs.existsSync(`/proc/sys/${key.replaceAll(".", "/")}`),
                `${key} is no key of this kernel`,
            );
        }
    });

    it("reproduces the tuning guide's figures for the article's load", () => {
        const profile = profileOf({ preset: KernelPreset.Million });
        assert.equal(profile.nofile, 2_097_152);
        assert.equal(valueIn(profile, "net.core.somaxconn"), "32768");
        assert.equal(valueIn(profile, "net.core.netdev_max_backlog"), "16384");
        assert.equal(valueIn(profile, "net.ipv4.tcp_max_tw_buckets"), "1048576");
        assert.equal(valueIn(profile, "fs.nr_open"), "2097152");
        const million = profileOf({ connectionsPerNode: 1_000_000, memoryGiB: 64, vcpus: 32 });
        assert.equal(valueIn(million, "net.ipv4.tcp_rmem"), "4096 4096 16777216");
    });

    it("fits any node and is consistent in itself", () => {
        fc.assert(
            fc.property(anyNode, (args) => {
                const profile = profileOf(args);
                const { connections, memoryBytes, tls } = profile.node;
                const only = (key: string) => numbersIn(profile, key)[0] ?? 0;

                assert.ok(profile.nofile >= filesNeeded(connections));
                assert.ok(only("fs.nr_open") >= profile.nofile);
                assert.ok(only("fs.file-max") >= 2 * profile.nofile);

                // Worked out on the node.
                assert.equal(valueIn(profile, "net.ipv4.tcp_mem"), "memory/16 memory/8 memory/4");

                const tracked = only("net.netfilter.nf_conntrack_max");
                assert.ok(tracked >= 2 * connections);
                assert.ok(tracked * CONNTRACK_ENTRY_BYTES <= memoryBytes / 4);
                assert.equal(only("conntrackHashsize") * 4, tracked);

                for (const key of ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]) {
                    const [least = 0, first = 0, most = 0] = numbersIn(profile, key);
                    assert.ok(least <= first && first <= most, key);
                    const smallest = tls ? 16_384 : 4_096;
                    assert.ok(first <= smallest || first * 2 * connections <= memoryBytes / 8, key);
                }
                const queue = only("net.core.somaxconn");
                assert.ok(queue >= 4_096 && queue <= 32_768);
                assert.equal(only("net.ipv4.tcp_max_syn_backlog"), queue);
            }),
            { numRuns: 500 },
        );
    });

    it("never gives less to a node that has to hold more connections", () => {
        const growing = [
            "fs.nr_open",
            "net.netfilter.nf_conntrack_max",
            "net.core.somaxconn",
            "net.ipv4.tcp_max_tw_buckets",
        ];
        fc.assert(
            fc.property(anyNode, fc.integer({ min: 1, max: 100 }), (args, percent) => {
                const more = profileOf(args);
                const fewer = Math.max(1, Math.floor(((args.connectionsPerNode ?? 1) * percent) / 100));
                const less = profileOf({ ...args, connectionsPerNode: fewer });
                assert.ok(less.nofile <= more.nofile);
                for (const key of growing) {
                    assert.ok((numbersIn(less, key)[0] ?? 0) <= (numbersIn(more, key)[0] ?? 0), key);
                }
            }),
        );
    });

    it("gives a pod no smaller queue or table than the kernel chooses for the node's memory", () => {
        // tcp_set_hashinfo() and inet_hashinfo of Linux 6.6: one slot for 128 KiB, 524,288 at the most.
        const slots = (memoryBytes: number) =>
            Math.min(524_288, 2 ** Math.ceil(Math.log2(memoryBytes / 131_072)));
        fc.assert(
            fc.property(anyNode, (args) => {
                const profile = profileOf(args);
                const cnt = slots(profile.node.memoryBytes);
                const least: Record<string, number> = {
                    "net.ipv4.tcp_max_tw_buckets": cnt / 2,
                    "net.ipv4.tcp_max_syn_backlog": Math.max(128, cnt / 128),
                    "net.core.somaxconn": 4_096,
                };
                for (const [key, own] of Object.entries(least)) {
                    assert.ok((numbersIn(profile, key)[0] ?? 0) >= own, key);
                }
            }),
        );
    });

    it("lowers on the node nothing that the kernel scales with memory or CPUs", () => {
        const scaled = [
            "fs.file-max",
            "fs.nr_open",
            "net.netfilter.nf_conntrack_max",
            "conntrackHashsize",
            "net.ipv4.tcp_mem",
        ];
        for (const { key, write } of profileOf({}).parameters.filter((p) => scaled.includes(p.key))) {
            assert.equal(write, "atLeast", key);
        }
    });

    it("reserves what a pod's listeners bind, once, beside what the profile reserves", () => {
        const profile = profileOf({ preset: KernelPreset.Million });
        const reserved = (binds: number[]) =>
            renderPodSysctls(profile, binds).find(({ name }) => name.endsWith("reserved_ports"))?.value;
        const own = reserved([]);
        assert.equal(reserved([1883, 8083, 30_500]), own);
        assert.equal(reserved([2883, 1884, 2883]), `${own},1884,2883`);
    });

    it("permits exactly what the pods set and older Kubernetes calls unsafe", () => {
        const profile = profileOf({ extraPodParameters: { "net.ipv4.tcp_sack": "1" } });
        const set = renderPodSysctls(profile).map(({ name }) => name);
        const permitted = renderAllowedUnsafeSysctls(profile);
        assert.deepEqual(permitted, [...permitted].sort());
        assert.deepEqual(
            set.filter((key) => !permitted.includes(key)),
            ["net.ipv4.ip_local_port_range"],
        );
        assert.deepEqual(
            permitted.filter((key) => !set.includes(key)),
            [],
        );
    });

    it("cannot be changed once it is built", () => {
        const profile = profileOf({});
        assert.throws(() => {
            (profile as { nofile: number }).nofile = 1;
        }, TypeError);
        assert.throws(() => {
            (profile.parameters[0] as { value: string }).value = "1";
        }, TypeError);
    });
});
