import type { Change } from "./mistakes";

/** What asks for more than there is, each in a way of its own. */
export const OVERLOADS: readonly [what: string, changes: readonly Change[]][] = [
    ["nothing", []],
    ["connections beyond the nodes", [["connections", 2_000_000]]],
    ["connections beyond everything", [["connections", 12_000_000]]],
    [
        "connects beyond the load balancer",
        [
            ["traffic.connectsPerSecond", 5_000_000],
            ["loadBalancer.maxConnectRate", 1000],
        ],
    ],
    [
        "messages beyond CPU, network and load balancer",
        [
            ["traffic.publishedPerSecond", 50_000_000],
            ["traffic.payloadBytes", 60_000],
        ],
    ],
    [
        "a pod's memory",
        [
            ["emqx.replicants.resources.memoryLimit", "2Gi"],
            ["connections", 400_000],
        ],
    ],
    [
        "requests beyond the node",
        [
            ["emqx.cores.resources.cpuRequest", "64"],
            ["corePool.nodes", 15],
        ],
    ],
    ["ports", [["emqx.limits.maxPorts", 1024]]],
    ["a listener's limit", [["emqx.listeners.tcp.maxConnections", 100]]],
    [
        "addresses",
        [
            ["newCluster.vpcCidr", "192.168.0.0/16"],
            ["emqx.replicants.replicas", 900],
        ],
    ],
    ["a quota", [["capacity.quotas.nodes", 2]]],
    [
        "a license",
        [
            ["emqx.edition", "Enterprise"],
            ["emqx.licenseKey", "key"],
            ["capacity.licensedConnections", 10],
        ],
    ],
    [
        "figures of one's own",
        [
            ["capacity.node.connections", 10],
            ["capacity.loadBalancer.connections", 10],
        ],
    ],
];
