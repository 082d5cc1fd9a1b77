import type { Problems } from "../../validation/problems";
import { thousands } from "../../wording/figures";
import { KernelPreset, type KernelProfileArgs } from "./inputs";
import { GIB, type KernelNode, KIB, powerOfTwoFrom } from "./parameter";

interface PresetFigures {
    readonly connections: number;
    readonly memoryGiB: number;
    readonly vcpus: number;
    readonly nofile: number;
}

const PRESETS: { readonly [preset in KernelPreset]: PresetFigures } = {
    [KernelPreset.Standard]: { connections: 100_000, memoryGiB: 32, vcpus: 16, nofile: 1_048_576 },
    [KernelPreset.Million]: { connections: 250_000, memoryGiB: 128, vcpus: 64, nofile: 2_097_152 },
};

/** The largest connection ceiling of any ECS instance type (g7ne.24xlarge). */
const MOST_CONNECTIONS = 16_000_000;

/** Above this, programs that close every possible descriptor when they start stall for minutes. */
const MOST_FILES = 33_554_432;

/**
 * Memory of one idle MQTT connection at the very least: 15 KiB in the Erlang VM and 8 KiB in the kernel, twice
 * that with TLS (range and source: emqx-operator fact sheet, capacity).
 */
export function leastBytesPerConnection(tls: boolean): number {
    return (tls ? 46 : 23) * KIB;
}

/** Idle connections that the memory of one node holds at the most; of a Standard node where it is not known. */
export function connectionsThatFit(memoryGiB: number | undefined, tls: boolean): number {
    const bytes = Math.floor((memoryGiB ?? PRESETS[KernelPreset.Standard].memoryGiB) * GIB);
    return Math.floor(bytes / leastBytesPerConnection(tls));
}

/** The descriptors that this many connections need: a tenth stays for the broker's own files and links. */
export function filesNeeded(connections: number): number {
    return Math.ceil(connections / 0.9);
}

/** The connections that this many descriptors are enough for. */
export function connectionsForFiles(files: number): number {
    return Math.floor(files * 0.9);
}

/** One node as the arguments describe it; figures that cannot be are reported and replaced by the preset's. */
export function resolveNode(args: KernelProfileArgs, problems: Problems): KernelNode {
    const preset = PRESETS[presetOf(args, problems)];
    const whole = (property: "connectionsPerNode" | "vcpus" | "nofile", fallback: number, most: number) => {
        const value = args[property];
        if (value === undefined) {
            return fallback;
        }
        if (!Number.isInteger(value) || value < 1 || value > most) {
            const range = `a whole number from 1 to ${thousands(most)}`;
            problems.add(property, `${value} cannot be: write ${range}, or leave it out.`);
            return fallback;
        }
        return value;
    };
    const connections = whole("connectionsPerNode", preset.connections, MOST_CONNECTIONS);
    const vcpus = whole("vcpus", preset.vcpus, 1_024);
    const memoryGiB = args.memoryGiB ?? preset.memoryGiB;
    const tls = args.tls ?? false;
    const nofile = whole("nofile", Math.max(preset.nofile, powerOfTwoFrom(2 * connections)), MOST_FILES);
    const node = { connections, memoryBytes: Math.floor(memoryGiB * GIB), vcpus, tls, nofile };

    if (!Number.isFinite(memoryGiB) || memoryGiB < 1 || memoryGiB > 24_576) {
        problems.add("memoryGiB", `${memoryGiB} cannot be: write the GiB of one node, 1 or more.`);
        return { ...node, memoryBytes: preset.memoryGiB * GIB };
    }
    refuseWhatDoesNotFit(node, memoryGiB, problems);
    return node;
}

/** The preset, also when plain JavaScript misspelt it (which is reported). */
function presetOf(args: KernelProfileArgs, problems: Problems): KernelPreset {
    const preset = args.preset ?? KernelPreset.Standard;
    if (!Object.hasOwn(PRESETS, preset)) {
        const known = Object.keys(PRESETS).join(" or ");
        problems.add("preset", `"${preset}" is no preset: write ${known}.`);
        return KernelPreset.Standard;
    }
    return preset;
}

function refuseWhatDoesNotFit(node: KernelNode, memoryGiB: number, problems: Problems): void {
    const perConnection = leastBytesPerConnection(node.tls);
    const fitting = connectionsThatFit(memoryGiB, node.tls);
    if (node.connections > fitting) {
        const kind = node.tls ? "TLS connection" : "connection";
        problems.add(
            "connectionsPerNode",
            `${thousands(node.connections)} do not fit in ${memoryGiB} GiB: one idle ${kind} takes ` +
                `${perConnection / KIB} KiB at least. Write ${thousands(fitting)} or less, or a node with more memory.`,
        );
    }
    const files = filesNeeded(node.connections);
    if (node.nofile < files) {
        problems.add(
            "nofile",
            `${thousands(node.nofile)} open files are too few for ${thousands(node.connections)} connections: ` +
                `write ${thousands(files)} or more, or leave it out.`,
        );
    }
}
