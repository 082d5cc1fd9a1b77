import type { LineFacts } from "../line/facts";

const OPERATOR = "emqx-operator 3.0 (source of September 2026, after rc.4)";
const RECORDED = "recordings of operator 3.0";

export const facts: LineFacts = {
    rollout: {
        fact: "A change of a pod template makes nodes anew one by one, in their place: cores from the highest ordinal down, the last one after the replicants, and replicants as maxSurge and maxUnavailable let. A core that does not come up on the new template stops the cores, not the replicants.",
        reference: `EMQX Operator, Perform a Rolling Update; ${RECORDED}: image, new-image-does-not-boot`,
    },
    evacuation: {
        fact: "A node with clients is emptied before its pod is deleted, at a single core without replicants nowhere to; a node that does not answer is waited for without an end.",
        reference: `${OPERATOR}, sync_core_set.go; ${RECORDED}: single-core-image, node-unreachable-in-evacuation`,
    },
    "config push": {
        fact: "A change of the configuration is pushed to the running nodes at once; a root that it names takes the place of what was there, and no pod restarts. A configuration that EMQX refuses holds up every other change.",
        reference: `${RECORDED}: config-runtime, config-rejected-400, config-rejected-with-image`,
    },
    "boot keys": {
        fact: "node, cluster (but for its links), rpc, dashboard and durable settings are read at boot: a change of them makes all pods anew.",
        reference: `EMQX Operator, API Reference (v3beta1); ${RECORDED}: config-restart`,
    },
    "config order": {
        fact: "A new configuration goes to the running nodes before any pod is made anew, so it has to be valid on both versions of EMQX.",
        reference: `${RECORDED}: config-slow-with-image`,
    },
    "scale down": {
        fact: "Fewer nodes are emptied one by one before they go; a removed core's disk is deleted with it.",
        reference: `${RECORDED}: replicas-down-replicants, cores-only-replicas-down`,
    },
    "orphaned replicants": {
        fact: "There is always a replicantTemplate; without one that says more there are 0 replicants, and those that run go.",
        reference: `emqxes CRD of ${OPERATOR}; ${RECORDED}: replicants-to-cores-only`,
    },
    "empty disks": {
        fact: "A core that is made anew gets its own disk again.",
        reference: `${RECORDED}: image (claims)`,
    },
    "claim templates": {
        fact: "Claim templates of a StatefulSet cannot be changed: an EMQX object with another size or class leaves every condition good and the operator in a loop of errors, and holds up every other change.",
        reference: `${RECORDED}: core-storage-size, core-storage-size-with-image`,
    },
    "single node": {
        fact: "EMQX 5.9 and later without a license is a single node. In place it restarts on its own disk.",
        reference: `emqx#15006; ${RECORDED}: single-core-image`,
    },
    "durable storage": {
        fact: "Cores keep their disks, and durable storage with them; before a core goes for good its shards are moved.",
        reference: `${OPERATOR}, sync_core_set.go; EMQX Operator, API Reference (v3beta1), status.dsReplication`,
    },
    "api keys": {
        fact: "The operator logs in with its own key from the bootstrap Secret; without its line in it the operator makes nothing and reports no status at all.",
        reference: `${RECORDED}: api-key-secret-without-operator-line, secrets-made-before; emqx-operator#1268`,
    },
    identity: {
        fact: "Name and namespace of an object cannot change; another one is another cluster, and the disks of the old one are deleted with it.",
        reference: `Kubernetes API conventions; ${RECORDED}: delete`,
    },
    "budgets and pace": {
        fact: "Paces are no part of the pod template. The operator makes no disruption budgets, and its own deletions heed none.",
        reference: `EMQX Operator, Configure Pod Disruption Budgets; ${RECORDED}: strategy-only`,
    },
    "operator gate": {
        fact: "EMQX pods become ready without the operator.",
        reference: `emqxes CRD of ${OPERATOR}, readinessProbe`,
    },
    "operator lines": {
        fact: "Operator 3.0 reads no object of an older line, and two lines cannot share a Kubernetes cluster.",
        reference: "EMQX Operator, Migrate from EMQX Operator 2.3 to 3.0",
    },
    "chart CRDs": {
        fact: "An uninstall of the operator's chart deletes its CRD, every EMQX cluster with it, and their disks.",
        reference: "EMQX Operator, Migrate from EMQX Operator 2.3 to 3.0",
    },
};
