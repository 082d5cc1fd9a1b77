import type { LineFacts } from "../line/facts";

const OPERATOR = "emqx-operator 2.2.29";

export const facts: LineFacts = {
    rollout: {
        fact: "Any change of a pod template makes a second set of pods beside the running one; when all of it is ready, every old pod leaves its Services in the same second and the old ones are removed one by one.",
        reference: `${OPERATOR}, controllers/apps/v2beta1; recordings of image changes, docs/upgrading.md`,
    },
    evacuation: {
        fact: "Only Enterprise nodes are emptied before they go, one after another; open-source nodes close their connections.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/sync_pods.go`,
    },
    "config push": {
        fact: "A change of config.data is pushed to the running nodes through the API once the cores are ready; no pod restarts.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/sync_emqx_config.go; recording of a config change`,
    },
    "boot keys": {
        fact: "node, cluster, rpc and durable settings are read at boot only: a config push drops them, or changes nothing that runs, without a word.",
        reference: "emqx-operator#554, emqx-operator#480, emqx#9661",
    },
    "config order": {
        fact: "With a new image and a new config.data in one apply the new pods boot with the old configuration.",
        reference: "emqx-operator#1134",
    },
    "scale down": {
        fact: "Fewer replicas are a plain deletion of pods, without evacuation; more are added to the same set.",
        reference: `${OPERATOR}, recordings of 3 to 5 to 3 replicants`,
    },
    "orphaned replicants": {
        fact: "The operator leaves the pods of a replicantTemplate that disappears running.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/add_repl.go; emqx-operator#1210`,
    },
    "empty disks": {
        fact: "Each new set of cores gets new, empty disks, which are filled from the running cores while both run.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/add_core.go; emqx-operator#1151`,
    },
    "claim templates": {
        fact: "Claim templates of a StatefulSet cannot be changed, and only a changed pod template makes a new one: changed alone they leave the operator in a loop of errors.",
        reference:
            "Kubernetes API conventions of StatefulSet; doc comment of volumeClaimTemplates in emqx-operator 2.2.29",
    },
    "single node": {
        fact: "EMQX 5.9 and later without a license is a single node: a second one cannot join, and a blue-green update ends with an empty database.",
        reference: "emqx-operator#1151, emqx#15006",
    },
    "durable storage": {
        fact: "Operator 2.2 does not move durable sessions and storage to new cores.",
        reference: "EMQX documentation, Session Durability; emqx-operator 2.3 release notes",
    },
    "api keys": {
        fact: "Keys of the bootstrap file are read at boot; the operator logs in with its own, and pods whose node it cannot ask become unready.",
        reference: `emqx-operator#1268, emqx-operator#419, emqx#18851; ${OPERATOR}, update_pod_conditions.go`,
    },
    identity: {
        fact: "Name and namespace of an object cannot change; another one is another cluster, with disks of its own.",
        reference: `Kubernetes API conventions; ${OPERATOR}, names of claims`,
    },
    "budgets and pace": {
        fact: "Paces and disruption budgets are no part of the pod template.",
        reference: `${OPERATOR}, apis/apps/v2beta1/emqx_types.go`,
    },
    "operator gate": {
        fact: "Only a running operator makes restarted EMQX pods ready.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/update_pod_conditions.go`,
    },
    "operator lines": {
        fact: "Operator 2.2, 2.3 and 3.0 serve different APIs and do not upgrade into each other by a chart upgrade alone.",
        reference: "EMQX Operator documentation, Upgrade EMQX Operator; emqx-operator#897, emqx-operator#932",
    },
    "chart CRDs": {
        fact: "The operator's CRDs are templates of its chart: an uninstall deletes them, and with them every EMQX cluster.",
        reference: `${OPERATOR}, deploy/charts/emqx-operator/templates/crd.*.yaml`,
    },
};
