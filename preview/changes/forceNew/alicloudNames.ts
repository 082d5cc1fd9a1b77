/**
 * By type, the property that Pulumi makes up when it is not given. One that is given makes the bridge delete before it
 * replaces (pulumi-alicloud's `SetAutonaming`, which leaves out deprecated names: a node pool has none).
 */
export const ALICLOUD_NAMES: Readonly<Record<string, string>> = {
    "alicloud:cs/kubernetesAddon:KubernetesAddon": "name",
    "alicloud:cs/managedKubernetes:ManagedKubernetes": "name",
};
