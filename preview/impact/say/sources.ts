/** Facts that the rules rest on and that no operator line decides, each with where it can be read. Data. */

export interface Source {
    readonly fact: string;
    readonly reference: string;
}

export const SOURCES = {
    "upgrade matrix": {
        fact: "Which minor may become which by rolling upgrade; none goes back.",
        reference: "EMQX documentation, Rolling Upgrade, read 2026-11-21; provider/emqx/lines/crossings.ts",
    },
    "open-source replicants": {
        fact: "Open-source EMQX 5.8 and later refuses replicants.",
        reference: "emqx-operator#1072",
    },
    license: {
        fact: "A license in a mounted file is read again every two minutes.",
        reference: "EMQX documentation, License Configuration",
    },
    "trial license": {
        fact: "Enterprise before 5.9 without a license takes 25 connections.",
        reference: "EMQX documentation, deploy/license.md",
    },
    "evaluation license": {
        fact: "The key evaluation takes 25 sessions of the whole cluster, and 30 days of a node's uptime.",
        reference: "emqx/emqx release-63, apps/emqx_license (emqx_license.hrl, emqx_license_checker.erl)",
    },
    "single node": {
        fact: "From 5.9 on a second node without a license ends its start when it sees a first one.",
        reference: "emqx/emqx release-63, apps/emqx_license (is_single_node); emqx#15006",
    },
    "security profile": {
        fact: "Under the hardened profile clients have to prove who they are, and what is not allowed is denied.",
        reference: "emqx/emqx release-63, emqx_security_profile.erl; EMQX documentation, Security Profiles",
    },
    certificate: {
        fact: "Certificate files are read again every 120 seconds.",
        reference: "EMQX documentation, network/emqx-mqtt-tls.md",
    },
    password: {
        fact: "dashboard.default_password counts only when the database is made.",
        reference: "EMQX documentation, dashboard configuration",
    },
    cookie: {
        fact: "Erlang nodes with different cookies refuse each other.",
        reference: "Erlang documentation, Distributed Erlang; emqx-operator#843",
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
    "keys left out": {
        fact: "A push fills the roots that its text names with defaults and lays them over what runs; what it does not name of them is kept where it has no default, and other roots are kept whole.",
        reference: "emqx/emqx v5.7.2 and e5.8.11, emqx_conf_cli.erl; run on nodes of both",
    },
    "listener push": {
        fact: "A changed bind, backlog or enable restarts a listener of tcp or ssl; one of ws or wss opens its port anew; all else counts at once.",
        reference: "emqx/emqx v5.7.2 and e5.8.11, emqx_listeners.erl; run with real clients on 5.8.11",
    },
    "more than half": {
        fact: "Cores that lose more than half of their number at once may lose what only those had, and stop taking writes.",
        reference: "EMQX documentation, cluster/mria-introduction.md",
    },
} as const satisfies Record<string, Source>;
