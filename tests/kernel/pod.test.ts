import assert from "node:assert/strict";
import { release } from "node:os";
import {
    PARAMETERS,
    renderAllowedUnsafeSysctls,
    renderPodSysctls,
    renderPreflight,
    renderUserData,
} from "../../provider/nodes/kernel";
import { KNOWN_KEYS } from "../../provider/nodes/kernel/knownKeys";
import { scopeOf } from "../../provider/nodes/kernel/namespaces";
import { onScratchNode, writes } from "./scratchNode";
import { needsScratchNode, pairs, printKeys, profileForThisMachine } from "./support";

/** Keys that only a user would add, by where they belong on any kernel from 5.10 on. */
const OTHERS = {
    pod: [
        "tcp_sack",
        "tcp_tw_reuse",
        "tcp_slow_start_after_idle",
        "tcp_syncookies",
        "tcp_notsent_lowat",
        "tcp_mtu_probing",
    ].map((name) => `net.ipv4.${name}`),
    node: [
        "net.core.netdev_budget",
        "net.core.dev_weight",
        "net.ipv4.tcp_max_orphans",
        "net.ipv4.udp_mem",
        "net.ipv4.inet_peer_threshold",
    ],
};

/** The per-namespace keys of the profile, as the kernel sees them from a namespace like a pod's. */
const NETWORK_KEYS = PARAMETERS.filter(({ key }) => key.startsWith("net."));

const [major = 0, minor = 0] = release().split(".").map(Number);
const OPTMEM_IS_NAMESPACED = major > 6 || (major === 6 && minor >= 8);

/** Every network key that is known, as it would be for a pod's interface. */
const KNOWN_NETWORK_KEYS = KNOWN_KEYS.filter((key) => key.startsWith("net."));
const PRINT_MODES = `for key in ${KNOWN_NETWORK_KEYS.join(" ")}; do
  file=/proc/sys/$(echo $key | tr . /); echo "$key=$(stat -c %A $file 2>/dev/null || echo absent)"
done`;

describe("pod layer on a real kernel", () => {
    const profile = profileForThisMachine();
    const sysctls = renderPodSysctls(profile);
    const preflight = renderPreflight("emqx/emqx", 900, profile).command.at(-1) ?? "";
    const keys = printKeys(sysctls.map(({ name }) => name));
    let seen: { [section: string]: string } = {};

    before(function () {
        needsScratchNode.call(this);
        // As a container runtime does it: the namespace is new, the values are written from within.
        const pod = sysctls
            .map(({ name, value }) => `echo '${value}' >/proc/sys/${name.replaceAll(".", "/")}`)
            .join("\n");
        seen = onScratchNode(`
${writes("/pod.sh", `set -eu\n${pod}`)}
${writes("/keys.sh", keys)}
${writes("/modes.sh", PRINT_MODES)}
${writes("/preflight.sh", preflight)}
${writes("/user.sh", renderUserData(profile))}
ulimit -Sn 1024
as_emqx="setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs"
echo 23456 >/proc/sys/net/core/somaxconn
echo 7777 >/proc/sys/net/ipv4/tcp_max_syn_backlog
bash /user.sh
section host
bash /keys.sh
section plain namespace
unshare -n bash /keys.sh
section preflight in a plain namespace
unshare -n $as_emqx sh /preflight.sh && echo "status=0" || echo "status=$?"
section pod
unshare -n bash -c 'bash /pod.sh; echo "written=$?"; bash /keys.sh'
section preflight in the pod
unshare -n bash -c "bash /pod.sh && $as_emqx sh /preflight.sh" && echo "status=0" || echo "status=$?"
section host afterwards
bash /keys.sh
section modes on the host
bash /modes.sh
section modes inside
unshare -n bash /modes.sh
section writable
unshare -n /bin/bash -c 'for key in ${[...NETWORK_KEYS.map(({ key }) => key), ...OTHERS.pod, ...OTHERS.node].join(" ")}; do
  file=/proc/sys/$(echo $key | tr . /)
  if [ ! -e $file ]; then echo "$key=absent"
  elif value=$(cat $file) && echo "$value" 2>/dev/null >$file; then echo "$key=writable"
  else echo "$key=read-only"; fi
done'
`);
    });

    it("a key of the namespace that is set on the host does not show inside, ours does", () => {
        const host = pairs(seen.host);
        const plain = pairs(seen["plain namespace"]);
        const pod = pairs(seen.pod);
        assert.equal(host["net.core.somaxconn"], "23456");
        assert.equal(host["net.ipv4.tcp_max_syn_backlog"], "7777");
        assert.notEqual(plain["net.core.somaxconn"], "23456");
        assert.notEqual(plain["net.ipv4.tcp_max_syn_backlog"], "7777");
        for (const { name, value } of sysctls) {
            assert.equal(pod[name], value, name);
        }
        assert.equal(pod.written, "0");
    });

    it("the two copied keys do show in a namespace made afterwards", () => {
        const plain = pairs(seen["plain namespace"]);
        const copied = profile.parameters.filter(({ scope }) => scope === "copied");
        assert.equal(copied.length, 2);
        for (const { key, value } of copied) {
            assert.equal(plain[key], value, key);
        }
    });

    it("what a pod sets stays in the pod", () => {
        assert.deepEqual(pairs(seen["host afterwards"]), pairs(seen.host));
    });

    it("a container can set exactly what the table says it can", () => {
        const writable = pairs(seen.writable);
        for (const { key, scope } of NETWORK_KEYS) {
            if (key === "net.core.optmem_max" && OPTMEM_IS_NAMESPACED) {
                continue;
            }
            const found = writable[key];
            if (scope === "host") {
                assert.notEqual(found, "writable", `${key} is said to be host-wide`);
            } else if (!(key.startsWith("net.netfilter.") && found === "absent")) {
                assert.equal(found, "writable", `${key} is said to be per namespace`);
            }
        }
    });

    it("a key of the user's own is placed as this kernel has it", () => {
        const writable = pairs(seen.writable);
        for (const key of OTHERS.pod) {
            assert.equal(writable[key], "writable", key);
            assert.equal(scopeOf(key), "netns", key);
        }
        for (const key of OTHERS.node) {
            assert.notEqual(writable[key], "writable", key);
            assert.equal(scopeOf(key), "host", key);
        }
    });

    it("no key that is known as a namespace's own is read-only inside, or not there", () => {
        const host = pairs(seen["modes on the host"]);
        const inside = pairs(seen["modes inside"]);
        const own = KNOWN_NETWORK_KEYS.filter((key) => scopeOf(key) === "netns" && host[key] !== "absent");
        assert.ok(own.length > 150);
        for (const key of own) assert.equal(inside[key], host[key], key);
    });

    it("the kubelet's list covers every key that not all versions call safe", () => {
        const permitted = renderAllowedUnsafeSysctls(profile);
        for (const { name } of sysctls) {
            assert.ok(permitted.includes(name) || name === "net.ipv4.ip_local_port_range", name);
        }
    });

    it("the preflight container fails in an untuned namespace and passes in ours, as an unprivileged user", () => {
        const plain = seen["preflight in a plain namespace"] ?? "";
        assert.match(plain, /^status=1$/m);
        assert.match(plain, /^ports for outgoing connections 28,232, needs 64,512: .+#pod-sysctls$/m);
        assert.match(
            plain,
            /^tcp_max_tw_buckets [\d,]+, needs 262,144: the pod's own sysctl was not set; see .+$/m,
        );
        assert.match(
            seen["preflight in the pod"] ?? "",
            /^preflight: nofile 1,024, .+: enough for 900 connections\nstatus=0\n$/,
        );
    });
});
