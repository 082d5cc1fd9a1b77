import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "../../../applied";
import type { Role } from "../../../names";
import type { LiveSet } from "../../../sets";
import { type ConditionType, isTrue, newestTrue, setCondition, without } from "../conditions";
import type { NodeTemplate } from "../emqxObject";
import type { NodesStatus } from "../emqxStatus";
import { CLAIMS_FINGERPRINT, type NodeSet, TEMPLATE_FINGERPRINT, wantedSet } from "../nodeSet";
import { type Pass, readEmqx, readRevisions, type Step, setsPath, writeStatus } from "../pass";

/** Makes the core set of the template asked for; sizes an existing one in place. */
export const addCores: Step = (pass) => addNodes(pass, "core", pass.emqx.spec.coreTemplate);

/** The same for replicants, which wait until the cores are ready. */
export const addReplicants: Step = async (pass) => {
    const template = pass.emqx.spec.replicantTemplate;
    if (template === undefined || !isTrue(pass.emqx.status.conditions, "CoreNodesReady")) return undefined;
    return addNodes(pass, "replicant", template);
};

interface Wording {
    readonly progressing: ConditionType;
    readonly ready: ConditionType;
    readonly set: string;
    readonly created: string;
}

const WORDING: Record<Role, Wording> = {
    core: {
        progressing: "CoreNodesProgressing",
        ready: "CoreNodesReady",
        set: "StatefulSet",
        created: "CreateNewStatefulSet",
    },
    replicant: {
        progressing: "ReplicantNodesProgressing",
        ready: "ReplicantNodesReady",
        set: "ReplicaSet",
        created: "CreateReplicaSet",
    },
};

function nodesStatus({ emqx }: Pass, role: Role): NodesStatus {
    return role === "core" ? emqx.status.coreNodesStatus : emqx.status.replicantNodesStatus;
}

async function addNodes(pass: Pass, role: Role, template: NodeTemplate): Promise<"stop" | undefined> {
    const collisions = nodesStatus(pass, role).collisionCount ?? 0;
    const wanted = wantedSet(pass.emqx, role, template, collisions, pass.salt);
    const { update } = await readRevisions(pass, role);
    if (update?.metadata.annotations?.[TEMPLATE_FINGERPRINT] !== wanted.templateFingerprint) {
        return createSet(pass, wanted);
    }
    if (!isAsWanted(update, wanted)) {
        await updateSet(pass, update, wanted);
        const { set } = WORDING[role];
        const hash = nodesStatus(pass, role).updateRevision;
        await progressing(pass, role, hash, `Update${set}`, `Update exist ${lowerFirst(set)}`);
    }
    return undefined;
}

async function createSet(pass: Pass, { role, hash, manifest }: NodeSet): Promise<"stop" | undefined> {
    const { set, created } = WORDING[role];
    try {
        await pass.kube.request("POST", setsPath(pass.emqx, role), manifest);
    } catch (error) {
        if (codeOf(error) !== 409) throw error;
        const newest = newestTrue(pass.emqx.status.conditions);
        const underway = newest !== undefined && newest !== "Available" && newest !== "Ready";
        if (underway && hash === nodesStatus(pass, role).currentRevision) {
            // The change was taken back before the new set was up: the cluster still runs on the set it wants.
            await progressing(pass, role, hash, `Revert${set}`, `Revert to current ${lowerFirst(set)}`);
            return undefined;
        }
        const status = nodesStatus(pass, role);
        status.collisionCount = (status.collisionCount ?? 0) + 1;
        await writeStatus(pass);
        return "stop";
    }
    await progressing(pass, role, hash, created, `Create new ${lowerFirst(set)}`);
    return undefined;
}

function isAsWanted(live: LiveSet, { manifest }: NodeSet): boolean {
    const claims = live.metadata.annotations?.[CLAIMS_FINGERPRINT];
    return (
        live.spec.replicas === manifest.spec.replicas &&
        claims === manifest.metadata.annotations[CLAIMS_FINGERPRINT]
    );
}

/** Names, labels and selector stay those of the set that is there. */
async function updateSet(pass: Pass, live: LiveSet, { role, manifest }: NodeSet): Promise<void> {
    const { replicas, volumeClaimTemplates } = manifest.spec;
    const claims = volumeClaimTemplates?.length > 0 ? { volumeClaimTemplates } : {};
    const body = { ...live, spec: { ...live.spec, replicas, ...claims } };
    const path = `${setsPath(pass.emqx, role)}/${live.metadata.name}`;
    await pass.kube.request("PUT", path, body);
    // The real pass asks every broker and takes about 0.3 s: when it looks again, the controller manager has done
    // its part.
    const limit = Date.now() + CONTROLLER_MS;
    while (Date.now() < limit) {
        const { status } = await pass.kube.request("GET", path);
        if (status.replicas === replicas && (status.readyReplicas ?? 0) <= replicas) return;
        await delay(20);
    }
}

const CONTROLLER_MS = 1000;

/** Only here does a change take `Ready` away: until then it still speaks of the spec before. */
async function progressing(
    pass: Pass,
    role: Role,
    hash: string,
    reason: string,
    message: string,
): Promise<void> {
    await readEmqx(pass);
    const { status } = pass.emqx;
    const wording = WORDING[role];
    status.conditions = without(
        setCondition(status.conditions, wording.progressing, reason, message, Date.now()),
        "Ready",
        "Available",
        wording.ready,
    );
    nodesStatus(pass, role).updateRevision = hash;
    await writeStatus(pass);
}

function lowerFirst(word: string): string {
    return word.charAt(0).toLowerCase() + word.slice(1);
}
