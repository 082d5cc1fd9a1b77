import assert from "node:assert/strict";
import * as fc from "fast-check";
import { PARAMETERS } from "../../../../provider/nodes/kernel";
import { isKnown, meantKey, ownNameOf, removedFrom } from "../../../../provider/nodes/kernel/keyNames";
import { KNOWN_KEYS } from "../../../../provider/nodes/kernel/knownKeys";
import { scopeOf } from "../../../../provider/nodes/kernel/namespaces";
import type { ParameterInput } from "../../../../provider/nodes/kernel/parameter";
import { placeOf } from "../../../../provider/nodes/kernel/spellings";
import { profileOf, refusalsOf } from "./building";

const INPUTS: readonly ParameterInput[] = ["parameters", "extraNodeParameters", "extraPodParameters"];

/** Names that guides use, of what no node of ACK has any more. */
const GONE: Record<string, string> = {
    "net.ipv4.tcp_tw_recycle": "4.12",
    "net.ipv4.tcp_thin_dupack": "4.11",
    "net.ipv4.tcp_max_ssthresh": "3.13",
    "net.ipv4.tcp_cookie_size": "3.10",
    "net.ipv4.tcp_abc": "3.9",
};

const SECOND_NAMES: Record<string, string> = {
    "net.nf_conntrack_max": "net.netfilter.nf_conntrack_max",
    "net.ipv4.ip_conntrack_max": "net.netfilter.nf_conntrack_max",
    "net.ipv4.netfilter.ip_conntrack_max": "net.netfilter.nf_conntrack_max",
    "net.ipv4.netfilter.ip_conntrack_tcp_timeout_established":
        "net.netfilter.nf_conntrack_tcp_timeout_established",
    "net.netfilter.nf_conntrack_buckets": "conntrackHashsize",
    "net/core/somaxconn": "net.core.somaxconn",
    "/proc/sys/vm/swappiness": "vm.swappiness",
    " net.ipv4.tcp_sack": "net.ipv4.tcp_sack",
};

function only(input: ParameterInput, keys: readonly string[]) {
    return refusalsOf({ [input]: Object.fromEntries(keys.map((key) => [key, "1000000"])) });
}

const pathOf = (input: ParameterInput, key: string) =>
    Object.keys(refusalsOf({ [input]: { [key]: "'" } }))[0] ?? "";

