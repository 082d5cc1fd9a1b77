import { DASHBOARD_PORT } from "../../../naming/ports";
import type { ConfigPush, LineTraps } from "../line/traps";

export const push: ConfigPush = {
    // The operator looks at a ready object every 30 seconds. Source: emqx_controller.go of 2.3.
    seconds: 30,
    // Source: internal/controller/config/emqx.go of 2.3 (StripReadOnlyConfig); of `cluster`, the links alone are pushed.
    bootRoots: ["node", "cluster", "rpc", "durable_storage", "durable_sessions"],
    // Not the operator: our objects have the durable ones, which are all that config may have, in their revision.
    bootRootsDo: "roll",
    // Source: recording config-and-image.
    order: "beforePods",
    // Source: the same file, MergeDefaults of API version v2. The MQTT listeners come from EMQX itself.
    ownLines: `dashboard.listeners.http.bind = ${DASHBOARD_PORT}`,
};

export const traps: LineTraps = {
    // The ConfigMap is written before the new pods are made. Source: recording config-and-image.
    bootsWithOldConfiguration: false,
    // Storage is moved to the new cores before an old one goes. Source: ds_update_replica_sets.go, sync_pods.go of 2.3.
    losesDurableSessions: false,
    deletesDisks: false,
    // Recording image-reverted-mid-rollout: nothing ended any more while a core was being emptied.
    standsWhileCoreIsEmptied: true,
    // In the names of old cores. Source: sync_pods.go of 2.3 (canScaleDownStatefulSet).
    clusterDomain: "cluster.local",
};
