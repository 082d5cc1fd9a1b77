import { createHash } from "node:crypto";
import type { Input } from "@pulumi/pulumi";
import { NODE_POOL_LABEL, POOL_IDENTITY_LABEL } from "../naming/labels";
import { mapInput } from "../validation/output";
import { type KernelProfile, KernelRollout } from "./kernel";
import { type NodePoolArgs, NodeRole } from "./tunedNodePoolArgs";

/**
 * What makes a pool the pool it is: the kernel profile, and whatever reaches new nodes only. A change of it is another pool, made
 * first; EMQX moves over behind its gate, and then the old pool goes.
 */

type Value = string | number | undefined;

interface Part {
    /** As it stands in the identity, for good. */
    readonly name: string;
    readonly of: (pool: NodePoolArgs) => Input<Value>;
    /**
     * The value that adds nothing, as an input that is not set does: today's default, written out. It stays when the default
     * changes, since a value that is written may replace no pool by an update of the package.
     */
    readonly nothing?: (role: NodeRole) => Value;
}

/**
 * Properties that only nodes made later get. Source: resource_alicloud_cs_kubernetes_node_pool.go and aliyun/terraform-provider-alicloud#3820,
 * at v1.289.0: not ForceNew, and an update changes the pool's template alone. Of the instance types it is the preferred one: a
 * fallback is for nodes that are made when the preferred type is sold out. A new part has no value that is not `nothing` until
 * somebody sets it, and so replaces nobody's pool.
 */
const PARTS: readonly Part[] = [
    {
        name: "instanceType",
        of: (pool) => pool.instanceTypes?.[0],
        nothing: (role) => (role === NodeRole.Core ? "ecs.c7.2xlarge" : "ecs.c7.4xlarge"),
    },
    { name: "imageType", of: (pool) => pool.imageType, nothing: () => "AliyunLinux3" },
    { name: "systemDiskCategory", of: (pool) => pool.systemDiskCategory, nothing: () => "cloud_essd" },
    { name: "systemDiskGiB", of: (pool) => pool.systemDiskGiB, nothing: () => 120 },
    { name: "keyName", of: (pool) => pool.keyName },
];

/**
 * The pool's identity: a text, or an Output where a part of it is one; undefined where a change stays in the pool (DaemonSet,
 * NewNodes: running nodes keep what they are, so a pod that asked for the new identity would find no node). With nothing set
 * beyond the kernel profile it is that profile's hash.
 */
export function poolIdentity(
    role: NodeRole,
    profile: KernelProfile,
    pool: NodePoolArgs,
): Input<string> | undefined {
    if (profile.rollout !== KernelRollout.ReplacePool) return undefined;
    const values = together(PARTS.map(({ of }) => of(pool)));
    return mapInput(values, (known) => {
        const set = PARTS.flatMap(({ name, nothing }, i) => {
            const value = known[i];
            return value === undefined || value === null || value === nothing?.(role)
                ? []
                : [`${name} ${value}`];
        });
        return set.length === 0 ? profile.hash : hashOf([`kernel ${profile.hash}`, ...set.sort()]);
    });
}

/** Labels that the nodes of this very pool have, and no others; what EMQX's pods select. */
export function poolLabels(
    name: string,
    identity: Input<string> | undefined,
): { [label: string]: Input<string> } {
    return {
        [NODE_POOL_LABEL]: name,
        ...(identity === undefined ? {} : { [POOL_IDENTITY_LABEL]: identity }),
    };
}

function hashOf(lines: readonly string[]): string {
    return createHash("sha256").update(JSON.stringify(lines)).digest("hex").slice(0, 10);
}

function together<T>(inputs: readonly Input<T>[]): Input<T[]> {
    return inputs.reduce<Input<T[]>>(
        (before, input) =>
            mapInput(before, (values) => mapInput<T, T[]>(input, (value) => [...values, value])),
        [],
    );
}
