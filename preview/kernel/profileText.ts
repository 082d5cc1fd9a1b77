import type { KernelProfile, Layer, ResolvedParameter } from "../../provider/nodes/kernel";
import { wrapText } from "../render/wrap";

/** Parameters by the place where they count; a parameter is listed once. */
const GROUPS: readonly { readonly heading: string; readonly holds: (layers: readonly Layer[]) => boolean }[] =
    [
        {
            heading: "Every container, through containerd (and a drop-in before the node joins)",
            holds: (layers) => layers.includes("containerd"),
        },
        {
            heading: "In the EMQX pods (the kubelet is told to permit them)",
            holds: (layers) => layers.includes("pod"),
        },
        {
            heading: "On the node, host-wide: when it joins, after a reboot, and again every 5 minutes",
            holds: (layers) => layers.includes("userData") && !layers.includes("pod"),
        },
    ];

/** The profile for people: what, how much, since when, why, says who. */
export function profileText(profile: KernelProfile): string {
    const { connections, vcpus, memoryBytes, tls } = profile.node;
    const kind = tls ? "TLS connections" : "connections";
    const head = `Kernel profile ${profile.hash}: ${connections.toLocaleString("en-US")} ${kind} on a node of ${vcpus} vCPU and ${memoryBytes / 1024 ** 3} GiB`;
    const groups = GROUPS.map(({ heading, holds }) => {
        const members = profile.parameters.filter((parameter) => holds(parameter.layers));
        const width = Math.max(...members.map((parameter) => parameter.key.length));
        return [heading, ...members.map((parameter) => entry(parameter, width))].join("\n");
    });
    return `${[head, ...groups].join("\n\n")}\n`;
}

function entry(parameter: ResolvedParameter, width: number): string {
    const value = `${inWords(parameter.value)} ${parameter.overridden ? "(as given) " : ""}[${parameter.unit}]`;
    return [
        `  ${parameter.key.padEnd(width)}  ${value}`,
        ...wrapText(parameter.reason, 92).map((line) => `      ${line}`),
        `      felt: ${parameter.effect}`,
        ...wrapText(`source: ${parameter.source}`, 92).map((line) => `      ${line}`),
    ].join("\n");
}

/** A single number with commas; anything else as it is written, but able to break in a narrow column. */
export function inWords(value: string): string {
    if (/^memory\//.test(value)) return `${value.replaceAll("memory/", "1/")} of the node's memory`;
    return /^\d{4,}$/.test(value) ? Number(value).toLocaleString("en-US") : value.replaceAll(",", ", ");
}
