/** What an ACK cluster has from the start: two of the storage classes its CSI plugin ships, and the plugin's driver. */
export function ackStorage(): object[] {
    const driver = "diskplugin.csi.alibabacloud.com";
    const storageClass = (name: string, parameters: object) => ({
        apiVersion: "storage.k8s.io/v1",
        kind: "StorageClass",
        metadata: { name },
        provisioner: driver,
        parameters,
        reclaimPolicy: "Delete",
        allowVolumeExpansion: true,
    });
    return [
        {
            apiVersion: "storage.k8s.io/v1",
            kind: "CSIDriver",
            metadata: { name: driver },
            // Attached for real by nobody here.
            spec: { attachRequired: false },
        },
        {
            ...storageClass("alicloud-disk-topology-alltype", {
                type: "cloud_essd_entry,cloud_essd,cloud_efficiency",
            }),
            volumeBindingMode: "WaitForFirstConsumer",
        },
        { ...storageClass("alicloud-disk-essd", { type: "cloud_essd" }), volumeBindingMode: "Immediate" },
    ];
}
