import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "../../applied";
import type { Role } from "../../names";
import type { LiveSet } from "../../sets";
import { isTrue, newestTrue } from "../conditions";
import { CLAIMS_FINGERPRINT, type NodeSet, TEMPLATE_FINGERPRINT } from "../nodeSet";
import { nodesStatus, type Pass, readRevisions, setsPath } from "../pass";
import type { NodeTemplate } from "../spec";

export type SetChange = "created" | "updated" | "reverted";

/** What a line does its own way with its sets. */
export interface SetsOfLine<P extends Pass> {
    readonly wantedSet: (
        emqx: P["emqx"],
        role: Role,
        template: NodeTemplate,
        collisions: number,
        salt: string,
    ) => NodeSet;
    /** How many cores an existing set is to have is not decided here. */
    readonly leavesCoresToOthers: boolean;
    /** Says so in the object; "stop" where that ends the pass. */
    readonly report: (pass: P, role: Role, hash: string, change: SetChange) => Promise<"stop" | undefined>;
    /** Writes the status, in which another set has the name of the one that is wanted. */
    readonly writeCollision: (pass: P) => Promise<void>;
}

/** Makes the core set of the template asked for; changes an existing one in place. */
export function addCores<P extends Pass>(pass: P, line: SetsOfLine<P>) {
    return addNodes(pass, line, "core", pass.emqx.spec.coreTemplate);
}

/** The same for replicants, which wait until the cores are ready. */
export async function addReplicants<P extends Pass>(pass: P, line: SetsOfLine<P>) {
    const template = pass.emqx.spec.replicantTemplate;
    if (template === undefined || !isTrue(pass.emqx.status.conditions, "CoreNodesReady")) return undefined;
    return addNodes(pass, line, "replicant", template);
}

async function addNodes<P extends Pass>(
    pass: P,
    line: SetsOfLine<P>,
    role: Role,
    template: NodeTemplate,
): Promise<"stop" | undefined> {
    const collisions = nodesStatus(pass, role).collisionCount ?? 0;
    const wanted = line.wantedSet(pass.emqx, role, template, collisions, pass.salt);
    const { update } = await readRevisions(pass, role);
    if (update?.metadata.annotations?.[TEMPLATE_FINGERPRINT] !== wanted.templateFingerprint) {
        return createSet(pass, line, wanted);
    }
    const ignoresReplicas = role === "core" && line.leavesCoresToOthers;
    const replicas = ignoresReplicas ? update.spec.replicas : wanted.manifest.spec.replicas;
    if (!isAsWanted(update, wanted, replicas)) {
        await updateSet(pass, update, wanted, replicas);
        return line.report(pass, role, nodesStatus(pass, role).updateRevision, "updated");
    }
    return undefined;
}

async function createSet<P extends Pass>(
    pass: P,
    line: SetsOfLine<P>,
    { role, hash, manifest }: NodeSet,
): Promise<"stop" | undefined> {
    try {
        await pass.kube.request("POST", setsPath(pass.emqx, role), manifest);
    } catch (error) {
        if (codeOf(error) !== 409) throw error;
        const newest = newestTrue(pass.emqx.status.conditions);
        const underway = newest !== undefined && newest !== "Available" && newest !== "Ready";
        const status = nodesStatus(pass, role);
        if (underway && hash === status.currentRevision) {
            // The change was taken back before the new set was up: the cluster still runs on the set it wants.
            return line.report(pass, role, hash, "reverted");
        }
        status.collisionCount = (status.collisionCount ?? 0) + 1;
        await line.writeCollision(pass);
        return "stop";
    }
    return line.report(pass, role, hash, "created");
}

function isAsWanted(live: LiveSet, { manifest }: NodeSet, replicas: number): boolean {
    const claims = live.metadata.annotations?.[CLAIMS_FINGERPRINT];
    return live.spec.replicas === replicas && claims === manifest.metadata.annotations[CLAIMS_FINGERPRINT];
}

/** Names, labels and selector stay those of the set that is there. */
async function updateSet(
    pass: Pass,
    live: LiveSet,
    { role, manifest }: NodeSet,
    replicas: number,
): Promise<void> {
    const { volumeClaimTemplates } = manifest.spec;
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
