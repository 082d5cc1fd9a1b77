import type { Input } from "@pulumi/pulumi";
import type { CoreStorageArgs } from "../../args/nodesArgs";

/**
 * On the EMQX object: the size that the cores' disks are to have. The claim in its spec keeps what it said first, since the operator
 * cannot change a StatefulSet's claims and would stand still over it (recording core-storage-size); disks are grown on the claims.
 */
export const DISK_SIZE_ANNOTATION = "emqx-ack.io/core-disk-size";

/** Where the object says of which class they are, as it was made. */
export const CLAIM_FIELD = "spec.coreTemplate.spec.persistentVolumeClaimSpec";

export function diskAnnotations({ size }: CoreStorageArgs): Record<string, Input<string>> {
    return size === undefined ? {} : { [DISK_SIZE_ANNOTATION]: size };
}
