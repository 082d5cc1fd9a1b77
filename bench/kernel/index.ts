import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import {
    buildKernelProfile,
    KernelPreset,
    type PodSysctl,
    renderPodSysctls,
} from "../../provider/nodes/kernel";
import { Problems } from "../../provider/validation/problems";
import type { Trial } from "./trial";

const BURST_CLIENTS = 9_000;
const BROKER_PAUSE_MS = 3_000;
const LIMIT_MS = 600_000;

/** One trial in a network namespace of its own, with these values and otherwise the kernel's. */
function trial(sysctls: readonly PodSysctl[]): Trial {
    const set = sysctls.map(({ name, value }) => `echo '${value}' >/proc/sys/${name.replaceAll(".", "/")}`);
    const node = `exec "${process.execPath}" ${process.execArgv.join(" ")} "${join(__dirname, "trial.ts")}" ${BURST_CLIENTS} ${BROKER_PAUSE_MS}`;
    const script = ["set -eu", "ip link set lo up", ...set, 'ulimit -Sn "$(ulimit -Hn)"', node].join("\n");
    const { status, stdout, error } = spawnSync(
        "unshare",
        ["-n", "--kill-child", "--fork", "/bin/bash", "-c", script],
        {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "inherit"],
            timeout: LIMIT_MS,
        },
    );
    if (status !== 0) {
        throw new Error(`a trial failed (${error?.message ?? `status ${status}`})`);
    }
    return JSON.parse(stdout) as Trial;
}

function row(what: string, untuned: number, tuned: number, unit: string, ratio: string): string {
    const cell = (value: number) => `${value.toLocaleString("en-US")}${unit}`.padStart(12);
    return `${what.padEnd(50)}${cell(untuned)}${cell(tuned)}${ratio.padStart(10)}`;
}

function times(a: number, b: number): string {
    return b === 0 ? (a === 0 ? "1.0 x" : "to 0") : `${(a / b).toFixed(1)} x`;
}

function main(): void {
    if (process.platform !== "linux" || process.getuid?.() !== 0) {
        console.log("bench:kernel is skipped: it needs root on Linux, to make network namespaces.");
        return;
    }
    const tuned = renderPodSysctls(buildKernelProfile({ preset: KernelPreset.Million }, new Problems()));
    console.log(
        "Two network namespaces on loopback, one with the kernel's values, one with the pod sysctls of preset",
    );
    console.log(
        "Million. Broker: aedes, backlog 1,024,000; spread over processes, since one may have few open files.",
    );
    console.log(
        `A few minutes. ${cpus().length} CPUs, load average ${loadavg()[0]?.toFixed(1)}: beyond the CPUs, counts hold and times do not.\n`,
    );
    const a = trial([]);
    const b = trial(tuned);
    console.log(`${"".padEnd(50)}${"untuned".padStart(12)}${"tuned".padStart(12)}${"ratio".padStart(10)}`);
    console.log(
        row("MQTT connections held by one source address", a.held, b.held, "", times(b.held, a.held)),
    );
    console.log(
        `\nBurst: ${a.burst.clients.toLocaleString("en-US")} clients within 2 s, the broker busy for ${BROKER_PAUSE_MS / 1000} s`,
    );
    const lines: [string, keyof Trial["burst"], string][] = [
        ["connects dropped by a full queue, retries included", "dropped", ""],
        ["connects sent again because nobody answered", "sentAgain", ""],
        ["clients whose TCP connect took 1 s or more", "delayed", ""],
        ["slowest TCP connect", "slowestTcpMs", " ms"],
        ["slowest time to CONNACK", "slowestMqttMs", " ms"],
        ["clients not connected after 30 s", "lost", ""],
    ];
    for (const [what, key, unit] of lines) {
        console.log(row(what, a.burst[key], b.burst[key], unit, times(a.burst[key], b.burst[key])));
    }
}

main();
