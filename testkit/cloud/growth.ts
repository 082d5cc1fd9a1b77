import type { Kube, LiveObject } from "../controlPlane/kube";
import { bytesOf } from "./storageSize";

/** Until the file system is grown, which a kubelet does where a pod has the volume mounted. */
const PENDING = {
    type: "FileSystemResizePending",
    status: "True",
    message: "Waiting for user to (re-)start a pod to finish file system resize of volume on node.",
};

/**
 * Claims that ask for more than they have: the disk grows, then its file system, which takes a pod that runs. The API server itself
 * refuses less, and any more of a class without `allowVolumeExpansion` (its admission plugin PersistentVolumeClaimResize). Source:
 * kubernetes-csi/external-resizer, pkg/controller; Alibaba's CSI driver has VolumeExpansion ONLINE (alibaba-cloud-csi-driver, pkg/disk).
 */
export async function growDisks(kube: Kube, claims: readonly LiveObject[]): Promise<void> {
    const short = claims.filter(
        ({ spec, status }) =>
            status?.phase === "Bound" &&
            status.capacity?.storage !== undefined &&
            bytesOf(spec.resources.requests.storage) > bytesOf(status.capacity.storage),
    );
    await Promise.allSettled(short.map((claim) => grow(kube, claim)));
}

async function grow(kube: Kube, claim: LiveObject): Promise<void> {
    const { storage } = claim.spec.resources.requests;
    const metadata = { name: claim.spec.volumeName };
    const volume = await kube.get({ apiVersion: "v1", kind: "PersistentVolume", metadata });
    if (volume === undefined) return;
    if (bytesOf(volume.spec.capacity.storage) < bytesOf(storage)) {
        await kube.mergePatch(volume, { spec: { capacity: { storage } } });
    }
    const isMounted = await hasRunningPod(kube, claim);
    const known = claim.status.conditions?.some(({ type }: LiveObject) => type === PENDING.type);
    if (!isMounted && known) return;
    const status = isMounted ? { capacity: { storage }, conditions: null } : { conditions: [PENDING] };
    await kube.mergePatch(claim, { status }, "status");
}

async function hasRunningPod(kube: Kube, { metadata }: LiveObject): Promise<boolean> {
    const pods = await kube.list({ apiVersion: "v1", kind: "Pod", namespace: metadata.namespace });
    return pods.some(
        ({ spec, status }) =>
            status?.phase === "Running" &&
            spec.volumes?.some(
                ({ persistentVolumeClaim }: LiveObject) => persistentVolumeClaim?.claimName === metadata.name,
            ),
    );
}
