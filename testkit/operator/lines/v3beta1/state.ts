import { DB_ROLE, POD_TEMPLATE_HASH } from "../../names";
import { controllerOf, type LivePod, podCondition } from "../../pods";
import type { LiveSet } from "../../sets";
import { revisionOf } from "./config/roots";
import type { EmqxStatus } from "./emqxStatus";
import { POD_REVISION, STARTUP_REVISION } from "./names";

type Revisions = Pick<EmqxStatus, "replicantNodesStatus">;

/** The sets and pods of one object at one moment. Source: internal/controller/load_state.go at 57f003cb. */
export class State {
    readonly replicantSets: readonly LiveSet[];

    constructor(
        readonly coreSet: LiveSet | undefined,
        replicantSets: readonly LiveSet[],
        readonly pods: readonly LivePod[],
    ) {
        this.replicantSets = [...replicantSets].sort(byAge);
    }

    podNamed(name: string): LivePod | undefined {
        return this.pods.find(({ metadata }) => metadata.name === name);
    }

    podsOf(set: LiveSet): LivePod[] {
        return this.pods.filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
    }

    get corePods(): LivePod[] {
        return this.coreSet === undefined ? [] : this.podsOf(this.coreSet);
    }

    get replicantPods(): LivePod[] {
        return this.replicantSets.flatMap((set) => this.podsOf(set));
    }

    coresOn(revision: string | undefined): LivePod[] {
        return this.corePods.filter(({ metadata }) => metadata.labels[POD_REVISION] === revision);
    }

    /** Core pods of another template than the set's; OnDelete never moves the set's own current revision. */
    get outdatedCores(): LivePod[] {
        const { updateRevision, currentRevision } = this.coreSet?.status ?? {};
        if (!updateRevision || updateRevision === currentRevision) return [];
        return this.corePods.filter(({ metadata }) => metadata.labels[POD_REVISION] !== updateRevision);
    }

    /** The set that carries the template asked for, as the status has it. */
    updateSet({ replicantNodesStatus }: Revisions): LiveSet | undefined {
        return this.replicantSets.find((set) => hashOf(set) === replicantNodesStatus.updateRevision);
    }

    currentSet({ replicantNodesStatus }: Revisions): LiveSet | undefined {
        return this.replicantSets.find((set) => hashOf(set) === replicantNodesStatus.currentRevision);
    }

    /** Oldest first; none while there is no set that is asked for. */
    outdatedSets(status: Revisions): LiveSet[] {
        const update = this.updateSet(status);
        return update === undefined ? [] : this.replicantSets.filter((set) => set !== update);
    }

    outdatedReplicants(status: Revisions): LivePod[] {
        return this.outdatedSets(status).flatMap((set) => this.podsOf(set).sort(byName));
    }

    get hasReplicants(): boolean {
        return (
            this.replicantSets.some(({ spec, status }) => (status.replicas ?? 0) > 0 || spec.replicas > 0) ||
            this.pods.some(({ metadata }) => metadata.labels[DB_ROLE] === "replicant")
        );
    }

    replicants(count: "replicas" | "readyReplicas" | "availableReplicas"): number {
        return this.replicantSets.reduce((sum, { status }) => sum + (status[count] ?? 0), 0);
    }

    /** What pods that are ready started with. */
    get activeStartupRevisions(): string[] {
        const ready = this.pods.filter(
            (pod) => isAlive(pod) && podCondition(pod, "Ready")?.status === "True",
        );
        const revisions = ready.map(
            ({ metadata }) => metadata.annotations?.[STARTUP_REVISION] ?? revisionOf({}),
        );
        return [...new Set(revisions)].sort();
    }
}

export function hashOf(set: LiveSet): string {
    return set.metadata.labels[POD_TEMPLATE_HASH] ?? "";
}

export function isAlive({ metadata }: LivePod): boolean {
    return metadata.deletionTimestamp === undefined;
}

/** Ready for long enough. */
export function isAvailable(pod: LivePod, minReadySeconds = 0, now = Date.now()): boolean {
    const ready = podCondition(pod, "Ready");
    if (ready?.status !== "True") return false;
    return (
        minReadySeconds === 0 || now - Date.parse(ready.lastTransitionTime ?? "") >= minReadySeconds * 1000
    );
}

export function byName(a: LivePod, b: LivePod): number {
    return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** The number at the end of a core's name; -1 for other names. */
export function ordinalOf(podName: string): number {
    const [, ordinal] = /-(\d+)$/.exec(podName) ?? [];
    return ordinal === undefined ? -1 : Number(ordinal);
}

function byAge(a: LiveSet, b: LiveSet): number {
    const [first, second] = [a, b].map(({ metadata }) => `${metadata.creationTimestamp} ${metadata.name}`);
    return (first as string) < (second as string) ? -1 : 1;
}
