import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PARAMETERS } from "../../provider/nodes/kernel";

/** Host-wide files that the node layer may change; each is put back when a scratch node ends. */
const RESTORED = [
    ...PARAMETERS.filter(({ key }) => key.includes(".")).map(
        ({ key }) => `/proc/sys/${key.replaceAll(".", "/")}`,
    ),
    "/proc/sys/vm/swappiness",
    "/proc/sys/vm/min_free_kbytes",
    "/sys/module/nf_conntrack/parameters/hashsize",
];

/** Saves them, runs the rest of its arguments in namespaces of their own, and puts them back whatever happened. */
const GUARD = `
set -u
folder=$1; shift
exec 9>/tmp/emqx-ack-kernel-tests.lock
flock 9
thp=/sys/kernel/mm/transparent_hugepage/enabled
mkdir "$folder/saved"
name() { echo "$1" | tr / +; }
for file in ${RESTORED.join(" ")}; do
  [ ! -e "$file" ] || cat "$file" >"$folder/saved/$(name "$file")"
done
[ ! -e $thp ] || sed 's/.*\\[\\(.*\\)\\].*/\\1/' $thp >"$folder/saved/$(name $thp)"
trap : INT TERM
timeout 45 unshare -m -p -u --fork --kill-child "$@"
status=$?
for saved in "$folder/saved"/*; do
  file=$(basename "$saved" | tr + /)
  [ "$(cat "$file")" = "$(cat "$saved")" ] || cat "$saved" 2>/dev/null >"$file" || true
done
exit $status
`;

/**
 * Becomes process 1 on a root whose changes are thrown away; the kernel itself is the real one. $1 is a folder
 * with the scenario in it.
 */
const ENTER = `
set -eu
mount --make-rprivate /
mkdir "$1/scratch"
mount -t tmpfs tmpfs "$1/scratch"
cd "$1/scratch"
mkdir up work root
mount -t overlay overlay -o lowerdir=/,upperdir=up,workdir=work root
cp "$1/scenario.sh" up/scenario.sh
cd root
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mkdir -p old
pivot_root . old
cd /
exec /bin/bash /scenario.sh
`;

/** Stand-ins for what a node has and this machine has not: systemd, kernel modules, swap. They note their calls. */
const STAND_INS = `
set -eu
mkdir -p /usr/local/bin /calls
rm -rf /etc/emqx-ack /var/log/emqx-ack-tuning.log
stand_in() { { echo '#!/bin/sh'; echo "echo \\"\\$*\\" >>/calls/$1"; cat; } >/usr/local/bin/$1; chmod +x /usr/local/bin/$1; : >/calls/$1; }
stand_in systemctl <<'END'
case "$*" in "is-active --quiet kubelet") [ -e /kubelet-runs ] ;; esac
END
stand_in modprobe </dev/null
stand_in swapoff <<'END'
echo 'Filename Type Size Used Priority' >/swaps
END
printf 'Filename Type Size Used Priority\\n/swapfile file 1048576 0 -2\\n' >/swaps
mount --bind /swaps /proc/swaps
export PATH=/usr/local/bin:$PATH
section() { echo "=== $*"; }
`;

/** Why no scratch node can be made here; `undefined` when it can. */
export function whyNoScratchNode(): string | undefined {
    if (process.platform !== "linux") {
        return "this is no Linux";
    }
    if (process.getuid?.() !== 0) {
        return "only root can make namespaces and write kernel parameters";
    }
    const missing = ["unshare", "flock", "pivot_root", "nsenter", "ip"].filter(
        (tool) => spawnSync(tool, ["--version"]).error && spawnSync(tool, ["-V"]).error,
    );
    if (missing.length > 0) {
        return `${missing.join(", ")} is not installed`;
    }
    const probe = runScenario("unshare -n true && echo === probe && echo ok");
    return probe.status === 0 ? undefined : `namespaces cannot be made: ${probe.stderr.trim()}`;
}

/** Runs the script on a scratch node; what it prints after each `section NAME`, by name. */
export function onScratchNode(script: string): { [section: string]: string } {
    const { status, stdout, stderr } = runScenario(script);
    assert.equal(status, 0, `the scenario failed:\n${stderr}\n${stdout}`);
    const sections = stdout.split(/^=== (.+)\n/m).slice(1);
    return Object.fromEntries(
        Array.from({ length: sections.length / 2 }, (_, i) => [sections[2 * i], sections[2 * i + 1] ?? ""]),
    );
}

/** A command that writes a text to a file, for use in a scenario. */
export function writes(file: string, text: string): string {
    return `mkdir -p $(dirname ${file}); cat >${file} <<'END_OF_FILE'\n${text}\nEND_OF_FILE\n`;
}

function runScenario(script: string): { status: number | null; stdout: string; stderr: string } {
    const folder = mkdtempSync(join(tmpdir(), "emqx-ack-kernel-"));
    writeFileSync(join(folder, "scenario.sh"), STAND_INS + script);
    try {
        const enter = ["/bin/bash", "-c", ENTER, "enter", folder];
        return spawnSync("/bin/bash", ["-c", GUARD, "guard", folder, ...enter], { encoding: "utf8" });
    } finally {
        rmSync(folder, { recursive: true });
    }
}
