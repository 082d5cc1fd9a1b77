import type { Role } from "../../../provider/emqx/lines/line/observation";
import type { EmqxState } from "../../../provider/emqx/lines/line/state";
import { LISTENER_KINDS } from "../../../provider/emqx/listeners/kinds";
import { NODE_POOL_LABEL } from "../../../provider/naming/labels";
import { type KernelProfile, type KernelProfileArgs, profileOf } from "../../../provider/nodes/kernel";
import { KERNEL_PROFILE_LABEL } from "../../../provider/nodes/kernel/labels";
import { askedOf, neededPerNode, sizedKernel } from "../../../provider/nodes/sizing";
import { Problems } from "../../../provider/validation/problems";
import type { Snapshot } from "../../changes/change";
import { labelIn } from "./nodePoolReasons";
import { listAt, textAt } from "./values";

/** A pool of the stack's own, with what its profile follows from. */
export interface SizedPool {
    readonly urn: string;
    /** Hash of the profile, as its nodes' label has it. */
    readonly hash: string;
    readonly instanceTypes: readonly string[];
    readonly snapshot: Snapshot;
}

/** All that the profiles of a stack's pools follow from, but what the user writes under `kernel`. */
export interface SizedStack {
    readonly connections?: number;
    readonly takers: Role;
    readonly replicas: Readonly<Record<Role, number>>;
    readonly tls: boolean;
    readonly pools: Readonly<Partial<Record<Role, SizedPool>>>;
}

const POOL = /^alicloud:cs\/(nodePool|kubernetesNodePool):/;

/** One side of a stack, read back from its EMQX object and its pools. */
export function sizedStack(
    state: EmqxState,
    connections: number | undefined,
    resources: ReadonlyMap<string, Snapshot>,
): SizedStack {
    const takers = state.replicas.replicant > 0 ? "replicant" : "core";
    const pools = [...resources.values()].filter(({ type }) => POOL.test(type));
    const poolOf = (role: Role) => {
        const wanted = state.pods[role].nodeSelector[NODE_POOL_LABEL];
        const snapshot = pools.find(
            (pool) => wanted !== undefined && labelIn(pool.side.inputs, NODE_POOL_LABEL) === wanted,
        );
        const hash = snapshot && labelIn(snapshot.side.inputs, KERNEL_PROFILE_LABEL);
        if (snapshot === undefined || hash === undefined) return {};
        const instanceTypes = listAt(snapshot.side.inputs, "instanceTypes").flatMap(
            (type) => textAt(type) ?? [],
        );
        return { [role]: { urn: snapshot.urn, hash, instanceTypes, snapshot } };
    };
    return {
        ...(connections === undefined ? {} : { connections }),
        takers,
        replicas: state.replicas,
        tls: state.listeners.some(({ enabled, kind }) => enabled && LISTENER_KINDS[kind].tls),
        pools: { ...poolOf("core"), ...poolOf("replicant") },
    };
}

/**
 * The profile that the package gives a role's nodes in such a stack (`planRoles`); undefined where it refuses, or where what it
 * follows from is not known.
 */
export function profileIn(
    stack: SizedStack,
    role: Role,
    given: KernelProfileArgs = {},
): KernelProfile | undefined {
    const { connections, takers, replicas, tls, pools } = stack;
    const pool = pools[role];
    if (pool === undefined || connections === undefined) return undefined;
    const problems = new Problems();
    const asked = askedOf(role === takers, { connections, tls, takers: replicas[takers] });
    const nodes = { ...asked, instanceTypes: pool.instanceTypes, existingNodes: false };
    const profile = profileOf(sizedKernel(nodes, given), problems);
    return problems.all.length > 0 ? undefined : profile;
}

/** Connections of a node when another one is lost. */
export function neededIn({ connections = 0, replicas, takers }: SizedStack): number {
    return neededPerNode(connections, replicas[takers]);
}
