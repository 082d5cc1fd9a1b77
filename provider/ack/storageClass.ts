import * as storage from "@pulumi/kubernetes/storage/v1";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Disks for the cores: ESSDs that are made in the zone of the pod (the classes ACK ships bind at once, in any zone) and
 * stay when the claim is deleted.
 */
export function createCoreStorageClass(
    name: string,
    storageClassName: string,
    opts: pulumi.CustomResourceOptions,
): storage.StorageClass {
    return new storage.StorageClass(
        `${name}-core-disks`,
        {
            metadata: { name: storageClassName },
            provisioner: "diskplugin.csi.alibabacloud.com",
            parameters: { type: "cloud_essd", performanceLevel: "PL1", fstype: "ext4" },
            volumeBindingMode: "WaitForFirstConsumer",
            reclaimPolicy: "Retain",
            allowVolumeExpansion: true,
        },
        opts,
    );
}
