/** One change of arguments, by path: `undefined` leaves the input out. */
export type Change = readonly [path: string, value: unknown];

/** Inputs that are wrong, and right ones of different kinds to put in their place. */
export const MISTAKES: readonly [what: string, wrong: Change, mended: readonly Change[]][] = [
    [
        "connections as text",
        ["connections", "1M"],
        [
            ["connections", 1000],
            ["connections", 700_000],
            ["connections", 9_000_000],
        ],
    ],
    [
        "replicas as text",
        ["emqx.replicants.replicas", "3"],
        [
            ["emqx.replicants.replicas", 3],
            ["emqx.replicants.replicas", 40],
            ["emqx.replicants.replicas", 0],
        ],
    ],
    [
        "misspelt replicas",
        ["emqx.replicants.replica", 3],
        [
            ["emqx.replicants.replicas", 4],
            ["emqx.replicants.replicas", 60],
        ],
    ],
    [
        "cores as text",
        ["emqx.cores.replicas", "five"],
        [
            ["emqx.cores.replicas", 3],
            ["emqx.cores.replicas", 15],
        ],
    ],
    [
        "a misspelt limit of a listener",
        ["emqx.listeners.tcp.maxConection", 10],
        [
            ["emqx.listeners.tcp.maxConnections", 10],
            ["emqx.listeners.tcp.maxConnections", 9_000_000],
        ],
    ],
    [
        "a port as text",
        ["emqx.listeners.tcp.port", "1883"],
        [
            ["emqx.listeners.tcp.port", 1883],
            ["emqx.listeners.tcp.port", 1884],
        ],
    ],
    [
        "a listener that is a number",
        ["emqx.listeners", { tcp: {}, ssl: 8883 }],
        [
            ["emqx.listeners", { tcp: {}, ssl: { tlsSecretName: "tls" } }],
            ["emqx.listeners", { tcp: {} }],
        ],
    ],
    [
        "a certificate's name that is none",
        ["emqx.listeners.ssl", { tlsSecretName: "TLS cert" }],
        [["emqx.listeners.ssl", { tlsSecretName: "tls" }]],
    ],
    [
        "an instance type that is none",
        ["replicantPool.instanceTypes", ["big"]],
        [
            ["replicantPool.instanceTypes", ["ecs.c7.large"]],
            ["replicantPool.instanceTypes", ["ecs.g7ne.16xlarge"]],
        ],
    ],
    [
        "a core's instance type that is none",
        ["corePool.instanceTypes", ["big"]],
        [
            ["corePool.instanceTypes", ["ecs.c7.large"]],
            ["corePool.instanceTypes", ["ecs.c7.16xlarge"]],
        ],
    ],
    [
        "instance types as one text",
        ["replicantPool.instanceTypes", "ecs.c7.large"],
        [
            ["replicantPool.instanceTypes", ["ecs.c7.large"]],
            ["replicantPool.instanceTypes", ["ecs.r7.16xlarge"]],
        ],
    ],
    [
        "nodes as text",
        ["replicantPool.nodes", "9"],
        [
            ["replicantPool.nodes", 9],
            ["replicantPool.nodes", 60],
        ],
    ],
    [
        "a kind of load balancer in lower case",
        ["loadBalancer.kind", "nlb"],
        [
            ["loadBalancer.kind", "Nlb"],
            ["loadBalancer.kind", "Clb"],
        ],
    ],
    [
        "a misspelt keep-alive",
        ["loadBalancer.keepaliveSeconds", 60],
        [
            ["loadBalancer.keepAliveSeconds", 10],
            ["loadBalancer.keepAliveSeconds", 590],
        ],
    ],
    [
        "a rate of connects as text",
        ["loadBalancer.maxConnectRate", "100/s"],
        [
            ["loadBalancer.maxConnectRate", 100],
            ["loadBalancer.maxConnectRate", 100_000],
        ],
    ],
    [
        "zones as one text",
        ["newCluster.zones", "cn-hangzhou-g"],
        [
            ["newCluster.zones", ["cn-hangzhou-g", "cn-hangzhou-h"]],
            ["newCluster.zones", ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i", "cn-hangzhou-j"]],
        ],
    ],
    [
        "a network plug-in in lower case",
        ["newCluster.networkPlugin", "flannel"],
        [
            ["newCluster.networkPlugin", "Flannel"],
            ["newCluster.networkPlugin", "Terway"],
        ],
    ],
    [
        "a range that is none",
        ["newCluster.vpcCidr", "10.0.0.0"],
        [
            ["newCluster.vpcCidr", "10.0.0.0/8"],
            ["newCluster.vpcCidr", "192.168.0.0/16"],
        ],
    ],
    [
        "memory in another unit",
        ["emqx.replicants.resources.memoryRequest", "16GB"],
        [
            ["emqx.replicants.resources.memoryRequest", "1Gi"],
            ["emqx.replicants.resources.memoryRequest", "28Gi"],
        ],
    ],
    [
        "CPU in words",
        ["emqx.replicants.resources.cpuRequest", "4 cores"],
        [
            ["emqx.replicants.resources.cpuRequest", "1"],
            ["emqx.replicants.resources.cpuRequest", "14"],
        ],
    ],
    [
        "an edition in lower case",
        ["emqx.edition", "enterprise"],
        [
            ["emqx.edition", "Enterprise"],
            ["emqx.edition", "OpenSource"],
        ],
    ],
    [
        "a preset that is none",
        ["kernel.preset", "Fast"],
        [
            ["kernel.preset", "Standard"],
            ["kernel.preset", undefined],
            ["kernel", { nofile: 10_000 }],
        ],
    ],
    [
        "a parameter that is none",
        ["kernel.parameters", { "net.core.somaxcon": "1" }],
        [
            ["kernel.parameters", { "net.core.somaxconn": "1024" }],
            ["kernel.parameters", { "net.netfilter.nf_conntrack_max": "131072" }],
        ],
    ],
    [
        "vCPUs as text",
        ["kernel.vcpus", "16"],
        [
            ["kernel.vcpus", 1],
            ["kernel.vcpus", 64],
        ],
    ],
    [
        "a rollout that is none",
        ["kernel.rollout", "Replace"],
        [
            ["kernel.rollout", "ReplacePool"],
            ["kernel.rollout", "DaemonSet"],
        ],
    ],
    [
        "more nodes to lose than a number",
        ["capacity.nodesLost", "one"],
        [
            ["capacity.nodesLost", 0],
            ["capacity.nodesLost", 2],
        ],
    ],
    [
        "all nodes to lose",
        ["capacity.nodesLost", 900],
        [
            ["capacity.nodesLost", 0],
            ["capacity.nodesLost", 2],
        ],
    ],
    [
        "a flag in quotes",
        ["protect", "yes"],
        [
            ["protect", true],
            ["protect", undefined],
        ],
    ],
    [
        "an input that does not exist",
        ["emqx.dashboard", { pasword: "x" }],
        [
            ["emqx.dashboard", undefined],
            ["emqx.dashboard", { username: "ops" }],
        ],
    ],
    [
        "messages as text",
        ["traffic.deliveredPerSecond", "many"],
        [
            ["traffic.deliveredPerSecond", 1],
            ["traffic.deliveredPerSecond", 100_000_000],
        ],
    ],
];
