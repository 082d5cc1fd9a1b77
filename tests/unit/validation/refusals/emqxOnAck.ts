import { VSWITCHES, ZONES } from "../../../support/stacks";
import type { Refused } from "./refused";

const EXISTING = { clusterId: "c-1", vswitches: VSWITCHES };
const stack = (more: object) => ({ newCluster: { zones: ZONES }, loadBalancer: { kind: "Nlb" }, ...more });

export const EMQX_ON_ACK: Refused[] = [
    [
        "nothing",
        {},
        [
            'loadBalancer: is missing; write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb", which carries 1,000,000 connections and no QUIC',
            'newCluster: is missing, and so is existingCluster; write newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] } to make a cluster or existingCluster to use one',
        ],
    ],
    [
        "both clusters",
        stack({ existingCluster: EXISTING }),
        [
            "newCluster: is given together with existingCluster; write newCluster to make a cluster or existingCluster to use one, not both",
        ],
    ],
    [
        "no load balancer",
        { newCluster: { zones: ZONES } },
        [
            'loadBalancer: is missing; write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb", which carries 1,000,000 connections and no QUIC',
        ],
    ],
    [
        "a load balancer that is a text",
        stack({ loadBalancer: "Nlb" }),
        [
            'loadBalancer: is "Nlb"; write an object with kind, exposeToInternet, dashboard, idleTimeoutSeconds, keepAliveSeconds, connectionDrainSeconds, maxConnectRate, annotations',
        ],
    ],
    [
        "connections as text",
        stack({ connections: "1000000" }),
        [
            'connections: is "1000000"; write a whole number from 1 to 1000000000 (connections), without quotes',
        ],
    ],
    [
        "connections in words",
        stack({ connections: 1e6 + 0.5 }),
        ["connections: is 1000000.5; write a whole number from 1 to 1000000000 (connections)"],
    ],
    [
        "fewer nodes than cores",
        stack({ corePool: { nodes: 2 } }),
        [
            "corePool.nodes: is 2, fewer than the 3 cores; with two on a node, losing it loses both. Write 3 or more",
        ],
    ],
    [
        "a pool and nodes that exist",
        {
            existingCluster: EXISTING,
            existingNodes: { nodeSelector: { a: "b" } },
            corePool: {},
            loadBalancer: { kind: "Nlb" },
        },
        ["corePool: is given, but existingNodes is too; leave out one of the two"],
    ],
    [
        "nodes that exist without a selector",
        { existingCluster: EXISTING, existingNodes: {}, loadBalancer: { kind: "Nlb" } },
        [
            "existingNodes.nodeSelector: is missing; write labels of the nodes, or EMQX and its kernel parameters come to every node",
        ],
    ],
    [
        "a pod's parameter on nodes that exist, whose kubelets may not permit it",
        {
            existingCluster: EXISTING,
            existingNodes: { nodeSelector: { a: "b" } },
            kernel: {
                parameters: {
                    "net.core.somaxconn": "16384",
                    "net.ipv4.tcp_max_tw_buckets": "default",
                    "net.ipv4.tcp_fin_timeout": "20",
                },
                extraPodParameters: { "net.ipv4.tcp_sack": "1", "net.ipv4.tcp_syncookies": "1" },
            },
            loadBalancer: { kind: "Nlb" },
        },
        [
            'kernel.parameters["net.core.somaxconn"]: is for pods, and a kubelet that does not permit it rejects them for good; write existingNodes.kubeletPermitsSysctls: true where yours do, or leave it out',
            'kernel.extraPodParameters["net.ipv4.tcp_sack"]: is for pods, and a kubelet that does not permit it rejects them for good; write existingNodes.kubeletPermitsSysctls: true where yours do, or leave it out',
        ],
    ],
    [
        "a registry for EMQX alone",
        stack({ emqx: { imageRegistry: "registry.example" } }),
        ["emqx.imageRegistry: belongs to the whole stack; write it at the top"],
    ],
    [
        "a kernel parameter with slashes, and one that Linux has no more",
        stack({
            kernel: {
                parameters: { "net/core/somaxconn": "16384" },
                extraPodParameters: { "net.ipv4.tcp_tw_recycle": "1" },
            },
        }),
        [
            'kernel.parameters["net/core/somaxconn"]: this is another name of net.core.somaxconn: write that.',
            'kernel.extraPodParameters["net.ipv4.tcp_tw_recycle"]: Linux has no net.ipv4.tcp_tw_recycle since 4.12; leave it out.',
        ],
    ],
    [
        "a kernel profile for EMQX alone",
        stack({ emqx: { kernelProfile: {} } }),
        ["emqx.kernelProfile: belongs to the whole stack; write it as kernel at the top"],
    ],
    [
        "a kubeconfig for the operator alone",
        stack({ operator: { kubeconfig: "a: b" } }),
        ["operator.kubeconfig: is decided by the stack; leave it out"],
    ],
    [
        "no cert-manager where the operator needs it",
        stack({ certManager: false }),
        [
            "certManager: is false, but operator 2.2 needs cert-manager for its webhook; leave it out, or write existingCertManager: true where it is there already",
        ],
    ],
    [
        "a cert-manager that is to be there",
        stack({ certManager: true }),
        [
            "certManager: is true; write an object with source, namespace, imagePullSecrets, replicas, or false for none",
        ],
    ],
    [
        "an operator twice",
        stack({ operator: {}, existingOperator: true }),
        ["operator: is given, but existingOperator is true; leave it out, or say its version alone"],
    ],
    [
        "how to install an operator that is there",
        stack({ operator: { version: "2.2.29", replicas: 1 }, existingOperator: true }),
        [
            "operator.replicas: is given, but existingOperator is true, of which version alone can be said; leave it out",
        ],
    ],
    [
        "an operator that does not run the version of EMQX",
        stack({ operator: { version: "2.3.3" } }),
        [
            'operator.version: is "2.3.3", and EMQX 5.7.2 runs on operator line 2.2; write "2.2.29", or the EMQX that 2.3 runs',
        ],
    ],
    [
        "an operator that is too old",
        stack({ operator: { version: "2.2.5" } }),
        ['operator.version: is "2.2.5"; write 2.2.29 or a later 2.2 (older ones loop on "replicas -1")'],
    ],
    [
        "an operator without a version",
        stack({ operator: { version: "latest" } }),
        ['operator.version: is "latest"; write a full version in quotes such as "2.2.29", never "latest"'],
    ],
    [
        "the operator's version among EMQX's inputs",
        stack({ emqx: { operatorVersion: "2.2.29" } }),
        ["emqx.operatorVersion: belongs to the operator; write it as operator.version"],
    ],
    [
        "a disk that Alibaba Cloud does not make",
        stack({ emqx: { cores: { storage: { size: "10Gi" } } } }),
        ["emqx.cores.storage.size: is 10Gi; Alibaba Cloud's disks start at 20Gi"],
    ],
    [
        "a keep-alive in config above the idle timeout",
        stack({ emqx: { config: "mqtt.server_keepalive = 700" } }),
        [
            'emqx.config: sets "mqtt.server_keepalive" (line 1) to 700, and the load balancer cuts a connection that is idle for 900 s; MQTT waits one and a half times the keep-alive. Write 599 or less',
        ],
    ],
    [
        "a keep-alive in the environment above the idle timeout",
        stack({
            emqx: { environment: { EMQX_MQTT__SERVER_KEEPALIVE: "60" } },
            loadBalancer: { kind: "Nlb", idleTimeoutSeconds: 60 },
        }),
        [
            "emqx.environment.EMQX_MQTT__SERVER_KEEPALIVE: sets mqtt.server_keepalive to 60, and the load balancer cuts a connection that is idle for 60 s; MQTT waits one and a half times the keep-alive. Write 39 or less",
        ],
    ],
    [
        "messages as text",
        stack({ traffic: { publishedPerSecond: "500000/s" } }),
        [
            'traffic.publishedPerSecond: is "500000/s"; write a whole number from 0 to 1000000000 (messages a second)',
        ],
    ],
    [
        "a quality of service that is none",
        stack({ traffic: { qos: 3 } }),
        ["traffic.qos: is 3; write a whole number from 0 to 2"],
    ],
    [
        "a registry with its protocol",
        stack({ imageRegistry: "https://registry.example/mqtt" }),
        ['imageRegistry: is "https://registry.example/mqtt"; write it without https:// in front'],
    ],
    [
        "mistakes in many places",
        stack({
            newCluster: { zones: ["cn-hangzhou-g"], networkPlugin: "Terwey" },
            corePool: { nodes: 0 },
            certManager: { replicas: "2" },
            emqx: { listeners: { ssl: {} }, limits: { maxPort: 1 } },
            loadBalancer: { kind: "Nlb", dashboard: "no" },
            protect: 1,
        }),
        [
            'newCluster.networkPlugin: is "Terwey"; write one of "Terway", "Flannel"; did you mean "Terway"?',
            "protect: is 1; write true or false, without quotes",
            "corePool.nodes: is 0; write a whole number from 1 to 1000 (ACK's quota is 100 a cluster unless raised)",
            'certManager.replicas: is "2"; write a whole number from 1 to 10, without quotes',
            'emqx.limits.maxPort: is not an input; did you mean "maxPorts"?',
            'loadBalancer.dashboard: is "no"; write true or false, without quotes',
            "newCluster.zones: has one zone; write two or more, so that losing one leaves the cluster running",
            "emqx.listeners.ssl.tlsSecretName: is missing; write the name of a kubernetes.io/tls Secret in EMQX's namespace (the certificate inside EMQX's image is public knowledge)",
        ],
    ],
];
