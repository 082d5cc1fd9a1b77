import { type Assessment, leftOnLostNodes, otherVersions, troubles } from "../line/assessment";
import type { NodeSet, Observation, Role, Target } from "../line/observation";
import { failing } from "./failing";
import { type Picture, pictureOf } from "./picture";
import { stalls } from "./stalls";

/**
 * Decides from the conditions at the object's present generation and from the sets, since either alone lies: conditions lead by up to
 * a second after each change, and stay good for ever where the API server refuses a set. Sources: recordings of operator 3.0, every
 * write of the object among them.
 */
export function done(seen: Observation, target: Target): Assessment {
    const picture = pictureOf(seen, target);
    const { cores, current, old, growing } = picture;
    const carried =
        cores.length === 1 && carries(cores[0], "core", target) && replicantsCarried(picture, target);
    const complete =
        carried &&
        isComplete(cores[0]) &&
        (current === undefined || isComplete(current)) &&
        old.length === 0 &&
        growing.length === 0 &&
        !picture.unseen;
    const open = stalls(seen, picture);
    const failures = failing(seen);
    const good = hasConverged(seen, target) && seen.ready && seen.configApplied && seen.movesStorage !== true;
    const all =
        complete && good && failures.length === 0 && !open.some(({ kind }) => kind === "claims refused");
    return {
        done: all,
        carried:
            carried &&
            seen.configApplied &&
            hasConverged(seen, target) &&
            old.length === 0 &&
            growing.length === 0 &&
            failures.length === 0 &&
            [cores[0], current].every(lacksOneAtMost),
        progress: progressOf(seen, target, picture, complete),
        reasons: [
            ...growing.flatMap(({ name, trouble }) =>
                trouble === undefined ? [] : [`claim ${name}: ${trouble}`],
            ),
            ...troubles(
                [...cores, ...picture.replicants].flatMap(({ pods }) => pods),
                seen,
            ),
        ],
        stalls: open,
        warnings: all ? [...otherVersions(seen, target), ...leftOnLostNodes(seen.sets)] : [],
        // A set that was taken back keeps it from being done.
        abandoned: [],
    };
}

/** Not whether pods are ready: "converged" is when they are all there. */
function hasConverged({ conditions = {} }: Observation, { replicas }: Target): boolean {
    const { CoreNodesProgressing, ReplicantNodesProgressing } = conditions;
    const settled = ReplicantNodesProgressing?.is ?? replicas.replicant > 0;
    return CoreNodesProgressing?.is === false && settled === false;
}

/** Its template is what was sent, and its size too. */
function carries(set: NodeSet | undefined, role: Role, { revisions, replicas }: Target): boolean {
    return set?.revision === revisions[role] && set.wanted === replicas[role];
}

function replicantsCarried({ replicants, current }: Picture, target: Target): boolean {
    if (target.replicas.replicant === 0) return replicants.length === 0;
    return replicants.length === 1 && carries(current, "replicant", target);
}

function isComplete(set: NodeSet | undefined): boolean {
    if (set === undefined || set.ready !== set.wanted) return false;
    const { status } = set;
    if (status === undefined) return true;
    return status.current && status.total === set.wanted && status.updated === set.wanted;
}

/** As many as the budgets beside the object let be away. */
function lacksOneAtMost(set: NodeSet | undefined): boolean {
    return set === undefined || (set.ready > 0 && set.ready >= set.wanted - 1);
}

function progressOf(seen: Observation, target: Target, { old, growing }: Picture, complete: boolean): string {
    const counts = (["core", "replicant"] as const)
        .filter((role) => target.replicas[role] > 0)
        .map((role) => {
            const made = seen.sets
                .filter((set) => set.role === role)
                .flatMap(({ pods }) => pods)
                .filter((pod) => pod.ready && pod.revision === target.revisions[role]);
            return `${role}s ${made.length}/${target.replicas[role]}`;
        });
    return [
        ...counts,
        ...(old.length > 0 ? [`old pods ${old.length}`] : []),
        ...(growing.length > 0 ? [`disks to grow ${growing.length}`] : []),
        ...((seen.evacuating ?? []).length > 0 ? [`being emptied ${seen.evacuating?.join(" ")}`] : []),
        ...(seen.movesStorage === true ? ["durable storage on the move"] : []),
        ...(complete && !seen.configApplied ? ["configuration not applied yet"] : []),
        ...(complete && seen.configApplied && !seen.ready ? ["not Ready yet"] : []),
    ].join(", ");
}
