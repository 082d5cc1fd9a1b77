import assert from "node:assert/strict";
import { KernelPreset, type KernelProfileArgs, type KernelRollout } from "../../../../provider/nodes/kernel";
import { profileOf, refusalsOf, valueIn } from "./building";

function refuses(args: KernelProfileArgs, path: string, ...sayings: RegExp[]): void {
    const refusals = refusalsOf(args);
    assert.deepEqual(Object.keys(refusals), [path]);
    for (const saying of sayings) {
        assert.match(refusals[path] ?? "", saying);
    }
}

describe("kernel profile refuses", () => {
    it("a tcp_mem with fewer pages than connections", () =>
        refuses(
            {
                memoryGiB: 32,
                connectionsPerNode: 100_000,
                parameters: { "net.ipv4.tcp_mem": "100 200 300" },
            },
            'kernel.parameters["net.ipv4.tcp_mem"]',
            /300 are fewer than the 100,000 connections of this node/,
        ));

    it("the source article's tcp_mem, in words of memory", () =>
        refuses(
            {
                preset: KernelPreset.Million,
                parameters: { "net.ipv4.tcp_mem": "378150000 504200000 756300000" },
            },
            'kernel.parameters["net.ipv4.tcp_mem"]',
            /pages of 4,096 bytes: 756300000 pages are 2\.8 TiB, the node has 128 GiB/,
            /Write at most 8388608 as the last number/,
        ));

    it("the source article's udp_mem as a key of the user's own", () =>
        refuses(
            { extraNodeParameters: { "net.ipv4.udp_mem": "74583000 499445000 749166000" } },
            'kernel.extraNodeParameters["net.ipv4.udp_mem"]',
            /2\.8 TiB, the node has 32 GiB/,
        ));

    it("the source article's misspelt key", () =>
        refuses(
            { parameters: { "net.ipv4.tcp_max_sync_backlog": "163840" } },
            'kernel.parameters["net.ipv4.tcp_max_sync_backlog"]',
            /did you mean net\.ipv4\.tcp_max_syn_backlog\?/,
        ));

    it("an fs.nr_open below nofile", () =>
        refuses(
            { nofile: 2_000_000, parameters: { "fs.nr_open": "1048576" } },
            'kernel.parameters["fs.nr_open"]',
            /nofile 2,000,000, and containerd does not start with a limit above fs\.nr_open/,
        ));

    it("a nofile that only the kernel's own fs.nr_open would bound", () =>
        refuses(
            { nofile: 2_000_000, parameters: { "fs.nr_open": "default" } },
            'kernel.parameters["fs.nr_open"]',
            /1,048,576, below nofile 2,000,000/,
        ));

    it("a nofile that cannot hold the connections", () =>
        refuses({ connectionsPerNode: 250_000, nofile: 262_144 }, "kernel.nofile", /write 277,778 or more/));

    it("nofile among the parameters", () =>
        refuses({ parameters: { nofile: "65536" } }, "kernel.parameters.nofile", /write them as nofile/));

    it("more connections than the memory holds", () =>
        refuses(
            { connectionsPerNode: 1_000_000, memoryGiB: 16 },
            "kernel.connectionsPerNode",
            /1,000,000 do not fit in 16 GiB: one idle connection takes 23 KiB at least/,
        ));

    it("a port range over the NodePorts that reserves nothing", () => {
        const path = 'kernel.parameters["net.ipv4.ip_local_reserved_ports"]';
        const saying = /overlaps the NodePorts: add 30000-32767/;
        refuses({ parameters: { "net.ipv4.ip_local_reserved_ports": "1883" } }, path, saying);
        refuses({ parameters: { "net.ipv4.ip_local_reserved_ports": "default" } }, path, saying);
    });

    it("a port range that is none", () => {
        const path = 'kernel.parameters["net.ipv4.ip_local_port_range"]';
        refuses({ parameters: { "net.ipv4.ip_local_port_range": "65000 1024" } }, path, /is no port range/);
        refuses({ parameters: { "net.ipv4.ip_local_port_range": "80 65535" } }, path, /1024 to 65535/);
        refuses(
            { parameters: { "net.ipv4.ip_local_port_range": "1024-65535" } },
            path,
            /2 numbers with a space/,
        );
    });

    it("a per-namespace key on the node", () => {
        refuses(
            { extraNodeParameters: { "net.core.somaxconn": "65535" } },
            'kernel.extraNodeParameters["net.core.somaxconn"]',
            /never reaches the broker's pod. Write it under parameters/,
        );
        refuses(
            { extraNodeParameters: { "net.ipv4.tcp_tw_reuse": "1" } },
            'kernel.extraNodeParameters["net.ipv4.tcp_tw_reuse"]',
            /Write it under extraPodParameters/,
        );
    });

    it("a host-wide key in the pod", () => {
        refuses(
            { extraPodParameters: { "net.core.rmem_max": "16777216" } },
            'kernel.extraPodParameters["net.core.rmem_max"]',
            /containers refuse it/,
        );
        refuses(
            { extraPodParameters: { "vm.max_map_count": "262144" } },
            'kernel.extraPodParameters["vm.max_map_count"]',
            /Write it under extraNodeParameters/,
        );
    });

    it("a conntrack table that is too small, or larger than the node", () => {
        const path = 'kernel.parameters["net.netfilter.nf_conntrack_max"]';
        refuses({ parameters: { "net.netfilter.nf_conntrack_max": "65536" } }, path, /write 200,000 or more/);
        refuses({ parameters: { "net.netfilter.nf_conntrack_max": "1000000000" } }, path, /357\.6 GiB/);
    });

    it("buffers whose numbers fall", () =>
        refuses(
            { parameters: { "net.ipv4.tcp_rmem": "4096 1024 16777216" } },
            'kernel.parameters["net.ipv4.tcp_rmem"]',
            /write "1024 4096 16777216"/,
        ));

    it("values that a shell would read as more than a value", () => {
        for (const value of ["1; reboot", "$(reboot)", "`reboot`", "1\n2'", "'"]) {
            const refusals = refusalsOf({ extraNodeParameters: { "vm.swappiness": value } });
            assert.deepEqual(Object.keys(refusals), ['kernel.extraNodeParameters["vm.swappiness"]'], value);
        }
        assert.deepEqual(Object.keys(refusalsOf({ extraNodeParameters: { "vm.x y'": "1" } })).length, 1);
    });

    it("misspelt enums and impossible figures from plain JavaScript, all at once", () => {
        const refusals = refusalsOf({
            preset: "million" as KernelPreset,
            rollout: "Daemonset" as KernelRollout,
            connectionsPerNode: 0,
            memoryGiB: Number.NaN,
            vcpus: 1.5,
        });
        assert.deepEqual(Object.keys(refusals).sort(), [
            "kernel.connectionsPerNode",
            "kernel.memoryGiB",
            "kernel.preset",
            "kernel.rollout",
            "kernel.vcpus",
        ]);
        assert.match(refusals["kernel.preset"] ?? "", /write Standard or Million/);
        assert.match(refusals["kernel.rollout"] ?? "", /write ReplacePool or DaemonSet or NewNodes/);
    });
});

