import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    KernelPreset,
    type KernelProfile,
    KernelRollout,
    kernelProfileLabels,
    renderAllowedUnsafeSysctls,
    renderContainerdLimits,
    renderPodSysctls,
    renderPreUserData,
    renderUserData,
} from "../../../../provider/nodes/kernel";
import { anyNode, profileOf } from "./building";

/** All that reaches a node or a pod, with the hash taken out of the scripts that name it. */
function rendered(profile: KernelProfile): string {
    const texts = [
        renderPreUserData(profile),
        renderUserData(profile),
        renderAllowedUnsafeSysctls(profile),
        renderContainerdLimits(profile),
        renderPodSysctls(profile),
    ];
    return JSON.stringify(texts).replaceAll(profile.hash, "");
}

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

    it("differs exactly when something rendered differs", () => {
        fc.assert(
            fc.property(anyNode, anyNode, fc.boolean(), (one, other, near) => {
                const a = profileOf(one);
                const b = profileOf(near ? { ...one, vcpus: other.vcpus } : other);
                assert.equal(a.hash === b.hash, rendered(a) === rendered(b));
            }),
            { numRuns: 300 },
        );
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
