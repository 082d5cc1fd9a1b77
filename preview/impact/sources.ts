/** Facts that the rules rest on, each with where it can be read. Data. */

interface Source {
    readonly fact: string;
    readonly reference: string;
}

const OPERATOR = "emqx-operator 2.2.29";

const FACTS = {
    "blue-green": {
        fact: "Any change of a pod template makes a second set of pods beside the running one; when all of it is ready, every old pod leaves its Services in the same second and the old ones are removed one by one.",
        reference: `${OPERATOR}, controllers/apps/v2beta1; recordings of image changes, docs/upgrading.md`,
    },
    evacuation: {
        fact: "Only Enterprise nodes are emptied before they go, one after another; open-source nodes close their connections.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/sync_pods.go`,
    },
    "config push": {
        fact: "A change of config.data is pushed to the running nodes through the API; no pod restarts, and keys that disappear keep their last value.",
        reference: `${OPERATOR}, controllers/apps/v2beta1/sync_emqx_config.go; recording of a config change`,
    },
    "boot keys": {
        fact: "node, cluster, rpc, dashboard and durable settings are read at boot only and are dropped from a config push without a word.",
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
    "upgrade matrix": {
        fact: "Which minor may become which by rolling upgrade; none goes back.",
        reference: "EMQX documentation, Rolling Upgrade, read 2026-11-21; provider/emqx/versionMatrix.ts",
    },
    "single node": {
        fact: "EMQX 5.9 and later without a license is a single node: a second one cannot join, and a blue-green update ends with an empty database.",
        reference: "emqx-operator#1151, emqx#15006",
    },
    "open-source replicants": {
        fact: "Open-source EMQX 5.8 and later refuses replicants.",
        reference: "emqx-operator#1072",
    },
    "durable storage": {
        fact: "Operator 2.2 does not move durable sessions and storage to new cores.",
        reference: "EMQX documentation, Session Durability; emqx-operator 2.3 release notes",
    },
    license: {
        fact: "A license in a mounted file is read again every two minutes.",
        reference: "EMQX documentation, License Configuration",
    },
    "trial license": {
        fact: "Enterprise before 5.9 without a license takes 25 connections.",
        reference: "EMQX documentation, deploy/license.md",
    },
    certificate: {
        fact: "Certificate files are read again every 120 seconds.",
        reference: "EMQX documentation, network/emqx-mqtt-tls.md",
    },
    password: {
        fact: "dashboard.default_password counts only when the database is made.",
        reference: "EMQX documentation, dashboard configuration",
    },
    "api keys": {
        fact: "Keys of the bootstrap file are read at boot; the operator logs in with its own, and pods whose node it cannot ask become unready.",
        reference: `emqx-operator#1268, emqx-operator#419, emqx#18851; ${OPERATOR}, update_pod_conditions.go`,
    },
    cookie: {
        fact: "Erlang nodes with different cookies refuse each other.",
        reference: "Erlang documentation, Distributed Erlang; emqx-operator#843",
    },
    identity: {
        fact: "Name and namespace of an object cannot change; another one is another cluster, with disks of its own.",
        reference: `Kubernetes API conventions; ${OPERATOR}, names of claims`,
    },
    "pool template": {
        fact: "Instance types, images, disks and boot scripts of a node pool reach only nodes that join later.",
        reference: "aliyun/terraform-provider-alicloud#3820",
    },
    "pool rolled": {
        fact: "kubeletConfiguration and containerdConfig are rolled through the running nodes in batches; containers that run go on, with the limits they started with.",
        reference:
            "Alibaba Cloud, ModifyNodePoolNodeConfig; Customize the containerd configurations of a node pool, 2026-03-16",
    },
    "pool deleted": {
        fact: "A deleted or shrunk node pool takes its nodes away without draining them.",
        reference:
            "aliyun/terraform-provider-alicloud, resource_alicloud_cs_kubernetes_node_pool.go (forceDelete, DrainNode:false)",
    },
    "upgrade policy": {
        fact: "upgradePolicy in code upgrades the pool again at every later change.",
        reference: "aliyun/terraform-provider-alicloud, resource_alicloud_cs_kubernetes_node_pool.go",
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
    CRD: {
        fact: "Deleting a CustomResourceDefinition deletes every object of its kind.",
        reference: "Kubernetes documentation, Extend the API with CustomResourceDefinitions",
    },
    "cert-manager": {
        fact: "Certificates live in Secrets; a restart of cert-manager changes none of them.",
        reference: "cert-manager documentation, Upgrading",
    },
    "load balancer kind": {
        fact: "CLB and NLB cannot become each other; a Service of the other kind gets another load balancer with another address.",
        reference: "cloud-provider-alibaba-cloud, pkg/controller/service",
    },
    "load balancer settings": {
        fact: "The cloud controller manager writes annotations to the load balancer that is there.",
        reference: "cloud-provider-alibaba-cloud, pkg/controller/service/reconcile/annotation",
    },
    drain: {
        fact: "A connection to a pod that has left lives on for as long as the load balancer drains, 900 s at the most.",
        reference: "Alibaba Cloud, NLB server groups (connectionDrainTimeout 10 to 900)",
    },
    "address type": {
        fact: "The address type of a CLB is fixed for its life.",
        reference: "aliyun/terraform-provider-alicloud, resource_alicloud_slb_load_balancer.go",
    },
    "replaced cluster": {
        fact: "A replaced ACK cluster is a new, empty one; nothing that ran in the old one goes along.",
        reference:
            "aliyun/terraform-provider-alicloud, resource_alicloud_cs_managed_kubernetes.go (ForceNew)",
    },
    "replaced provider": {
        fact: "Whatever belongs to a Kubernetes provider that is replaced is replaced with it.",
        reference: "Pulumi documentation, Kubernetes provider, clusterIdentifier",
    },
    namespace: {
        fact: "Deleting a namespace deletes everything in it, claims of disks included.",
        reference: "Kubernetes documentation, Namespaces",
    },
    disks: {
        fact: "A claim that is deleted takes its disk with it unless the class retains it.",
        reference: "Kubernetes documentation, Persistent Volumes, Reclaiming",
    },
    "budgets and pace": {
        fact: "Paces and disruption budgets are no part of the pod template.",
        reference: `${OPERATOR}, apis/apps/v2beta1/emqx_types.go`,
    },
    "more than half": {
        fact: "Cores that lose more than half of their number at once may lose what only those had, and stop taking writes.",
        reference: "EMQX documentation, cluster/mria-introduction.md",
    },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof FACTS;

export const SOURCES: Readonly<Record<SourceId, Source>> = FACTS;
