import type { Stall } from "../line/assessment";
import { holdsClients } from "../line/assessment";
import type { NodeSet, Observation } from "../line/observation";
import { failing } from "./failing";
import type { Picture } from "./picture";

/**
 * What operator 3.0 stands still over, and gets over never or only by what somebody does. Sources: recordings config-rejected-*,
 * core-storage-size, node-unreachable-in-evacuation, image-reverted-mid-rollout-stuck, replicant-unscheduled-and-revert,
 * api-key-secret-without-operator-line; the reason of an answer: its API client (`HTTP 400, response: ...`).
 */
export function stalls(seen: Observation, picture: Picture): Stall[] {
    return [
        ...claimsRefused(picture),
        ...claimsUnseen(picture),
        ...rejected(seen),
        ...unreachable(seen),
        ...reverted(seen, picture),
        ...failed(seen),
    ];
}

/** An answer that says no to the text itself; every other one may pass. */
const REFUSED = /\bHTTP (400|422)\b/;
const REJECTED_SECONDS = 60;

function rejected(seen: Observation): Stall[] {
    const { ConfigApplied } = seen.conditions ?? {};
    if (ConfigApplied === undefined || ConfigApplied.is || ConfigApplied.reason !== "ConfigRejected")
        return [];
    const told = failing(seen).filter(({ message }) => message.includes("syncConfig"));
    const answer = told.at(-1)?.message ?? ConfigApplied.message;
    const refused = told.some(({ message }) => REFUSED.test(message));
    const way = refused
        ? "Mend config, or take its change back; both go through at once."
        : "EMQX could not take it for the time being: the operator tries again and again, with growing pauses. Look at the cores' logs, and run the update again.";
    return [
        {
            kind: "configuration rejected",
            sentence: `the running nodes do not take the new configuration, and nothing else of this update is carried out before they do: ${answer}. ${way}`,
            afterSeconds: refused ? 0 : REJECTED_SECONDS,
        },
    ];
}

/** The size or class of a claim in the object is not that of its StatefulSet, which cannot change. */
function claimsRefused({ claimAsked, cores }: Picture): Stall[] {
    const holds = cores.find(({ storage }) => storage !== undefined)?.storage;
    if (holds === undefined || claimAsked === undefined || claimAsked === holds) return [];
    return [
        {
            kind: "claims refused",
            sentence: `the EMQX object asks for disks of ${claimAsked}, and the StatefulSet of its cores was made with ${holds}, which Kubernetes never changes: the operator carries out no other change before the object says ${holds} again (coreTemplate.spec.persistentVolumeClaimSpec). Larger disks come by cores.storage.size, which grows the claims.`,
            afterSeconds: 10,
        },
    ];
}

function claimsUnseen({ unseen }: Picture): Stall[] {
    if (!unseen) return [];
    return [
        {
            kind: "claims unseen",
            sentence:
                "the cores' disks are to grow, and these credentials may not list persistentvolumeclaims in their namespace: give them list and patch on these, or write the old size in cores.storage.size.",
            afterSeconds: 10,
        },
    ];
}

/** Longer than a network is away that comes back by itself; recorded: 62 seconds. */
const UNREACHABLE_SECONDS = 180;

function unreachable({ nodes }: Observation): Stall[] {
    const names = nodes.filter(({ status }) => status === "unreachable").map(({ node }) => node);
    if (names.length === 0) return [];
    return [
        {
            kind: "node unreachable",
            sentence: `EMQX cannot reach ${names.join(", ")}, and the operator removes no node of which it cannot know whether it is empty: it waits without an end. Mend its network, or delete its pod by hand: its clients reconnect at once.`,
            afterSeconds: UNREACHABLE_SECONDS,
        },
    ];
}

/** Longer than the operator needs from one look to the next. */
const REVERTED_SECONDS = 20;

/**
 * Both roles have converged, and Ready stays false over replicants: pods of a template that was taken back are left over, and the operator
 * drains none of them.
 */
function reverted({ conditions = {} }: Observation, { replicants, current }: Picture): Stall[] {
    const { Ready, CoreNodesProgressing, ReplicantNodesProgressing } = conditions;
    const converged = CoreNodesProgressing?.is === false && ReplicantNodesProgressing?.is === false;
    if (!converged || Ready?.is !== false || Ready.reason !== "ReplicantNodesProgressing") return [];
    const left = replicants.filter((set) => set !== current && set.wanted > 0);
    if (left.length === 0 || current === undefined) return [];
    return [
        {
            kind: "reverted in mid-rollout",
            sentence: `${left.map(({ name }) => name).join(", ")} ${left.length === 1 ? "is" : "are"} left over from a change that was taken back while it rolled out, and operator 3.0 never removes ${left.length === 1 ? "it" : "them"}. ${wayOut(left)}`,
            afterSeconds: REVERTED_SECONDS,
        },
    ];
}

function wayOut(left: readonly NodeSet[]): string {
    const nonce =
        'give the pods a template that there never was, by podAnnotations: { "emqx-ack.io/again": "1" } (another value each time): all of them are then made anew, the left over ones emptied first';
    if (left.some(({ pods }) => pods.some(holdsClients))) return `The way out: ${nonce}.`;
    const commands = left.map(({ name }) => `kubectl scale replicaset ${name} --replicas 0`).join(", ");
    return `None of its pods ever came up, so that nobody is on them: ${commands} in the cluster's namespace ends it. Or ${nonce}.`;
}

/** Long enough for half a dozen retries. */
const FAILED_SECONDS = 20;

function failed(seen: Observation): Stall[] {
    const told = failing(seen).filter(({ message }) => !message.includes("syncConfig"));
    const last = told.at(-1);
    if (last === undefined) return [];
    return [
        {
            kind: "operator fails",
            sentence: `the operator ends each of its passes early, and what comes after that is not carried out: ${last.message}`,
            afterSeconds: FAILED_SECONDS,
        },
    ];
}
