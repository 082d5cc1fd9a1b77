import type { Kube, LiveObject } from "../controlPlane/kube";
import { growDisks } from "./growth";

const PROVISIONER = "diskplugin.csi.alibabacloud.com";
const FIELD_MANAGER = "emqx-ack-tests-cloud";
const PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
const SELECTED_NODE = "volume.kubernetes.io/selected-node";
const ZONE = "topology.kubernetes.io/zone";

/** The provisioner's and the resizer's part: binding is Kubernetes' own. */
export async function disks(kube: Kube): Promise<void> {
    const classes = await kube.list({ apiVersion: "storage.k8s.io/v1", kind: "StorageClass" });
    const ours = new Map(
        classes.filter(({ provisioner }) => provisioner === PROVISIONER).map((c) => [c.metadata.name, c]),
    );
    const claims = await kube.list({ apiVersion: "v1", kind: "PersistentVolumeClaim" });
    const waiting = claims.filter(
        ({ metadata, spec, status }) =>
            status?.phase === "Pending" &&
            !spec.volumeName &&
            !metadata.deletionTimestamp &&
            ours.has(spec.storageClassName),
    );
    await Promise.allSettled(
        waiting.map((claim) => makeDisk(kube, claim, ours.get(claim.spec.storageClassName))),
    );
    await growDisks(
        kube,
        claims.filter(({ spec }) => ours.has(spec.storageClassName)),
    );
    const volumes = await kube.list({ apiVersion: "v1", kind: "PersistentVolume" });
    const done = volumes.filter(
        ({ metadata, spec, status }) =>
            status?.phase === "Released" &&
            spec.persistentVolumeReclaimPolicy === "Delete" &&
            metadata.annotations?.[PROVISIONED_BY] === PROVISIONER,
    );
    await Promise.allSettled(done.map((volume) => kube.delete(volume)));
}

async function makeDisk(kube: Kube, claim: LiveObject, storageClass: LiveObject | undefined): Promise<void> {
    if (storageClass === undefined) return;
    const node = claim.metadata.annotations?.[SELECTED_NODE];
    if (storageClass.volumeBindingMode === "WaitForFirstConsumer" && node === undefined) return;
    const zone = node === undefined ? undefined : await zoneOf(kube, node);
    const { name, namespace, uid } = claim.metadata;
    const volume = {
        apiVersion: "v1",
        kind: "PersistentVolume",
        metadata: { name: `d-${uid}`, annotations: { [PROVISIONED_BY]: PROVISIONER } },
        spec: {
            capacity: { storage: claim.spec.resources.requests.storage },
            accessModes: claim.spec.accessModes,
            volumeMode: claim.spec.volumeMode,
            persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? "Delete",
            storageClassName: claim.spec.storageClassName,
            claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid },
            // Not a CSI volume, which Kubernetes would wait to see attached.
            hostPath: { path: `/disks/${uid}` },
            ...(zone === undefined ? {} : { nodeAffinity: inZone(zone) }),
        },
    };
    await kube.create(volume, { fieldManager: FIELD_MANAGER });
}

async function zoneOf(kube: Kube, name: string): Promise<string | undefined> {
    const node = await kube.get({ apiVersion: "v1", kind: "Node", metadata: { name } });
    return node?.metadata.labels?.[ZONE];
}

/** A cloud disk cannot leave its zone. */
function inZone(zone: string): object {
    const matchExpressions = [{ key: ZONE, operator: "In", values: [zone] }];
    return { required: { nodeSelectorTerms: [{ matchExpressions }] } };
}
