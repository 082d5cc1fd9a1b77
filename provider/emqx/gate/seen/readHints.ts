import { ifAllowed } from "../../../kubernetes/answers";
import type { Apis, Pod } from "../../../kubernetes/apis";
import { INSTANCE_LABEL } from "../../../naming/labels";
import { readEvents } from "./events";
import { is } from "./readLostNodes";

/** What provisions a disk, and a kubelet that cannot mount, repeat themselves every few minutes. */
const FRESH_MS = 600_000;

/** Says no more than that nobody wants the disk yet: the pod's own reason does. */
const NOBODY_YET = "WaitForFirstConsumer";

/** Why pods wait where their own status does not say it: for disks, and for what is to be mounted. */
export async function readHints(
    apis: Apis,
    namespace: string,
    instance: string,
    pods: readonly Pod[],
): Promise<string[]> {
    const waiting = pods.filter(
        ({ metadata, status }) => status?.phase === "Pending" && metadata?.deletionTimestamp === undefined,
    );
    if (waiting.length === 0) return [];
    const [claims, mounts] = await Promise.all([
        waitingClaims(apis, namespace, instance),
        failedMounts(apis, namespace, waiting),
    ]);
    return [...claims, ...mounts];
}

async function waitingClaims(apis: Apis, namespace: string, instance: string): Promise<string[]> {
    const labelSelector = `${INSTANCE_LABEL}=${instance}`;
    const found = await ifAllowed(
        apis.core.listNamespacedPersistentVolumeClaim({ namespace, labelSelector }),
    );
    const pending = (found?.items ?? []).filter(({ status }) => status?.phase === "Pending");
    if (pending.length === 0) return [];
    const events = await readEvents(apis, namespace, "involvedObject.kind=PersistentVolumeClaim", FRESH_MS);
    return pending.flatMap(({ metadata, spec }) => {
        const told = events.filter(({ about }) => about === metadata?.name).at(-1);
        if (told?.reason === NOBODY_YET) return [];
        const size = spec?.resources?.requests?.storage ?? "";
        const kind = spec?.storageClassName ? ` of class ${spec.storageClassName}` : "";
        const why = told === undefined ? "nothing says why" : `${told.reason}: ${told.message}`;
        return [`claim ${metadata?.name} waits for its disk (${size}${kind}): ${why}`];
    });
}

async function failedMounts(apis: Apis, namespace: string, waiting: readonly Pod[]): Promise<string[]> {
    const placed = waiting.filter((pod) => is(pod, "PodScheduled")).map(({ metadata }) => metadata?.name);
    if (placed.length === 0) return [];
    const events = await readEvents(apis, namespace, "involvedObject.kind=Pod,type=Warning", FRESH_MS);
    const ours = events.filter(({ about, reason }) => placed.includes(about) && reason.startsWith("Failed"));
    const last = new Map(ours.map((told) => [told.about, told]));
    return [...last.values()].map(({ about, reason, message }) => `${about}: ${reason}: ${message}`);
}
