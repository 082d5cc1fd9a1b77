import type { KernelCause, KernelInput, KernelWay } from "../facts/kernelCause";
import { listed, number } from "./wording";

/** Parameters beyond this are only counted. */
const MOST = 4;

/** `5 to 2 replicants`: inputs that another kernel profile follows from. */
export function causeText(input: KernelInput): string {
    switch (input.input) {
        case "connections":
            return `${number(input.from)} to ${number(input.to)} connections`;
        case "replicas":
            return `${input.from} to ${input.to} ${input.role}s`;
        case "takers":
            return `clients on ${input.to}s from now on`;
        case "instanceType":
            return `${input.from} to ${input.to}`;
        case "tls":
            return input.to ? "TLS switched on" : "TLS switched off";
        case "kernel":
            return input.names.length === 0 ? "inputs under kernel" : listed(input.names);
        case "kernelBefore":
            return "inputs under kernel that are gone, or another version of emqx-ack";
        case "scripts":
            return "another version of emqx-ack's scripts";
    }
}

/** Why the profile is another one, and what of it. */
export function causeSentences({ inputs, tunedFor, parameters, role }: KernelCause): string {
    const because = inputs.length === 0 ? "" : ` because of ${listed(inputs.map(causeText))}`;
    const tuned =
        tunedFor === undefined
            ? ""
            : `: a node is tuned for ${number(tunedFor.to)} connections instead of ${number(tunedFor.from)}, since it has to hold ${number(tunedFor.needed)} when another one is lost (${number(tunedFor.neededBefore)} before)`;
    const values = parameters
        .slice(0, MOST)
        .map(({ key, from, to }) => `${key} ${from ?? "unset"} to ${to ?? "unset"}`);
    const more = parameters.length - values.length;
    const steps =
        values.length === 0 ? "" : ` ${listed([...values, ...(more > 0 ? [`${more} more`] : [])])}.`;
    return `Another kernel profile of ${role}s${because}${tuned}.${steps}`;
}

/** What to write to keep the nodes; undefined where nothing does. */
export function waysText(ways: readonly KernelWay[]): string | undefined {
    if (ways.length === 0) return undefined;
    return `To keep the nodes with clients: ${ways.map(wayText).join(", or ")}.`;
}

function wayText(way: KernelWay): string {
    switch (way.way) {
        case "connectionsPerNode":
            return `kernel.connectionsPerNode: ${way.value}${way.instead.length === 0 ? "" : ` (the ${listed(way.instead)} pool is replaced instead, which has no clients)`}`;
        case "replicas":
            return `emqx.${way.role}s.replicas: ${way.count}`;
        case "connections":
            return `connections: ${way.most} at the most`;
    }
}
