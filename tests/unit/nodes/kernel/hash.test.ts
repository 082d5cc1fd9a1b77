import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import {
    KERNEL_DEFAULT,
    KernelPreset,
    type KernelProfile,
    type KernelProfileArgs,
    KernelRollout,
    kernelProfileLabels,
    PARAMETERS,
    type Parameter,
} from "../../../../provider/nodes/kernel";
import {
    canonicalProfile,
    fingerprint,
    SCRIPTS_VERSION,
} from "../../../../provider/nodes/kernel/fingerprint";
import { resolveTable } from "../../../../provider/nodes/kernel/profile";
import { anyNode, profileOf } from "./building";

/** What a person would call the profile: each parameter with its value, and whether a node may keep more. */
function said(profile: KernelProfile): string[] {
    return profile.parameters
        .map(({ key, value, write, layers }) => `${key} ${write} ${value} ${layers.includes("pod")}`)
        .sort();
}

/**
 * Hashes that clusters carry in names and labels of their pools. A test that fails here says that an update of the package would replace
 * the pools of every stack. On purpose (a value that running nodes must get, SCRIPTS_VERSION raised): write the new hashes here,
 * and what happens at the first `up` into CHANGELOG.md.
 */
const GOLDEN: Record<KernelPreset, string> = {
    [KernelPreset.Standard]: "9146e70219",
    [KernelPreset.Million]: "b7a9198c09",
};

describe("kernel profile hash", () => {
    it("is a valid label value, the same every time", () => {
        fc.assert(
            fc.property(anyNode, (args) => {
                const { hash } = profileOf(args);
                assert.match(hash, /^[0-9a-f]{10}$/);
                assert.equal(profileOf({ ...args }).hash, hash);
            }),
        );
    });

    for (const preset of Object.values(KernelPreset)) {
        it(`is the one that clusters have already: ${preset}`, () => {
            assert.equal(profileOf({ preset }).hash, GOLDEN[preset]);
        });
    }

    it("differs exactly when a value differs, or how it is written", () => {
        fc.assert(
            fc.property(anyNode, anyNode, fc.boolean(), (one, other, near) => {
                const a = profileOf(one);
                const b = profileOf(near ? { ...one, vcpus: other.vcpus } : other);
                assert.equal(a.hash === b.hash, isDeepStrictEqual(said(a), said(b)));
            }),
            { numRuns: 300 },
        );
    });

    it("is made of no text of the scripts", () => {
        const text = canonicalProfile(profileOf({}).parameters);
        const lines = text.split("\n");
        assert.equal(lines[0], `scripts ${SCRIPTS_VERSION}`);
        for (const line of lines.slice(1)) assert.match(line, /^(node|pod) \S+ (>=|=) \S+( \S+)*$/);
    });

    it("stays when an input or a parameter that is not set is added", () => {
        const { hash, node } = profileOf({});
        assert.equal(profileOf({ ofALaterIssue: undefined } as KernelProfileArgs).hash, hash);
        const [first, ...rest] = PARAMETERS;
        const unset: Parameter = { ...first!, key: "net.core.of_a_later_issue", value: () => KERNEL_DEFAULT };
        const added = resolveTable([unset, first!, ...rest], node, new Map());
        assert.equal(fingerprint(added), hash);
        const set = resolveTable([{ ...unset, value: () => "1" }, ...PARAMETERS], node, new Map());
        assert.notEqual(fingerprint(set), hash);
    });

    it("stays when the table is put into another order, or a value moves from one of the node's scripts to another", () => {
        const { hash, parameters } = profileOf({});
        fc.assert(
            fc.property(
                fc.shuffledSubarray([...parameters], { minLength: parameters.length }),
                (shuffled) => {
                    assert.equal(fingerprint(shuffled), hash);
                },
            ),
            { numRuns: 20 },
        );
        const moved = parameters.map((p) =>
            p.key === "fs.file-max" ? { ...p, layers: ["preUserData"] as const } : p,
        );
        assert.equal(fingerprint(moved), hash);
    });

    it("stays when what holds anyway is written out", () => {
        const { hash, parameters } = profileOf({});
        const written: KernelProfileArgs[] = [
            { preset: KernelPreset.Standard },
            { connectionsPerNode: 100_000, memoryGiB: 32, vcpus: 16, tls: false, nofile: 1_048_576 },
            { parameters: {}, extraNodeParameters: {}, extraPodParameters: {} },
            { rollout: KernelRollout.ReplacePool },
            ...parameters
                .filter(
                    ({ write, input, key }) =>
                        write === "exact" && input === "parameters" && key !== "nofile",
                )
                .map(({ key, value }) => ({ parameters: { [key]: value } })),
        ];
        for (const args of written) assert.equal(profileOf(args).hash, hash, JSON.stringify(args));
    });

    it("changes when a value that a node may exceed is asked for, since it is then written exactly", () => {
        const { hash } = profileOf({});
        assert.notEqual(profileOf({ parameters: { "net.core.netdev_max_backlog": "8192" } }).hash, hash);
    });

    it("tells a key of the node's namespace from the same key of the pod's", () => {
        const key = { "net.netfilter.nf_conntrack_tcp_timeout_established": "600" };
        const node = profileOf({ extraNodeParameters: key });
        assert.notEqual(node.hash, profileOf({ extraPodParameters: key }).hash);
    });

    it("changes with every single parameter", () => {
        const plain = profileOf({});
        const seen = new Set([plain.hash]);
        for (const { key } of plain.parameters.filter(
            ({ key }) => key !== "nofile" && key !== "conntrackHashsize",
        )) {
            // The kernel's own fs.nr_open holds Standard's nofile; reserved ports go together with the range.
            const together: { [key: string]: string } =
                key === "net.ipv4.ip_local_reserved_ports"
                    ? { "net.ipv4.ip_local_port_range": "32768 65535" }
                    : {};
            seen.add(profileOf({ parameters: { ...together, [key]: "default" } }).hash);
        }
        seen.add(profileOf({ nofile: 1_000_000 }).hash);
        assert.equal(seen.size, plain.parameters.length);
    });

    it("stays when the figures behind it move without moving a value", () => {
        const fewer = profileOf({ preset: KernelPreset.Million, connectionsPerNode: 240_000 });
        assert.equal(fewer.hash, profileOf({ preset: KernelPreset.Million }).hash);
    });

    it("does not depend on the rollout nor on the order of overrides", () => {
        const a = { "net.core.somaxconn": "8192", "net.ipv4.tcp_fin_timeout": "20" };
        const b = { "net.ipv4.tcp_fin_timeout": "20", "net.core.somaxconn": "8192" };
        assert.equal(profileOf({ parameters: a }).hash, profileOf({ parameters: b }).hash);
        assert.equal(profileOf({ rollout: KernelRollout.DaemonSet }).hash, profileOf({}).hash);
    });

    it("is the value of the node label, beside one that outlives it", () => {
        const profile = profileOf({});
        assert.deepEqual(kernelProfileLabels(profile), {
            "emqx-ack.io/kernel-profile": profile.hash,
            "emqx-ack.io/kernel-tuned": "true",
        });
    });
});