describe("kernel profile takes", () => {
    it("another value, written as it is", () => {
        const profile = profileOf({
            parameters: { "net.core.rmem_max": "1048576", "net.ipv4.tcp_rmem": "4096\t8192  65536" },
        });
        assert.equal(valueIn(profile, "net.core.rmem_max"), "1048576");
        assert.equal(valueIn(profile, "net.ipv4.tcp_rmem"), "4096 8192 65536");
        assert.equal(profile.parameters.find(({ key }) => key === "net.core.rmem_max")?.write, "exact");
    });

    it("`default` as the wish to leave a parameter alone", () => {
        const profile = profileOf({
            parameters: {
                "net.ipv4.tcp_mem": "default",
                swap: "default",
                "net.netfilter.nf_conntrack_max": "default",
            },
        });
        for (const key of [
            "net.ipv4.tcp_mem",
            "swap",
            "net.netfilter.nf_conntrack_max",
            "conntrackHashsize",
        ]) {
            assert.equal(valueIn(profile, key), undefined);
        }
    });

    it("a conntrack table of another size, with a hash table to match", () => {
        const profile = profileOf({ parameters: { "net.netfilter.nf_conntrack_max": "400000" } });
        assert.equal(valueIn(profile, "conntrackHashsize"), "100000");
    });

    it("a port range above the NodePorts without reserved ports", () => {
        const profile = profileOf({
            parameters: {
                "net.ipv4.ip_local_port_range": "32768 65535",
                "net.ipv4.ip_local_reserved_ports": "default",
            },
        });
        assert.equal(valueIn(profile, "net.ipv4.ip_local_reserved_ports"), undefined);
    });
});
