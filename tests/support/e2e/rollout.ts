import type { SetEntry, TimelineEntry } from "../../../testkit/operator/timeline";

/** What a timeline says of one version's rollout. Pure. */

/** All pods of the sets of this version are ready, and no pod of another set holds clients. */
export function isRolledOut({ sets, pods }: TimelineEntry, version: string): boolean {
    const ofVersion = Object.entries(sets).filter(([, set]) => carries(set, version));
    const names = new Set(ofVersion.map(([name]) => name));
    const complete = (["StatefulSet", "ReplicaSet"] as const).every((kind) =>
        ofVersion.some(([, set]) => set.kind === kind && set.want > 0 && set.ready === set.want),
    );
    return complete && Object.values(pods).every((pod) => names.has(pod.set) || !pod.containersReady);
}

/** Replicants of a version that had pods before all of its cores were ready. */
export function replicantsTooEarly(entries: readonly TimelineEntry[], version: string): string[] {
    return entries.flatMap(({ t, sets }) => {
        const ofVersion = Object.entries(sets).filter(([, set]) => carries(set, version));
        const coresReady = ofVersion.some(([, set]) => set.kind === "StatefulSet" && set.ready === set.want);
        return ofVersion
            .filter(([, set]) => set.kind === "ReplicaSet" && set.pods > 0 && !coresReady)
            .map(([name]) => `${name} had pods at ${t} s, before its cores were ready`);
    });
}

/** Services that were made or changed at a moment when the version had not rolled out. */
export function servicesTooEarly(entries: readonly TimelineEntry[], version: string): string[] {
    return entries.slice(1).flatMap((entry, i) => {
        const before = (entries[i] as TimelineEntry).services;
        return Object.entries(entry.services)
            .filter(
                ([name, { type }]) => type === "LoadBalancer" && !isRolledOut(entry, version) && isOurs(name),
            )
            .filter(([name, { resourceVersion }]) => before[name]?.resourceVersion !== resourceVersion)
            .map(([name]) => `${name} was written at ${entry.t} s, before EMQX ${version} had rolled out`);
    });
}

/** The load balancer's, not the operator's. */
function isOurs(service: string): boolean {
    return /-(nlb|clb)$/.test(service);
}

function carries({ image }: SetEntry, version: string): boolean {
    return image.endsWith(`:${version}`);
}