describe("a kernel parameter's name", () => {
    for (const input of INPUTS) {
        it(`is told in ${input} when Linux has it no more, however it is spelled`, () => {
            for (const [key, since] of Object.entries(GONE)) {
                for (const spelled of [
                    key,
                    key.replaceAll(".", "/"),
                    `/proc/sys/${key.replaceAll(".", "/")}`,
                ]) {
                    assert.deepEqual(Object.values(only(input, [spelled])), [
                        `Linux has no ${key} since ${since}; leave it out.`,
                    ]);
                }
            }
        });

        it(`is told in ${input} when Linux and the table call it otherwise`, () => {
            for (const [key, own] of Object.entries(SECOND_NAMES)) {
                const refusals = Object.values(only(input, [key]));
                assert.equal(refusals.length, 1);
                assert.ok(refusals[0]?.startsWith(`this is another name of ${own}: write that`), refusals[0]);
                const place = placeOf(own);
                assert.equal(refusals[0]?.endsWith(`under ${place}.`), place !== input, refusals[0]);
            }
        });

        it(`is told in ${input} with the name that was meant`, () => {
            const [key, near] = ["net.ipv4.tcp_max_sync_backlog", "net.ipv4.tcp_max_syn_backlog"];
            assert.match(Object.values(only(input, [key]))[0] ?? "", new RegExp(`did you mean ${near}\\?`));
            const [other, meant] = [
                "net.ipv4.tcp_slow_start_after_idel",
                "net.ipv4.tcp_slow_start_after_idle",
            ];
            const said = Object.values(only(input, [other]))[0] ?? "";
            assert.match(said, new RegExp(`did you mean ${meant}\\? Write that, under extraPodParameters`));
        });
    }

    it("is told once with each of its other names, wherever they stand", () => {
        fc.assert(
            fc.property(
                fc.uniqueArray(
                    fc.tuple(
                        fc.constantFrom(
                            "net.nf_conntrack_max",
                            "net.ipv4.ip_conntrack_max",
                            "net/nf_conntrack_max",
                        ),
                        fc.constantFrom(...INPUTS),
                    ),
                    { minLength: 2, selector: ([key]) => key },
                ),
                (entries) => {
                    const args: Partial<Record<ParameterInput, Record<string, string>>> = {};
                    for (const [key, input] of entries) args[input] = { ...args[input], [key]: "500000" };
                    const refusals = refusalsOf(args);
                    assert.equal(Object.keys(refusals).length, entries.length);
                    for (const [key, input] of entries) {
                        const said = refusals[pathOf(input, key)] ?? "";
                        for (const [other, where] of entries.filter(([other]) => other !== key)) {
                            assert.ok(said.includes(`${other} (${where})`), said);
                        }
                    }
                },
            ),
        );
    });

    it("may be any that Linux has, in its own place and in no other", () => {
        const places = ["extraNodeParameters", "extraPodParameters"] as const;
        for (const key of KNOWN_KEYS) {
            if (ownNameOf(key) !== key) continue;
            const place = placeOf(key);
            const refusals = places.map((input) => refusalsOf({ [input]: { [key]: "1" } }));
            const taken = places.filter((_, i) => Object.keys(refusals[i] ?? {}).length === 0);
            if (place === "parameters") assert.deepEqual(taken, [], key);
            else assert.ok(taken.includes(place) || key === "net.ipv4.udp_mem", `${key}: ${taken}`);
            if (scopeOf(key) === "host") assert.ok(!taken.includes("extraPodParameters"), key);
        }
    });

    it("may be of a module or a patch that nobody here knows", () => {
        const { parameters } = profileOf({
            extraNodeParameters: { "vm.memcg_background_reclaim": "1" },
            extraPodParameters: {
                "net.ipv4.tcp_tw_timeout": "30",
                "net.toa.lookup_mode": "1",
                "net.sctp.addip_enable": "0",
            },
        });
        assert.equal(parameters.length, PARAMETERS.length + 4);
    });

    it("keeps its interface when it is misspelt", () => {
        assert.equal(meantKey("net.ipv4.conf.eth0.rp_filtr", 2), "net.ipv4.conf.eth0.rp_filter");
        assert.ok(isKnown("net.ipv4.conf.eth0.rp_filter"));
    });

    it("is found again with one letter wrong", () => {
        const known = KNOWN_KEYS.filter((key) => key.length > 16 && ownNameOf(key) === key);
        fc.assert(
            fc.property(fc.constantFrom(...known), fc.nat(), (key, seed) => {
                const last = key.lastIndexOf(".") + 2;
                const at = last + (seed % (key.length - last));
                const wrong = `${key.slice(0, at)}${key.slice(at + 1)}`;
                if (isKnown(wrong) || removedFrom(wrong) !== undefined) return;
                for (const input of INPUTS) {
                    assert.match(
                        only(input, [wrong])[pathOf(input, wrong)] ?? "",
                        /did you mean \S+\?/,
                        wrong,
                    );
                }
            }),
            { numRuns: 40 },
        );
    });

    it("is never one that Linux has lost, in what the profile itself writes", () => {
        for (const { key } of PARAMETERS) {
            assert.equal(removedFrom(key, "6.18"), undefined);
            assert.equal(ownNameOf(key), key);
        }
    });

    it("is refused in a pod where its kubelet would not start with it, or the API server not take it", () => {
        const said = (key: string) =>
            Object.values(refusalsOf({ extraPodParameters: { [key]: "1" } }))[0] ?? "";
        assert.match(said("kernel.sem_next_id"), /host-wide/);
        assert.match(said("net.ipv4.route.gc_timeout"), /host-wide/);
        assert.match(said("net.ipv4.icmp_msgs_per_sec"), /host-wide/);
        assert.match(said("net.toa.Mode"), /small letters/);
        assert.equal(said("kernel.sem"), "");
        assert.equal(said("kernel.shmmax"), "");
        assert.equal(said("fs.mqueue.msg_max"), "");
    });

    it("takes no word that only the profile's own parameters take", () => {
        const refusals = refusalsOf({ extraNodeParameters: { "vm.swappiness": "default" } });
        assert.match(Object.values(refusals)[0] ?? "", /leave it out/);
    });
});
