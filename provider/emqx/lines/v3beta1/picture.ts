import { parseQuantity } from "../../../kubernetes/quantity";
import type { DiskClaim, NodeSet, Observation, Role, SetPod, Target } from "../line/observation";
import { quantityAt } from "../line/plainObject";

/** What there is of a cluster, in the terms of this line: one set of cores for good, and one of replicants for each template. */
export interface Picture {
    readonly cores: readonly NodeSet[];
    /** Those of which something is left. */
    readonly replicants: readonly NodeSet[];
    /** The one of these that carries what was sent. */
    readonly current?: NodeSet;
    /** Running pods that carry something else, or are of a role that is to have none. */
    readonly old: readonly SetPod[];
    /** What the object asks for each disk at its making, in the set's own spelling where it is the same. */
    readonly claimAsked?: string;
    /** Cores whose disks are still to grow. */
    readonly growing: readonly DiskClaim[];
    /** Disks have to be larger than the set makes them, and nobody may look at them. */
    readonly unseen: boolean;
}

export function pictureOf(seen: Observation, target: Target): Picture {
    const of = (role: Role) => seen.sets.filter((set) => set.role === role);
    const replicants = of("replicant").filter(({ wanted, pods }) => wanted > 0 || pods.some(isThere));
    const current = replicants.find(
        ({ revision }) => target.replicas.replicant > 0 && revision === target.revisions.replicant,
    );
    const cores = of("core");
    return {
        cores,
        replicants,
        ...(current === undefined ? {} : { current }),
        old: [
            ...cores.flatMap(({ pods }) => pods.filter((pod) => pod.revision !== target.revisions.core)),
            ...replicants.filter((set) => set !== current).flatMap(({ pods }) => pods),
        ].filter(isThere),
        claimAsked: claimAsked(seen, cores),
        growing: growing(seen, target),
        unseen: seen.claims === undefined && cores.some(({ storage }) => isLarger(target.storage, storage)),
    };
}

/**
 * A pod that is being emptied fails its probe here, and so its containers count as not ready: what is listed may have clients, but for
 * what is over, and for what is to go from a node that does not answer.
 */
function isThere({ ended, leaving, lost }: SetPod): boolean {
    return !ended && !(leaving && lost);
}

/** A quantity may be spelt in many ways, and the API server keeps the one that it was given. */
function claimAsked({ asked }: Observation, cores: readonly NodeSet[]): string | undefined {
    const written = quantityAt(
        asked?.spec,
        "coreTemplate",
        "spec",
        "persistentVolumeClaimSpec",
        "resources",
        "requests",
        "storage",
    );
    const same = cores.find(({ storage }) => isSame(storage, written));
    return same?.storage ?? written;
}

function isLarger(a: string | undefined, b: string | undefined): boolean {
    return a !== undefined && b !== undefined && (parseQuantity(a) ?? 0) > (parseQuantity(b) ?? 0);
}

function isSame(a: string | undefined, b: string | undefined): boolean {
    return a !== undefined && b !== undefined && parseQuantity(a) === parseQuantity(b);
}

function growing({ claims = [] }: Observation, { storage, replicas }: Target): DiskClaim[] {
    const wanted = storage === undefined ? undefined : parseQuantity(storage);
    if (wanted === undefined) return [];
    return claims.filter(
        ({ ordinal, holds }) => ordinal < replicas.core && (parseQuantity(holds) ?? 0) < wanted,
    );
}
