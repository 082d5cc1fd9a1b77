import assert from "node:assert/strict";
import { type KernelProfile, renderPreUserData, renderUserData } from "../../provider/nodes/kernel";
import { onScratchNode, writes } from "./scratchNode";
import { needsScratchNode, pairs, printKeys, profileForThisMachine } from "./support";

const LOG = "/var/log/emqx-ack-tuning.log";
// Files with the time of their last change; the scripts themselves are written anew each time, with the same text.
const TREE =
    "find /etc/sysctl.d /etc/modprobe.d /etc/modules-load.d /etc/systemd/system -name '*emqx*' -type f -printf '%p %T@\\n' | sort; md5sum /etc/emqx-ack/*";

const PRINT_PAGES = "read -r _ kib _ </proc/meminfo; page=$(getconf PAGESIZE); echo $((kib * 1024 / page))";

/** What a value comes to on a node of so many pages. */
function sharesIn(value: string, pages: string | undefined): string {
    return value.replaceAll(/memory\/(\d+)/g, (_, part) => String(Math.floor(Number(pages) / Number(part))));
}

function greaterOfEach(one: string, other: string): string {
    const numbers = one.split(" ").map(BigInt);
    return other
        .split(" ")
        .map(BigInt)
        .map((n, i) => String((numbers[i] ?? n) > n ? numbers[i] : n))
        .join(" ");
}

describe("node layer on a real kernel", () => {
    const profile = profileForThisMachine({
        connectionsPerNode: 120_000,
        extraNodeParameters: { "vm.swappiness": "37", "vm.no_such_key": "1" },
    });
    const written = profile.parameters.filter(
        ({ key, layers }) => key.includes(".") && layers.includes("userData") && key !== "vm.no_such_key",
    );
    let seen: { [section: string]: string } = {};

    before(function () {
        needsScratchNode.call(this);
        const keys = printKeys(written.map(({ key }) => key));
        seen = onScratchNode(`
${writes("/pre.sh", renderPreUserData(profile))}
${writes("/user.sh", renderUserData(profile))}
echo 33554432 >/proc/sys/net/core/wmem_max
echo 1048576 >/proc/sys/fs/nr_open
echo always >/sys/kernel/mm/transparent_hugepage/enabled || true
section memory
${PRINT_PAGES}
section before
${keys}
section first run
bash /pre.sh; echo "pre=$?"
bash /user.sh; echo "user=$?"
section values
${keys}
section hugepages
cat /sys/kernel/mm/transparent_hugepage/enabled
section hashsize
cat /sys/module/nf_conntrack/parameters/hashsize || echo none
section swap
cat /calls/swapoff
section systemctl
cat /calls/systemctl
section drop-in
cat /etc/systemd/system/containerd.service.d/10-emqx-ack-nofile.conf
section units
systemd-analyze verify /etc/systemd/system/emqx-ack-tuning.timer 2>&1 || true
section log
cat ${LOG}
section tree
${TREE}
section second run
: >/calls/systemctl
mv ${LOG} /first.log
sleep 0.02
bash /pre.sh; echo "pre=$?"
bash /user.sh; echo "user=$?"
grep -v ' skipped ' ${LOG} || true
cat /calls/systemctl
section tree after second run
${TREE}
section timer
: >${LOG}
/bin/sh -c "exec /bin/bash /etc/emqx-ack/apply.sh again >>${LOG} 2>&1"; echo "timer=$?"
cat ${LOG}
section drift
echo 131072 >/proc/sys/net/netfilter/nf_conntrack_max || true
rm /etc/sysctl.d/99-zz-emqx.conf
bash /etc/emqx-ack/apply.sh again
${printKeys(["net.netfilter.nf_conntrack_max"])}
section reboot
echo 212992 >/proc/sys/net/core/rmem_max
echo '4096 131072 6291456' >/proc/sys/net/ipv4/tcp_rmem
sysctl -q -p /etc/sysctl.d/99-zz-emqx.conf; echo "sysctl=$?"
${keys}
`);
    });

    it("writes every value that its kernel has, exactly or at least", () => {
        const before = pairs(seen.before);
        const after = pairs(seen.values);
        for (const { key, value, write } of written) {
            const found = after[key];
            if (before[key] === "absent") {
                continue;
            }
            const wanted = sharesIn(value, seen.memory);
            assert.equal(found, write === "exact" ? wanted : greaterOfEach(before[key] ?? "", wanted), key);
        }
        assert.notDeepEqual(after, before);
    });

    it("never lowers what a node had more of", () => {
        assert.equal(pairs(seen.values)["net.core.wmem_max"], "33554432");
    });

    it("raises fs.nr_open before it gives containerd its limit", () => {
        assert.ok(Number(pairs(seen.values)["fs.nr_open"]) >= profile.nofile);
        assert.equal(seen["drop-in"], `[Service]\nLimitNOFILE=${profile.nofile}\n`);
        const log = seen.log ?? "";
        assert.ok(log.indexOf("fs.nr_open: 1048576 -> 2097152") >= 0, log);
        assert.ok(log.indexOf("fs.nr_open") < log.indexOf("10-emqx-ack-nofile.conf"), log);
    });

    it("sets huge pages, swap and the conntrack hash table", () => {
        assert.match(seen.hugepages ?? "", /\[madvise\]/);
        assert.equal(seen.swap, "-a\n");
        const buckets = profile.parameters.find(({ key }) => key === "conntrackHashsize")?.value;
        if (seen.hashsize !== "none\n") {
            assert.ok(Number(seen.hashsize) >= Number(buckets));
        }
    });

    it("restarts containerd on a node that has not joined, and starts the timer", () => {
        assert.match(seen.systemctl ?? "", /^restart containerd$/m);
        assert.match(seen.systemctl ?? "", /^enable --now emqx-ack-tuning\.timer$/m);
        const complaints = (seen.units ?? "").split("\n").filter((line) => line.includes("emqx-ack"));
        assert.deepEqual(complaints, []);
    });

    it("skips what its kernel does not have, with a line in the log", () => {
        assert.match(seen.log ?? "", /Z skipped vm\.no_such_key: this kernel does not have it$/m);
    });

    it("changes nothing the second time", () => {
        assert.equal(seen["second run"], "pre=0\nuser=0\n");
        assert.equal(seen["tree after second run"], seen.tree);
        assert.ok((seen.tree ?? "").split("\n").length >= 8, seen.tree);
    });

    it("logs nothing when the timer finds all as it should be", () => {
        assert.equal(seen.timer, "timer=0\n");
    });

    it("heals what kube-proxy or a clean-up undid", () => {
        const wanted = pairs(seen.values)["net.netfilter.nf_conntrack_max"];
        assert.equal(pairs(seen.drift)["net.netfilter.nf_conntrack_max"], wanted);
        assert.match(seen.drift ?? "", /wrote \/etc\/sysctl\.d\/99-zz-emqx\.conf/);
    });

    it("leaves a file that brings all values back after a reboot", () => {
        assert.match(seen.reboot ?? "", /^sysctl=0$/m);
        const { sysctl: _, ...after } = pairs(seen.reboot);
        assert.deepEqual(after, pairs(seen.values));
    });
});

