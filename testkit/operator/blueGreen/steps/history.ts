import { inNamespace } from "../../emqxObject";
import { type Role, selectorQuery } from "../../names";
import type { LiveSet } from "../../sets";
import { isTrue } from "../conditions";
import { type Pass, readRevisions, type Step, setsPath } from "../pass";

/** Deletes the oldest empty sets beyond the history limit, and the disks of core sets with them. */
export const trimHistory: Step = async (pass) => {
    if (!isTrue(pass.emqx.status.conditions, "Ready")) return undefined;
    for (const role of ["replicant", "core"] as const) {
        const { old } = await readRevisions(pass, role);
        const surplus = old.slice(0, Math.max(0, old.length - pass.emqx.spec.revisionHistoryLimit));
        for (const set of surplus.filter(isEmpty)) await remove(pass, role, set);
    }
    return undefined;
};

function isEmpty({ metadata, spec, status }: LiveSet): boolean {
    const isSettled = metadata.generation <= (status.observedGeneration ?? 0);
    const hasPods = (status.replicas ?? 0) !== 0 || spec.replicas !== 0;
    return isSettled && !hasPods && metadata.deletionTimestamp === undefined;
}

async function remove({ kube, emqx }: Pass, role: Role, set: LiveSet): Promise<void> {
    const background = { propagationPolicy: "Background" };
    await kube.request("DELETE", `${setsPath(emqx, role)}/${set.metadata.name}`, background);
    if (role !== "core") return;
    const claims = `${inNamespace(emqx, "/api/v1")}/persistentvolumeclaims`;
    const { items } = await kube.request("GET", `${claims}?${selectorQuery(set.spec.selector.matchLabels)}`);
    for (const { metadata } of items) {
        if (metadata.deletionTimestamp === undefined) {
            await kube.request("DELETE", `${claims}/${metadata.name}`, background);
        }
    }
}
