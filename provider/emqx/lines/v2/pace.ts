import { paceOf } from "../blueGreen/pace";

// Source: internal/controller/sync_pods.go of 2.3 (scaleStatefulSet) and sync_sets.go; recording replicas-down.
export const pace = paceOf("operator 2.3", { core: "emptied", replicant: "deleted" });
