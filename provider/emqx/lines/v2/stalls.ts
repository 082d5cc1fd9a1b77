import { parted } from "../blueGreen/done";
import { holdsClients, type Stall } from "../line/assessment";
import type { NodeSet, Observation, Target } from "../line/observation";

/** What operator 2.3 does not get over by itself. */
export function stalls(seen: Observation, target: Target): Stall[] {
    return [...waitsForItself(seen, target), ...refusedConfiguration(seen)];
}

/** Longer than the operator needs to look at a change: it looks once a second until it is ready. */
const LOOKS_SECONDS = 30;

/**
 * No old replicant goes while a node that is none of theirs is being emptied, and no core before the old replicants are gone
 * (sync_pods.go of 2.3, canScaleDownReplicaSet and canScaleDownStatefulSet). In a rollout cores are emptied last, so the two meet
 * only when a change comes while a core is being emptied, or when somebody else empties one. Recording:
 * image-reverted-mid-rollout, unchanged for two minutes when it was given up.
 */
function waitsForItself(seen: Observation, target: Target): Stall[] {
    const replicants = parted(seen, target).old.filter(
        ({ role, wanted, pods }) => role === "replicant" && wanted > 0 && pods.some(holdsClients),
    );
    const core = coreOf(seen.evacuating ?? [], seen.sets);
    if (replicants.length === 0 || core === undefined) return [];
    return [
        {
            kind: "core being emptied",
            sentence: `The operator waits for itself: it removes no old replicant while core ${core} is being emptied, and no core before the old replicants are gone. A change that comes while a core is being emptied leads there, and so does a core that somebody else empties. End it with \`kubectl exec ${core} -c emqx -- emqx ctl rebalance stop\` in the namespace of EMQX: the operator goes on with the replicants, and comes back to the cores. Then run the update again.`,
            afterSeconds: LOOKS_SECONDS,
        },
    ];
}

/** Name of the pod of a core that is being emptied. A core's Erlang name has it: `emqx@<pod>.<instance>-headless...`. */
function coreOf(nodes: readonly string[], sets: readonly NodeSet[]): string | undefined {
    const cores = sets.filter(({ role }) => role === "core").flatMap(({ pods }) => pods);
    return cores.find(({ name }) => nodes.some((node) => node.startsWith(`emqx@${name}.`)))?.name;
}

/** A text that EMQX refuses as it is, and any other answer that may pass by itself. */
const REFUSED = /\b(400|422)\b/;
const REFUSED_SECONDS = 10;
const UNANSWERED_SECONDS = 60;

/**
 * A configuration that EMQX does not take ends each of the operator's looks before the sets: what else changes is not carried out
 * either, and it tries again with growing pauses. Recording: config-rejected-400.
 */
function refusedConfiguration({ configApplied, warned = [] }: Observation): Stall[] {
    const refusal = warned.filter(({ message }) => message.includes("step syncConfig")).at(-1);
    if (configApplied || refusal === undefined) return [];
    return [
        {
            kind: "configuration refused",
            sentence: `EMQX does not take the configuration, and the operator carries out no other change of the object until it does: ${refusal.message}. Mend config; what runs keeps its configuration.`,
            afterSeconds: REFUSED.test(refusal.message) ? REFUSED_SECONDS : UNANSWERED_SECONDS,
        },
    ];
}