describe("node layer where something is in its way", () => {
    before(needsScratchNode);

    it("lets the node join when its files cannot be written, and says so", () => {
        const profile = profileForThisMachine();
        const seen = onScratchNode(`
${writes("/pre.sh", renderPreUserData(profile))}
${writes("/user.sh", renderUserData(profile))}
mount -t tmpfs -o ro tmpfs /etc
section run
bash -c "$(cat /pre.sh; echo; echo 'echo ACK joins'; cat /user.sh)" 2>/dev/null; echo "joined=$?"
section log
cat ${LOG}
`);
        assert.equal(seen.run, "ACK joins\njoined=0\n");
        assert.match(seen.log ?? "", /before-join\.sh stopped with an error/);
        assert.match(seen.log ?? "", /apply\.sh stopped with an error/);
    });

    it("lets the node join when systemd fails, with the values set", () => {
        const profile = profileForThisMachine();
        const seen = onScratchNode(`
${writes("/pre.sh", renderPreUserData(profile))}
${writes("/user.sh", renderUserData(profile))}
printf '#!/bin/sh\\nexit 1\\n' >/usr/local/bin/systemctl
section run
bash -c "$(cat /pre.sh; echo; echo 'echo ACK joins'; cat /user.sh)"; echo "joined=$?"
section values
${printKeys(["net.core.netdev_max_backlog"])}
`);
        assert.equal(seen.run, "ACK joins\njoined=0\n");
        assert.ok(Number(pairs(seen.values)["net.core.netdev_max_backlog"]) >= 4_096);
    });

    it("takes containerd's limit back when containerd does not start with it", () => {
        const profile = profileForThisMachine();
        const seen = onScratchNode(`
${writes("/pre.sh", renderPreUserData(profile))}
drop_in=/etc/systemd/system/containerd.service.d/10-emqx-ack-nofile.conf
printf '#!/bin/sh\\ncase "$*" in *kubelet) exit 3;; "restart containerd") [ ! -e %s ];; esac\\n' $drop_in >/usr/local/bin/systemctl
section run
bash /pre.sh; echo "joined=$?"
[ -e $drop_in ] || echo "no drop-in"
tail -1 ${LOG}
`);
        assert.match(
            seen.run ?? "",
            /^joined=0\nno drop-in\n.*containerd did not start with \d+ files, it keeps its old limit\n$/,
        );
    });

    /** Runs on a node that seems to have so much memory, with its tcp_mem as `begin` leaves it. */
    const tcpMemOn = (memoryKiB: number, profile: KernelProfile, begin = "") => {
        const seen = onScratchNode(`
${writes("/user.sh", renderUserData(profile))}
sed 's/^MemTotal:.*/MemTotal: ${memoryKiB} kB/' /proc/meminfo >/meminfo
mount --bind /meminfo /proc/meminfo
${begin}
section pages
${PRINT_PAGES}
section before
cat /proc/sys/net/ipv4/tcp_mem
section after
bash /user.sh
cat /proc/sys/net/ipv4/tcp_mem
section file
grep tcp_mem /etc/sysctl.d/99-zz-emqx.conf
section second run
: >${LOG}
bash /user.sh
grep tcp_mem ${LOG} || true
`);
        const numbers = (section: string) => (seen[section] ?? "").trim().split(/\s+/).join(" ");
        assert.equal(numbers("file"), `net.ipv4.tcp_mem = ${numbers("after")}`);
        assert.equal(seen["second run"], "");
        return { pages: numbers("pages"), before: numbers("before"), after: numbers("after") };
    };
    const GIB_IN_KIB = 1024 ** 2;

    for (const gib of [128, 512]) {
        it(`gives TCP parts of the memory that the node has, whatever the profile is for (${gib} GiB)`, () => {
            const { pages, before, after } = tcpMemOn(gib * GIB_IN_KIB, profileForThisMachine());
            assert.equal(after, greaterOfEach(before, sharesIn("memory/16 memory/8 memory/4", pages)));
            assert.notEqual(after, before);
        });
    }

    it("never lowers tcp_mem, on a node with less memory than the profile is for too", () => {
        const { before, after } = tcpMemOn(64, profileForThisMachine({ memoryGiB: 20_000 }));
        assert.equal(after, before);
    });

    it("compares each of tcp_mem's numbers by itself", () => {
        const profile = profileForThisMachine();
        // The first two are far above what 128 GiB come to, the last is just above them.
        const begin = "echo 8000000 8000000 8000001 >/proc/sys/net/ipv4/tcp_mem";
        const { after } = tcpMemOn(128 * GIB_IN_KIB, profile, begin);
        assert.equal(after, "8000000 8000000 8388608");
    });

    it("writes a tcp_mem that was asked for as it is, also below what the node has", () => {
        const asked = "7000000 7000001 7000002";
        const profile = profileForThisMachine({
            memoryGiB: 128,
            parameters: { "net.ipv4.tcp_mem": asked },
        });
        const begin = "echo 8000000 8000000 8000001 >/proc/sys/net/ipv4/tcp_mem";
        assert.equal(tcpMemOn(64, profile, begin).after, asked);
    });

    it("leaves a conntrack table that is larger by itself, unless another was asked for", function () {
        const profile = profileForThisMachine();
        const asked = profileForThisMachine({ parameters: { conntrackHashsize: "262144" } });
        const seen = onScratchNode(`
${writes("/user.sh", renderUserData(profile))}
${writes("/asked.sh", renderUserData(asked))}
hash=/sys/module/nf_conntrack/parameters/hashsize
section own
[ -w $hash ] && echo 1048576 >$hash; cat $hash 2>/dev/null || true
bash /user.sh
section after
cat $hash 2>/dev/null || true
ls /etc/modprobe.d/emqx-ack.conf 2>/dev/null || echo "no option"
section asked for
bash /asked.sh
cat $hash 2>/dev/null || true
section smaller
[ -w $hash ] && echo 1024 >$hash
bash /user.sh
cat $hash 2>/dev/null || true
cat /etc/modprobe.d/emqx-ack.conf
`);
        if (!seen.own?.trim()) this.skip();
        assert.equal(seen.after, `${seen.own}no option\n`);
        assert.equal(seen["asked for"], "262144\n");
        const buckets = profile.parameters.find(({ key }) => key === "conntrackHashsize")?.value;
        assert.match(seen.smaller ?? "", new RegExp(`options nf_conntrack hashsize=${buckets}`));
    });

    it("goes on after a value that the kernel refuses", () => {
        const profile = profileForThisMachine({
            extraNodeParameters: { "vm.swappiness": "90000", "vm.min_free_kbytes": "70000" },
        });
        const seen = onScratchNode(`
${writes("/user.sh", renderUserData(profile))}
before=$(cat /proc/sys/vm/min_free_kbytes)
section after
bash /user.sh
${printKeys(["vm.min_free_kbytes"])}
cat ${LOG} /etc/sysctl.d/99-zz-emqx.conf
echo $before >/proc/sys/vm/min_free_kbytes
`);
        assert.match(seen.after ?? "", /^vm\.min_free_kbytes=70000$/m);
        assert.match(seen.after ?? "", /skipped vm\.swappiness: the kernel refused 90000/);
        assert.doesNotMatch(seen.after ?? "", /vm\.swappiness = /);
    });
});
