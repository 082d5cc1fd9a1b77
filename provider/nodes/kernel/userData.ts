import type { KernelProfile, Layer } from "./parameter";
import { keepAndRun, quoted, SCRIPT_FOLDER, SHELL_FUNCTIONS, SYSCTL_FILE, TUNING_LOG } from "./shell";

/** How often a node writes its values again, in minutes: ACK and kube-proxy change some of them. */
export const REAPPLY_MINUTES = 5;

/** A node that has less than this part of the profile's memory keeps its kernel's own tcp_mem. */
const MEMORY_TOLERANCE = 0.85;

/**
 * The script of the node's own values (`userData`, plain text: base64 it for the pool). It keeps itself on the
 * node, runs again every five minutes and after a reboot, and changes nothing that has its value already.
 */
export function renderUserData(profile: KernelProfile): string {
    return keepAndRun(
        title(profile, "host-wide values"),
        "apply.sh",
        [
            SHELL_FUNCTIONS,
            ...conntrackLines(profile),
            keyLines(profile, "userData"),
            ...tcpMemoryLines(profile),
            ...hugepageLines(profile),
            ...swapLines(profile),
            `put ${SYSCTL_FILE} "\${conf%?}" || :`,
            timerLines(),
        ].join("\n"),
    );
}

/** First comment of a script. No figure is in it that could change while no value does: the hash would change too. */
export function title(profile: KernelProfile, part: string): string {
    return `emqx-ack kernel profile ${profile.hash}, ${part}. Do not edit, it is written again.`;
}

/** One line for every sysctl of the layer that needs no care of its own. */
export function keyLines(profile: KernelProfile, layer: Layer): string {
    return profile.parameters
        .filter((parameter) => parameter.layers.includes(layer))
        .filter((parameter) => parameter.key.includes(".") && parameter.key !== "net.ipv4.tcp_mem")
        .map((parameter) => keyLine(parameter.key, parameter.write === "atLeast", parameter.value))
        .join("\n");
}

function keyLine(key: string, atLeast: boolean, value: string): string {
    return `key ${atLeast ? "least" : "exact"} ${key} ${/^\w+$/.test(value) ? value : quoted(value)}`;
}

function conntrackLines(profile: KernelProfile): string[] {
    const buckets = settingOf(profile, "conntrackHashsize");
    if (buckets === undefined) {
        return [];
    }
    return [
        "hash=/sys/module/nf_conntrack/parameters/hashsize",
        `put /etc/modprobe.d/emqx-ack.conf 'options nf_conntrack hashsize=${buckets}' || :`,
        "put /etc/modules-load.d/emqx-ack.conf nf_conntrack || :",
        'modprobe nf_conntrack 2>/dev/null || skip "nf_conntrack: no such module, or built in"',
        `if [ -w $hash ] && [ "$(cat $hash)" -lt ${buckets} ]; then`,
        `  if echo ${buckets} 2>/dev/null >$hash; then log "conntrack hash size: ${buckets}"`,
        '  else skip "conntrack hash size: the kernel refused it"; fi',
        "fi",
    ];
}

function tcpMemoryLines(profile: KernelProfile): string[] {
    const value = settingOf(profile, "net.ipv4.tcp_mem");
    if (value === undefined) {
        return [];
    }
    const least = Math.floor((profile.node.memoryBytes * MEMORY_TOLERANCE) / 1024);
    return [
        "read -r _ memory _ </proc/meminfo",
        `if [ "$memory" -ge ${least} ]; then ${keyLine("net.ipv4.tcp_mem", false, value)}`,
        `else skip "net.ipv4.tcp_mem: the node has $memory KiB, the profile is for more"; fi`,
    ];
}

function hugepageLines(profile: KernelProfile): string[] {
    const mode = settingOf(profile, "transparentHugepages");
    if (mode === undefined) {
        return [];
    }
    return [
        "thp=/sys/kernel/mm/transparent_hugepage/enabled",
        `if [ -w $thp ] && ! grep -q '\\[${mode}\\]' $thp; then`,
        `  if echo ${mode} 2>/dev/null >$thp; then log "transparent huge pages: ${mode}"`,
        '  else skip "transparent huge pages: the kernel refused it"; fi',
        "fi",
    ];
}

function swapLines(profile: KernelProfile): string[] {
    if (settingOf(profile, "swap") === undefined) {
        return [];
    }
    return [
        'if [ "$(wc -l </proc/swaps)" -gt 1 ]; then',
        '  if swapoff -a; then log "swap: off"; else skip "swap: could not be turned off"; fi',
        "fi",
    ];
}

function timerLines(): string {
    const units = "/etc/systemd/system/emqx-ack-tuning";
    return `\
command -v systemctl >/dev/null || { skip "the timer: no systemd"; exit 0; }
changed=
put ${units}.service '[Unit]
Description=emqx-ack kernel profile
[Service]
Type=oneshot
ExecStart=/bin/sh -c "exec /bin/bash ${SCRIPT_FOLDER}/apply.sh again >>${TUNING_LOG} 2>&1"' && changed=1
put ${units}.timer '[Timer]
OnBootSec=15
OnUnitActiveSec=${REAPPLY_MINUTES}min
[Install]
WantedBy=timers.target' && changed=1
[ -z "$changed" ] || { systemctl daemon-reload; systemctl enable --now emqx-ack-tuning.timer; }`;
}

function settingOf(profile: KernelProfile, key: string): string | undefined {
    return profile.parameters.find((parameter) => parameter.key === key)?.value;
}
