import type { LineFacts } from "../line/facts";

const OPERATOR = "emqx-operator 2.3";

export const facts: LineFacts = {
    rollout: {
        fact: "Any change of a pod template makes a second set of pods beside the running one; when all of it is ready, every old pod leaves its Services in the same second and the old ones are removed one by one, the replicants first.",
        reference: `${OPERATOR}, internal/controller/sync_pods.go; recordings of image changes, docs/upgrading.md`,
    },
    evacuation: {
        fact: "A node with clients is emptied before it goes, one after another; before the first client is moved EMQX waits for the load balancer to notice (waitHealthCheck). While a core is being emptied no other change may come: the operator then waits for itself.",
        reference: `${OPERATOR}, internal/controller/sync_pods.go; recording of an image change that was taken back`,
    },
    "config push": {
        fact: "A change of config.data is pushed to the running nodes through the API once the cores are ready; no pod restarts. What was changed in the dashboard wins over config.data after a restart.",
        reference: `${OPERATOR}, internal/controller/sync_emqx_config.go; EMQX documentation, Configuration Files (base.hocon); recording of a config change`,
    },
    "boot keys": {
        fact: "node, cluster, rpc and durable settings are read at boot only: a config push drops them, with no more than an event.",
        reference: `${OPERATOR}, internal/controller/config/emqx.go; recording of a change of durable_sessions`,
    },
    "config order": {
        fact: "With a new image and a new config.data in one apply the running nodes get the new configuration first, and the new pods boot with it; a configuration that the running nodes refuse holds up everything else.",
        reference: `${OPERATOR}, internal/controller/sync_emqx_config.go; recordings config-and-image and config-rejected-400`,
    },
    "scale down": {
        fact: "Fewer replicants are a plain deletion of pods, without evacuation; cores that are too many are emptied and removed one by one; more are added to the same set.",
        reference: `${OPERATOR}, internal/controller/sync_sets.go and sync_pods.go; recordings of 3 to 5 to 3 nodes`,
    },
    "orphaned replicants": {
        fact: "The operator leaves the pods of a replicantTemplate that disappears running.",
        reference: `${OPERATOR}, internal/controller/add_emqx_repl.go; emqx-operator#1210`,
    },
    "empty disks": {
        fact: "Each new set of cores gets new, empty disks, which are filled from the running cores while both run; durable storage is moved before an old core goes.",
        reference: `${OPERATOR}, internal/controller/add_emqx_core.go and ds_update_replica_sets.go; emqx-operator#1151`,
    },
    "claim templates": {
        fact: "Claim templates of a StatefulSet cannot be changed, and only a changed pod template makes a new one: changed alone they leave the operator in a loop of errors.",
        reference: `Kubernetes API conventions of StatefulSet; ${OPERATOR}, doc comment of volumeClaimTemplates`,
    },
    "single node": {
        fact: "EMQX 5.9 and later without a license is a single node: a second one cannot join, and a blue-green update ends with an empty database.",
        reference: "emqx-operator#1151, emqx#15006",
    },
    "durable storage": {
        fact: "Durable sessions and storage are moved to new cores before an old one goes, where the configuration says that there are some.",
        reference: `${OPERATOR}, internal/controller/config/emqx.go (IsDSEnabled), ds_update_replica_sets.go`,
    },
    "api keys": {
        fact: "Keys of the bootstrap file are read at boot; the operator logs in with its own, and pods whose node it cannot ask become unready.",
        reference: `emqx-operator#1268, emqx-operator#419, emqx#18851; ${OPERATOR}, internal/controller/update_pod_conditions.go`,
    },
    identity: {
        fact: "Name and namespace of an object cannot change; another one is another cluster, with disks of its own.",
        reference: `Kubernetes API conventions; ${OPERATOR}, names of claims`,
    },
    "budgets and pace": {
        fact: "Paces and disruption budgets are no part of the pod template.",
        reference: `${OPERATOR}, api/v2/emqx_types_spec.go`,
    },
    "operator gate": {
        fact: "Only a running operator makes restarted EMQX pods ready.",
        reference: `${OPERATOR}, internal/controller/update_pod_conditions.go`,
    },
    "operator lines": {
        fact: "Operator 2.3 takes over the objects of 2.2 once their conversion is switched off, and makes every pod anew when it starts, since its pod templates differ. 3.0 takes over nothing.",
        reference:
            "EMQX Operator documentation, Upgrade EMQX Operator; recording of 2.2.29 replaced by 2.3 under a running cluster",
    },
    "chart CRDs": {
        fact: "The operator's CRDs are templates of its chart: an uninstall deletes them, and with them every EMQX cluster.",
        reference: `${OPERATOR}, deploy/charts/emqx-operator (skipCRDs)`,
    },
};
