import type { Refused } from "../refused";
import { adopted, made } from "./withInput";

export const NEWCOMER_STACK: Refused[] = [
    ["cores at the top", made("cores", 3), ["cores: belongs to emqx; write it as emqx.cores"]],
    [
        "replicas at the top",
        made("replicas", 3),
        ["replicas: belongs to EMQX; write emqx.cores.replicas and emqx.replicants.replicas"],
    ],
    [
        "a version at the top",
        made("version", "5.8.11"),
        ["version: belongs to emqx; write it as emqx.version"],
    ],
    [
        "a kind of load balancer in small letters",
        made("loadBalancer.kind", "nlb"),
        ['loadBalancer.kind: is "nlb"; write one of "Nlb", "Clb"; did you mean "Nlb"?'],
    ],
    [
        "a load balancer as a text",
        made("loadBalancer", "Nlb"),
        [
            'loadBalancer: is "Nlb"; write an object with kind, exposeToInternet, dashboard, idleTimeoutSeconds, keepAliveSeconds, connectionDrainSeconds, maxConnectRate, annotations',
        ],
    ],
    [
        "memory of a node with its unit",
        made("kernel.memoryGiB", "32Gi"),
        ["kernel.memoryGiB: 32Gi cannot be: write the GiB of one node, 1 or more."],
    ],
    [
        "the operator's version with a sign",
        made("operator.version", "v2.2.29"),
        ['operator.version: is "v2.2.29"; write a full version in quotes such as "2.2.29", never "latest"'],
    ],
    [
        "the operator's version at the wrong place",
        made("operator.source", { version: "2.2.29" }),
        ["operator.source.version: is the operator's own; write it as version beside source"],
    ],
    [
        "a selector of nodes with a sign",
        adopted("existingNodes.nodeSelector", { "pool=mqtt": "" }),
        [
            'existingNodes.nodeSelector["pool=mqtt"]: cannot be a name here; write at most 63 letters, digits, "-", "_" and ".", with a DNS name and "/" in front where wanted, e.g. "example.com/team"',
        ],
    ],
    [
        "zones that are null",
        made("newCluster.zones", null),
        [
            'newCluster.zones: is null; write two or more zones of one region, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]',
        ],
    ],
    [
        "zones by their letters",
        made("newCluster.zones", ["g", "h"]),
        [
            'newCluster.zones[0]: is "g"; write a zone id such as "cn-hangzhou-g"',
            'newCluster.zones[1]: is "h"; write a zone id such as "cn-hangzhou-g"',
        ],
    ],
    [
        "zones in a list of lists",
        made("newCluster.zones", [["cn-hangzhou-g", "cn-hangzhou-h"]]),
        ['newCluster.zones[0]: is a list; write a zone id such as "cn-hangzhou-g"'],
    ],
    [
        "the region beside the zones",
        made("newCluster.region", "cn-hangzhou"),
        [
            "newCluster.region: is not an input; the region is that of the provider: pulumi config set alicloud:region cn-hangzhou",
        ],
    ],
    [
        "zones by another name",
        made("newCluster.zoneIds", ["cn-hangzhou-g"]),
        ["newCluster.zoneIds: is not an input; it is called zones here"],
    ],
    [
        "one address for all Services",
        made("newCluster.serviceCidr", "192.168.0.0/32"),
        [
            'newCluster.serviceCidr: is 192.168.0.0/32, and Kubernetes takes no range of less than 8 addresses for Services; write one of /16 to /24, such as "172.21.0.0/20"',
        ],
    ],
    [
        "Services inside the VPC's default range",
        made("newCluster.serviceCidr", "10.0.0.0/16"),
        ["newCluster.serviceCidr: is 10.0.0.0/16, which overlaps vpcCidr; write a range outside it"],
    ],
    [
        "pods where Services are",
        made("newCluster", {
            zones: ["cn-hangzhou-g", "cn-hangzhou-h"],
            networkPlugin: "Flannel",
            podCidr: "172.21.0.0/20",
        }),
        ["newCluster.podCidr: is 172.21.0.0/20, which overlaps serviceCidr; write a range outside it"],
    ],
    [
        "a VPC as an object",
        made("newCluster.vpcCidr", { cidr: "10.0.0.0/8" }),
        ["newCluster.vpcCidr: is an object; write a text in quotes"],
    ],
    [
        "Terway by the name of its mode",
        made("newCluster.networkPlugin", "terway-eniip"),
        [
            'newCluster.networkPlugin: is "terway-eniip"; write one of "Terway", "Flannel"; did you mean "Terway"?',
        ],
    ],
    [
        "tags as the cloud's API has them",
        made("newCluster.tags", [{ key: "a", value: "b" }]),
        ["newCluster.tags: is a list; write an object of names and values"],
    ],
    [
        "a VPC for a vSwitch",
        adopted("existingCluster.vswitches", [
            { zoneId: "cn-hangzhou-g", vswitchId: "vpc-bp1" },
            { zoneId: "cn-hangzhou-h", vswitchId: "vsw-1" },
        ]),
        [
            'existingCluster.vswitches[0].vswitchId: is "vpc-bp1"; write a vSwitch\'s id, which begins with "vsw-"',
        ],
    ],
    [
        "vSwitches by zone",
        adopted("existingCluster.vswitches", { "cn-hangzhou-g": "vsw-1" }),
        [
            'existingCluster.vswitches: is an object; write a list, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        ],
    ],
    [
        "a VPC for a cluster",
        adopted("existingCluster.clusterId", "vpc-bp1abc"),
        [
            'existingCluster.clusterId: is "vpc-bp1abc"; write the cluster\'s id from the ACK console, e.g. "c1a2b3...": this is the id of something else',
        ],
    ],
    [
        "a node pool for a cluster",
        adopted("existingCluster.clusterId", "np0123456789abcdef0123456789abcdef"),
        [
            'existingCluster.clusterId: is "np0123456789abcdef0123456789abcdef"; write the cluster\'s id from the ACK console, e.g. "c1a2b3...": this is the id of something else',
        ],
    ],
    [
        "a cluster as a number",
        adopted("existingCluster.clusterId", 12345),
        [
            'existingCluster.clusterId: is 12345; write the cluster\'s id from the ACK console, e.g. "c1a2b3..."',
        ],
    ],
    [
        "a kubeconfig as an object",
        adopted("existingCluster.kubeconfig", { apiVersion: "v1" }),
        ["existingCluster.kubeconfig: does not fit; write its text, e.g. JSON.stringify(kubeconfig)"],
    ],
    [
        "a kubeconfig in base64",
        adopted("existingCluster.kubeconfig", "YXBpVmVyc2lvbjogdjEKa2luZDogQ29uZmlnCg=="),
        [
            'existingCluster.kubeconfig: does not fit; write the text itself and not its base64, e.g. Buffer.from(text, "base64").toString()',
        ],
    ],
    [
        "connections with underscores",
        made("connections", "1_000_000"),
        [
            'connections: is "1_000_000"; write a whole number from 1 to 1000000000 (connections), without quotes',
        ],
    ],
    [
        "connections that are null",
        made("connections", null),
        ["connections: is null; write a value, or leave it out"],
    ],
    [
        "instance types as one text",
        made("replicantPool.instanceTypes", "ecs.c7.4xlarge"),
        ['replicantPool.instanceTypes: is "ecs.c7.4xlarge"; write a list, e.g. ["ecs.c7.8xlarge"]'],
    ],
    [
        "instance types with a comma",
        made("replicantPool.instanceTypes", ["ecs.c7.4xlarge, ecs.g7.4xlarge"]),
        [
            'replicantPool.instanceTypes[0]: is "ecs.c7.4xlarge, ecs.g7.4xlarge"; write each type by itself, e.g. ["ecs.c7.8xlarge", "ecs.g7.8xlarge"]',
        ],
    ],
    [
        "no instance types",
        made("replicantPool.instanceTypes", []),
        [
            'replicantPool.instanceTypes: is empty; write instance types in order of preference, e.g. ["ecs.c7.8xlarge"]',
        ],
    ],
    [
        "one instance type",
        made("replicantPool.instanceType", "ecs.c7.4xlarge"),
        ['replicantPool.instanceType: is not an input; did you mean "instanceTypes"?'],
    ],
    [
        "nodes by the cloud's name",
        made("replicantPool.desiredSize", 5),
        ["replicantPool.desiredSize: is not an input; it is called nodes here"],
    ],
    [
        "a system disk by the cloud's name",
        made("replicantPool.systemDiskSize", 120),
        ["replicantPool.systemDiskSize: is not an input; it is called systemDiskGiB here"],
    ],
    [
        "a system in small letters",
        made("replicantPool.imageType", "aliyunlinux3"),
        [
            'replicantPool.imageType: is "aliyunlinux3"; write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned); did you mean "AliyunLinux3"?',
        ],
    ],
    [
        "another system",
        made("replicantPool.imageType", "CentOS"),
        [
            'replicantPool.imageType: is "CentOS"; write AliyunLinux3 or AliyunLinux4 (others are unsupported from Kubernetes 1.30 on, or have a read-only system that cannot be tuned)',
        ],
    ],
    [
        "fewer nodes than replicants",
        made("replicantPool.nodes", 2),
        [
            "replicantPool.nodes: is 2, fewer than the 3 replicants; with two on a node, losing it loses both. Write 3 or more",
        ],
    ],
];
