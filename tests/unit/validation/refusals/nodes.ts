import type { Refused } from "./refused";

const POOL = { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1"] };
const pool = (more: object) => ({ ...POOL, pool: more });

export const TUNED_NODE_POOL: Refused[] = [
    [
        "no arguments at all",
        {},
        [
            "clusterId: is missing; write the ACK cluster's id",
            "role: is missing; write NodeRole.Core or NodeRole.Replicant",
            "vswitchIds: is missing; write the ids of the nodes' vSwitches",
        ],
    ],
    [
        "a role in capitals",
        { ...POOL, role: "CORE" },
        ['role: is "CORE"; write one of "core", "replicant"; did you mean "core"?'],
    ],
    [
        "ids of no vSwitch",
        { ...POOL, vswitchIds: ["vpc-bp1"] },
        ['vswitchIds[0]: is "vpc-bp1"; write a vSwitch\'s id, which begins with "vsw-"'],
    ],
    [
        "an instance type without ecs",
        pool({ instanceTypes: ["c7.4xlarge"] }),
        [
            'pool.instanceTypes[0]: is "c7.4xlarge"; write an ECS instance type such as "ecs.c7.8xlarge"; did you mean "ecs.c7.4xlarge"?',
        ],
    ],
    [
        "instance types whose letters changed places, or with a wrong size, case or generation",
        pool({ instanceTypes: ["ecs.c7.8xlrage", "ecs.c7.4large", "ecs.C7.4xlarge", "ecs.c77.4xlarge"] }),
        [
            'pool.instanceTypes[0]: is "ecs.c7.8xlrage"; write a size that c7 has: large, xlarge, 2xlarge, 3xlarge, 4xlarge, 6xlarge, 8xlarge, 16xlarge, 32xlarge; did you mean "ecs.c7.8xlarge"?',
            'pool.instanceTypes[1]: is "ecs.c7.4large"; write a size that c7 has: large, xlarge, 2xlarge, 3xlarge, 4xlarge, 6xlarge, 8xlarge, 16xlarge, 32xlarge; did you mean "ecs.c7.4xlarge"?',
            'pool.instanceTypes[2]: is "ecs.C7.4xlarge"; write an ECS instance type such as "ecs.c7.8xlarge"; did you mean "ecs.c7.4xlarge"?',
            'pool.instanceTypes[3]: is "ecs.c77.4xlarge"; write an ECS instance type such as "ecs.c7.8xlarge"; did you mean "ecs.c7.4xlarge"?',
        ],
    ],
    [
        "a size that the family does not have",
        pool({ instanceTypes: ["ecs.g7ne.3xlarge"] }),
        [
            'pool.instanceTypes[0]: is "ecs.g7ne.3xlarge"; write a size that g7ne has: large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge, 24xlarge',
        ],
    ],
    [
        "an instance type twice",
        pool({ instanceTypes: ["ecs.c7.4xlarge", "ecs.c7.4xlarge"] }),
        ['pool.instanceTypes[1]: is "ecs.c7.4xlarge" again; leave it out'],
    ],
    [
        "Arm machines with an x86 system",
        pool({ instanceTypes: ["ecs.c8y.4xlarge"] }),
        [
            'pool.instanceTypes[0]: is "ecs.c8y.4xlarge", which is an Arm machine, and imageType is "AliyunLinux3"; write imageType "AliyunLinux3Arm64" or another instance type',
        ],
    ],
    [
        "x86 machines with an Arm system",
        pool({ instanceTypes: ["ecs.c7.4xlarge"], imageType: "AliyunLinux3Arm64" }),
        [
            'pool.instanceTypes[0]: is "ecs.c7.4xlarge", which is no Arm machine, and imageType is "AliyunLinux3Arm64"; write imageType "AliyunLinux3" or another instance type',
        ],
    ],
    [
        "nodes as text",
        pool({ nodes: "3" }),
        [
            'pool.nodes: is "3"; write a whole number from 1 to 1000 (ACK\'s quota is 100 a cluster unless raised), without quotes',
        ],
    ],
    [
        "nodes that are not a number",
        pool({ nodes: NaN }),
        [
            "pool.nodes: is not a number; write a whole number from 1 to 1000 (ACK's quota is 100 a cluster unless raised)",
        ],
    ],
    [
        "a disk that is too small",
        pool({ systemDiskGiB: 20 }),
        ["pool.systemDiskGiB: is 20; write a whole number from 40 to 2048 (GiB)"],
    ],
    [
        "a disk with its unit",
        pool({ systemDiskGiB: "120GiB" }),
        ['pool.systemDiskGiB: is "120GiB"; write a whole number from 40 to 2048 (GiB)'],
    ],
    [
        "a kind of disk without its prefix",
        pool({ systemDiskCategory: "essd" }),
        [
            'pool.systemDiskCategory: is "essd"; write one of "cloud_essd", "cloud_auto", "cloud_ssd", "cloud_efficiency", "cloud_essd_entry"',
        ],
    ],
    [
        "an operating system that cannot be tuned",
        pool({ imageType: "ContainerOS" }),
        [
            'pool.imageType: is "ContainerOS"; write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned)',
        ],
    ],
    [
        "a label with a space",
        pool({ labels: { team: "Team A" } }),
        [
            'pool.labels.team: is "Team A"; write a text of at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
        ],
    ],
    [
        "a label whose key has two slashes",
        pool({ labels: { "a/b/c": "1" } }),
        [
            'pool.labels["a/b/c"]: cannot be a name here; write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"',
        ],
    ],
    [
        "a label whose value is too long",
        pool({ labels: { team: "x".repeat(64) } }),
        [
            'pool.labels.team: is "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."; write a text of at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
        ],
    ],
    [
        "a label of ours",
        pool({ labels: { "emqx-ack.io/role": "core" } }),
        ['pool.labels["emqx-ack.io/role"]: is written by the pool itself; leave it out'],
    ],
    [
        "a label that says which pool it is",
        pool({ labels: { "emqx-ack.io/pool-identity": "0123456789" } }),
        ['pool.labels["emqx-ack.io/pool-identity"]: is written by the pool itself; leave it out'],
    ],
    [
        "a label that is true",
        pool({ labels: { tuned: true } }),
        [
            'pool.labels.tuned: is true; write a text of at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit',
        ],
    ],
    [
        "a misspelt dedication",
        pool({ dedication: "exclusiv" }),
        [
            'pool.dedication: is "exclusiv"; write one of "Exclusive", "Preferred", "Shared"; did you mean "Exclusive"?',
        ],
    ],
    [
        "a kernel parameter that is misspelt",
        { ...POOL, kernelProfile: { parameters: { "net.ipv4.tcp_max_sync_backlog": "16384" } } },
        [
            'kernelProfile.parameters["net.ipv4.tcp_max_sync_backlog"]: the profile has no such parameter: did you mean net.ipv4.tcp_max_syn_backlog?',
        ],
    ],
    [
        "a kernel parameter that Linux has no more, for the node",
        { ...POOL, kernelProfile: { extraNodeParameters: { "net.ipv4.tcp_tw_recycle": "1" } } },
        [
            'kernelProfile.extraNodeParameters["net.ipv4.tcp_tw_recycle"]: Linux has no net.ipv4.tcp_tw_recycle since 4.12; leave it out.',
        ],
    ],
    [
        "a kernel parameter that Linux has no more, for the pod",
        { ...POOL, kernelProfile: { extraPodParameters: { "net.ipv4.tcp_tw_recycle": "1" } } },
        [
            'kernelProfile.extraPodParameters["net.ipv4.tcp_tw_recycle"]: Linux has no net.ipv4.tcp_tw_recycle since 4.12; leave it out.',
        ],
    ],
    [
        "a kernel parameter that the Linux of its image has no more",
        {
            ...pool({ imageType: "AliyunLinux4" }),
            kernelProfile: { extraNodeParameters: { "kernel.sched_latency_ns": "20000000" } },
        },
        [
            'kernelProfile.extraNodeParameters["kernel.sched_latency_ns"]: AliyunLinux4 has Linux 6.6, which has no kernel.sched_latency_ns since 5.13; leave it out.',
        ],
    ],
    [
        "a kernel parameter by two names",
        {
            ...POOL,
            kernelProfile: {
                parameters: { "net.netfilter.nf_conntrack_max": "400000" },
                extraNodeParameters: { "net.nf_conntrack_max": "800000" },
            },
        },
        [
            'kernelProfile.extraNodeParameters["net.nf_conntrack_max"]: this is another name of net.netfilter.nf_conntrack_max, and so the same value as net.netfilter.nf_conntrack_max (parameters): write it once, as net.netfilter.nf_conntrack_max under parameters.',
        ],
    ],
    [
        "a kernel parameter as a list",
        { ...POOL, kernelProfile: { parameters: { "net.core.somaxconn": [1] } } },
        ['kernelProfile.parameters["net.core.somaxconn"]: is a list; write a single value'],
    ],
    [
        "a kernel profile as text",
        { ...POOL, kernelProfile: "Million" },
        [
            'kernelProfile: is "Million"; write an object with preset, connectionsPerNode, memoryGiB, vcpus, tls, nofile, parameters, extraNodeParameters, extraPodParameters, rollout',
        ],
    ],
];

export const NODE_TUNING: Refused[] = [
    [
        "a kernel parameter by another name",
        { kernelProfile: { extraNodeParameters: { "net.nf_conntrack_max": "800000" } } },
        [
            'kernelProfile.extraNodeParameters["net.nf_conntrack_max"]: this is another name of net.netfilter.nf_conntrack_max: write that, under parameters.',
        ],
    ],
    [
        "a selector as text",
        { nodeSelector: "pool=mqtt" },
        ['nodeSelector: is "pool=mqtt"; write an object of names and values'],
    ],
    [
        "an image with its protocol",
        { image: "https://registry.example/emqx:5" },
        ['image: is "https://registry.example/emqx:5"; write it without https:// in front'],
    ],
    [
        "an image with a space",
        { image: "emqx/emqx :5.7.2" },
        [
            'image: is "emqx/emqx :5.7.2"; write an image with its tag, e.g. "registry.example/mqtt/emqx:5.7.2"',
        ],
    ],
    [
        "a registry with an image",
        { imageRegistry: "registry.example/mqtt/emqx:5.7.2" },
        [
            'imageRegistry: is "registry.example/mqtt/emqx:5.7.2"; write a registry and its namespace, without an image or tag, e.g. "registry-vpc.cn-hangzhou.aliyuncs.com/mqtt"',
        ],
    ],
    [
        "a namespace with an underscore",
        { namespace: "kube_system" },
        [
            'namespace: is "kube_system"; write at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit',
        ],
    ],
    [
        "fewer connections than one",
        { kernelProfile: { connectionsPerNode: 0 } },
        [
            "kernelProfile.connectionsPerNode: 0 cannot be: write a whole number from 1 to 16,000,000, or leave it out.",
        ],
    ],
];
