import type { Problems } from "../../validation/problems";
import { fingerprint } from "./fingerprint";
import { KernelPreset, type KernelProfileArgs, KernelRollout } from "./inputs";
import { resolveNode } from "./node";
import { checkedNodeExtras, checkedOverrides, checkedPodExtras, KERNEL_DEFAULT } from "./overrides";
import type { KernelNode, KernelProfile, Parameter, ResolvedParameter } from "./parameter";
import { PARAMETERS } from "./parameters";
import { refuseContradictions } from "./rules";
import { soundKeys } from "./spellings";

/**
 * The profile that the arguments ask for. What is wrong is added to `problems`; the profile that comes back then is not to be
 * used.
 */
export function buildKernelProfile(args: KernelProfileArgs, problems: Problems): KernelProfile {
    const node = resolveNode(args, problems);
    const keys = soundKeys(
        {
            parameters: args.parameters ?? {},
            extraNodeParameters: args.extraNodeParameters ?? {},
            extraPodParameters: args.extraPodParameters ?? {},
        },
        problems,
    );
    const overrides = checkedOverrides(keys.parameters, problems.at("parameters"));
    const nodeExtras = checkedNodeExtras(keys.extraNodeParameters, problems.at("extraNodeParameters"));
    const podExtras = checkedPodExtras(keys.extraPodParameters, problems.at("extraPodParameters"));

    const parameters = [
        ...withMatchingHashsize(resolveTable(PARAMETERS, node, overrides), overrides),
        ...[...nodeExtras].map(([key, value]) => extraParameter(key, value, "node")),
        ...[...podExtras].map(([key, value]) => extraParameter(key, value, "pod")),
    ];
    refuseContradictions(parameters, node, problems);

    return deepFreeze({
        // A misspelt preset is reported once, by resolveNode.
        preset: Object.values(KernelPreset).find((preset) => preset === args.preset) ?? KernelPreset.Standard,
        rollout: rolloutOf(args, problems),
        node,
        parameters,
        nofile: node.nofile,
        hash: fingerprint(parameters),
    });
}

/** The table's parameters with their values for one node; those that are left to the kernel are not there. */
export function resolveTable(
    table: readonly Parameter[],
    node: KernelNode,
    overrides: Map<string, string>,
): ResolvedParameter[] {
    return table
        .map((parameter) => resolve(parameter, node, overrides))
        .filter((parameter) => parameter.value !== KERNEL_DEFAULT);
}

function resolve(parameter: Parameter, node: KernelNode, overrides: Map<string, string>): ResolvedParameter {
    const { value, takes: _, ...facts } = parameter;
    const override = overrides.get(parameter.key);
    return {
        ...facts,
        // What a person asked for is written as it is, also when it lowers the node's value.
        write: override === undefined ? facts.write : "exact",
        value: override ?? value(node),
        overridden: override !== undefined,
        input: "parameters",
    };
}

/** The hash table follows an overridden nf_conntrack_max, and goes when that is left to the kernel. */
function withMatchingHashsize(
    parameters: readonly ResolvedParameter[],
    overrides: Map<string, string>,
): ResolvedParameter[] {
    const entries = overrides.get("net.netfilter.nf_conntrack_max");
    if (entries === undefined || overrides.has("conntrackHashsize")) {
        return [...parameters];
    }
    if (entries === KERNEL_DEFAULT) {
        return parameters.filter((parameter) => parameter.key !== "conntrackHashsize");
    }
    const buckets = String(Math.max(1, Math.floor(Number(entries) / 4)));
    return parameters.map((parameter) =>
        parameter.key === "conntrackHashsize" ? { ...parameter, value: buckets } : parameter,
    );
}

function extraParameter(key: string, value: string, where: "node" | "pod"): ResolvedParameter {
    const input = where === "node" ? "extraNodeParameters" : "extraPodParameters";
    return {
        key,
        value,
        unit: "as given",
        scope: where === "node" ? "host" : "netns",
        layers: where === "node" ? ["userData"] : ["kubelet", "pod"],
        write: "exact",
        effect: where === "node" ? "at once" : "new pods",
        formula: "as given",
        reason: "asked for in the arguments",
        source: input,
        overridden: true,
        input,
    };
}

function rolloutOf(args: KernelProfileArgs, problems: Problems): KernelRollout {
    const rollout = args.rollout ?? KernelRollout.ReplacePool;
    const known = Object.values(KernelRollout);
    if (!known.includes(rollout)) {
        problems.add("rollout", `"${rollout}" is no rollout: write ${known.join(" or ")}.`);
        return KernelRollout.ReplacePool;
    }
    return rollout;
}

function deepFreeze<T extends object>(value: T): T {
    for (const part of Object.values(value)) {
        if (typeof part === "object" && part !== null && !Object.isFrozen(part)) {
            deepFreeze(part);
        }
    }
    return Object.freeze(value);
}
