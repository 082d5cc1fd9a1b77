import type { Problems } from "../../validation/problems";
import { refuseContradictions } from "./contradictions";
import { fingerprint } from "./fingerprint";
import { KernelPreset, type KernelProfileArgs, KernelRollout } from "./inputs";
import { resolveNodeShape } from "./nodeShape";
import { checkedNodeExtras, checkedOverrides, checkedPodExtras, KERNEL_DEFAULT } from "./overrides";
import type { NodeShape, Parameter } from "./parameter";
import { PARAMETERS } from "./parameters";

/** A parameter with the value it has in one profile. */
export interface ResolvedParameter extends Omit<Parameter, "value" | "takes"> {
    readonly value: string;
    /** Whether the user gave the value. */
    readonly overridden: boolean;
}

/** Everything that one kind of node and the EMQX pods on it are tuned to. Made by {@link buildKernelProfile}. */
export interface KernelProfile {
    readonly preset: KernelPreset;
    readonly rollout: KernelRollout;
    readonly node: NodeShape;
    readonly parameters: readonly ResolvedParameter[];
    /** Open files of one container. */
    readonly nofile: number;
    /**
     * Ten lower-case hex digits, a valid label value. Another one exactly when something that is written onto
     * the node or the pod is another.
     */
    readonly hash: string;
}

/**
 * The profile that the arguments ask for. What is wrong is added to `problems` below `path`; the profile that
 * comes back then is not to be used.
 */
export function buildKernelProfile(
    args: KernelProfileArgs | undefined,
    problems: Problems,
    path = "kernelProfile",
): KernelProfile {
    const given = args ?? {};
    const node = resolveNodeShape(given, problems, path);
    const overrides = checkedOverrides(given.parameters ?? {}, problems, `${path}.parameters`);
    const nodeExtras = checkedNodeExtras(
        given.extraNodeParameters ?? {},
        problems,
        `${path}.extraNodeParameters`,
    );
    const podExtras = checkedPodExtras(
        given.extraPodParameters ?? {},
        problems,
        `${path}.extraPodParameters`,
    );

    const known = PARAMETERS.map((parameter) => resolve(parameter, node, overrides)).filter(
        (parameter) => parameter.value !== KERNEL_DEFAULT,
    );
    const parameters = [
        ...withMatchingHashsize(known, overrides),
        ...[...nodeExtras].map(([key, value]) => extraParameter(key, value, "node")),
        ...[...podExtras].map(([key, value]) => extraParameter(key, value, "pod")),
    ];
    refuseContradictions(parameters, node, problems, path);

    const profile = {
        // A misspelt preset is reported once, by resolveNodeShape.
        preset:
            Object.values(KernelPreset).find((preset) => preset === given.preset) ?? KernelPreset.Standard,
        rollout: rolloutOf(given, problems, path),
        node,
        parameters,
        nofile: node.nofile,
    };
    return deepFreeze({ ...profile, hash: fingerprint(profile) });
}

function resolve(parameter: Parameter, node: NodeShape, overrides: Map<string, string>): ResolvedParameter {
    const { value, takes: _, ...facts } = parameter;
    const override = overrides.get(parameter.key);
    return {
        ...facts,
        // What a person asked for is written as it is, also when it lowers the node's value.
        write: override === undefined ? facts.write : "exact",
        value: override ?? value(node),
        overridden: override !== undefined,
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
        source: where === "node" ? "extraNodeParameters" : "extraPodParameters",
        overridden: true,
    };
}

function rolloutOf(args: KernelProfileArgs, problems: Problems, path: string): KernelRollout {
    const rollout = args.rollout ?? KernelRollout.ReplacePool;
    const known = Object.values(KernelRollout);
    if (!known.includes(rollout)) {
        problems.add(`${path}.rollout`, `"${rollout}" is no rollout: write ${known.join(" or ")}.`);
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
