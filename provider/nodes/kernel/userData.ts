import { isShareOfMemory, type KernelProfile, type Layer, type ResolvedParameter } from "./parameter";
import { keepAndRun, quoted, SCRIPT_FOLDER, SHELL_FUNCTIONS, SYSCTL_FILE, TUNING_LOG } from "./shell";

/** How often a node writes its values again, in minutes: ACK and kube-proxy change some of them. */
export const REAPPLY_MINUTES = 5;

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

/** What the node has, in the kernel's own pages: the machine that ACK gives may not be the one that the profile is for. */
const MEMORY_LINES = [
    "read -r _ memory _ </proc/meminfo",
    "page=$(getconf PAGESIZE 2>/dev/null) || page=4096",
    "pages=$((memory * 1024 / page))",
];

/** One line for every sysctl of the layer. */
export function keyLines(profile: KernelProfile, layer: Layer): string {
    const parameters = profile.parameters.filter(
        ({ key, layers }) => layers.includes(layer) && key.includes("."),
    );
    const lines = parameters.map((parameter) => {
        const mode = parameter.write === "atLeast" ? "least" : "exact";
        return `key ${mode} ${parameter.key} ${valueWord(parameter)}`;
    });
    return [...(parameters.some(isShareOfMemory) ? MEMORY_LINES : []), ...lines].join("\n");
}

/** A share of the node's memory is reckoned with `pages`. */
function valueWord(parameter: ResolvedParameter): string {
    const { value } = parameter;
    if (isShareOfMemory(parameter)) {
        return `"${value.replaceAll(/memory\/(\d+)/g, "$((pages / $1))")}"`;
    }
    return /^\w+$/.test(value) ? value : quoted(value);
}

/**
 * The option for the module only where the kernel's own table is smaller: it holds from the next boot on, whatever the kernel would
 * choose then. Linux 5.15 chooses 262,144 buckets from 4 GiB on (nf_conntrack_init_start).
 */
function conntrackLines(profile: KernelProfile): string[] {
    const parameter = parameterOf(profile, "conntrackHashsize");
    if (parameter === undefined) {
        return [];
    }
    const buckets = parameter.value;
    return [
        "hash=/sys/module/nf_conntrack/parameters/hashsize",
        "put /etc/modules-load.d/emqx-ack.conf nf_conntrack || :",
        'modprobe nf_conntrack 2>/dev/null || skip "nf_conntrack: no such module, or built in"',
        `if [ -w $hash ] && [ "$(cat $hash)" ${parameter.write === "exact" ? "-ne" : "-lt"} ${buckets} ]; then`,
        `  put /etc/modprobe.d/emqx-ack.conf 'options nf_conntrack hashsize=${buckets}' || :`,
        `  if echo ${buckets} 2>/dev/null >$hash; then log "conntrack hash size: ${buckets}"`,
        '  else skip "conntrack hash size: the kernel refused it"; fi',
        "fi",
    ];
}

function hugepageLines(profile: KernelProfile): string[] {
    const mode = parameterOf(profile, "transparentHugepages")?.value;
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
    if (parameterOf(profile, "swap") === undefined) {
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

function parameterOf(profile: KernelProfile, key: string): ResolvedParameter | undefined {
    return profile.parameters.find((parameter) => parameter.key === key);
}
