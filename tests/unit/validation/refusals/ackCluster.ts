import { VSWITCHES, ZONES } from "../../../support/stacks";
import type { Refused } from "./refused";

export const ACK_CLUSTER: Refused[] = [
    [
        "no arguments",
        undefined,
        [
            "args: is missing; write an object with the inputs",
            'newCluster: is missing, and so is existingCluster; write newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] } to make a cluster or existingCluster to use one',
        ],
    ],
    [
        "a list for arguments",
        [],
        [
            "args: is a list; write an object with newCluster, existingCluster, protect",
            'newCluster: is missing, and so is existingCluster; write newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] } to make a cluster or existingCluster to use one',
        ],
    ],
    [
        "neither a new nor an existing cluster",
        {},
        [
            'newCluster: is missing, and so is existingCluster; write newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou-h"] } to make a cluster or existingCluster to use one',
        ],
    ],
    ["a cluster that is null", { newCluster: null }, ["newCluster: is null; write a value, or leave it out"]],
    [
        "zones as one text",
        { newCluster: { zones: "cn-hangzhou-g,cn-hangzhou-h" } },
        [
            'newCluster.zones: is "cn-hangzhou-g,cn-hangzhou-h"; write a list, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]',
        ],
    ],
    [
        "a zone that is null",
        { newCluster: { zones: ["cn-hangzhou-g", null] } },
        ["newCluster.zones[1]: is null; write a value, or leave it out"],
    ],
    [
        "a region for a zone",
        { newCluster: { zones: ["cn-hangzhou-g", "cn-hangzhou"] } },
        ['newCluster.zones[1]: is "cn-hangzhou"; write a zone id such as "cn-hangzhou-g"'],
    ],
    [
        "a zone of another region",
        { newCluster: { zones: ["cn-hangzhou-g", "cn-shanghai-b"] } },
        [
            "newCluster.zones: are of cn-hangzhou and cn-shanghai; a cluster lives in one region, write zones of one",
        ],
    ],
    [
        "zones with a misspelt region",
        { newCluster: { zones: ["cn-hangzou-g", "cn-hangzhou-h"] } },
        [
            'newCluster.zones[0]: is "cn-hangzou-g", and no region is called cn-hangzou; did you mean "cn-hangzhou-g"?',
        ],
    ],
    [
        "zones in another spelling",
        { newCluster: { zones: ["CN-HANGZHOU-G", "ap-southeast-1-a", "cn_hangzhou_h", "cn-hangzhoui"] } },
        [
            'newCluster.zones[0]: is "CN-HANGZHOU-G"; write a zone id such as "cn-hangzhou-g"; did you mean "cn-hangzhou-g"?',
            'newCluster.zones[1]: is "ap-southeast-1-a"; write a zone id such as "cn-hangzhou-g"; did you mean "ap-southeast-1a"?',
            'newCluster.zones[2]: is "cn_hangzhou_h"; write a zone id such as "cn-hangzhou-g"; did you mean "cn-hangzhou-h"?',
            'newCluster.zones[3]: is "cn-hangzhoui"; write a zone id such as "cn-hangzhou-g"; did you mean "cn-hangzhou-i"?',
        ],
    ],
    [
        "a vSwitch of another region",
        {
            existingCluster: {
                clusterId: "c-1",
                vswitches: [
                    { zoneId: "cn-hangzhou-g", vswitchId: "vsw-1" },
                    { zoneId: "us-west-1a", vswitchId: "vsw-2" },
                ],
            },
        },
        [
            "existingCluster.vswitches: are of cn-hangzhou and us-west-1; a cluster lives in one region, write vSwitches of one",
        ],
    ],
    [
        "six zones",
        {
            newCluster: {
                zones: [
                    "cn-hangzhou-b",
                    "cn-hangzhou-g",
                    "cn-hangzhou-h",
                    "cn-hangzhou-i",
                    "cn-hangzhou-j",
                    "cn-hangzhou-k",
                ],
            },
        },
        ["newCluster.zones: has 6 zones; ACK takes 5 at the most"],
    ],
    [
        "a name that ACK does not take",
        { newCluster: { zones: ZONES, clusterName: "mqtt cluster" } },
        [
            'newCluster.clusterName: is "mqtt cluster"; write at most 63 letters, digits, "-" and "_", beginning with a letter or digit',
        ],
    ],
    [
        "a version that is none",
        { newCluster: { zones: ZONES, version: "latest" } },
        [
            'newCluster.version: is "latest"; write a version that ACK offers, e.g. "1.35.2-aliyun.1", or leave it out for the newest',
        ],
    ],
    [
        "a version as a number",
        { newCluster: { zones: ZONES, version: 1.35 } },
        [
            'newCluster.version: is 1.35; write a version that ACK offers, e.g. "1.35.2-aliyun.1", or leave it out for the newest',
        ],
    ],
    [
        "a control plane of no such size",
        { newCluster: { zones: ZONES, clusterSpec: "ack.pro.large" } },
        [
            'newCluster.clusterSpec: is "ack.pro.large"; write ack.pro.small, ack.pro.xlarge, ack.pro.2xlarge, ack.pro.4xlarge or ack.standard',
        ],
    ],
    [
        "a network plug-in of another cloud",
        { newCluster: { zones: ZONES, networkPlugin: "calico" } },
        ['newCluster.networkPlugin: is "calico"; write one of "Terway", "Flannel"'],
    ],
    [
        "a VPC in the cloud's own range",
        { newCluster: { zones: ZONES, vpcCidr: "100.64.0.0/12" } },
        [
            'newCluster.vpcCidr: is 100.64.0.0/12, which overlaps 100.64.0.0/10 of the cloud\'s own services; write a private range, e.g. "192.168.0.0/16"',
        ],
    ],
    [
        "a VPC with host bits",
        { newCluster: { zones: ZONES, vpcCidr: "10.1.2.3/8" } },
        [
            'newCluster.vpcCidr: is "10.1.2.3/8"; write a range of /8 to /16 such as "10.0.0.0/8" or "192.168.0.0/16"',
        ],
    ],
    [
        "an address for a VPC",
        { newCluster: { zones: ZONES, vpcCidr: "10.0.0.0" } },
        [
            'newCluster.vpcCidr: is "10.0.0.0"; write a range of /8 to /16 such as "10.0.0.0/8" or "192.168.0.0/16"',
        ],
    ],
    [
        "a number that is no range",
        { newCluster: { zones: ZONES, serviceCidr: 172 } },
        ["newCluster.serviceCidr: is 172; write a text in quotes"],
    ],
    [
        "Services inside the VPC",
        { newCluster: { zones: ZONES, vpcCidr: "172.16.0.0/12" } },
        ["newCluster.serviceCidr: is 172.21.0.0/20, which overlaps vpcCidr; write a range outside it"],
    ],
    [
        "a range of pods with Terway",
        { newCluster: { zones: ZONES, podCidr: "172.20.0.0/16" } },
        ["newCluster.podCidr: is for Flannel only; with Terway pods have addresses of vpcCidr. Leave it out"],
    ],
    [
        "a flag as text",
        { newCluster: { zones: ZONES, natGateway: "false" } },
        ['newCluster.natGateway: is "false"; write true or false, without quotes'],
    ],
    [
        "a flag as a number",
        { newCluster: { zones: ZONES, deletionProtection: 1 } },
        ["newCluster.deletionProtection: is 1; write true or false, without quotes"],
    ],
    [
        "a tag that the cloud keeps for itself",
        { newCluster: { zones: ZONES, tags: { "acs:team": "mqtt" } } },
        [
            'newCluster.tags["acs:team"]: cannot be a name here; write 1 to 128 characters, not beginning with "aliyun" or "acs:" and without "http://" and "https://"',
        ],
    ],
    [
        "a tag with a number",
        { newCluster: { zones: ZONES, tags: { cost: 7 } } },
        ["newCluster.tags.cost: is 7; write a text in quotes"],
    ],
    [
        "tags as a list",
        { newCluster: { zones: ZONES, tags: ["mqtt"] } },
        ["newCluster.tags: is a list; write an object of names and values"],
    ],
    [
        "a misspelt input",
        { newCluster: { zones: ZONES, vpcCIDR: "10.0.0.0/8" } },
        ['newCluster.vpcCIDR: is not an input; did you mean "vpcCidr"?'],
    ],
    [
        "an input of node pools",
        { newCluster: { zones: ZONES, instanceTypes: ["ecs.c7.large"] } },
        ["newCluster.instanceTypes: belongs to the node pools: instanceTypes of corePool and replicantPool"],
    ],
    [
        "a cluster id with a space",
        { existingCluster: { clusterId: "c 1", vswitches: VSWITCHES } },
        [
            'existingCluster.clusterId: is "c 1"; write the cluster\'s id from the ACK console, e.g. "c1a2b3..."',
        ],
    ],
    [
        "no vSwitch",
        { existingCluster: { clusterId: "c-1", vswitches: [] } },
        [
            'existingCluster.vswitches: is empty; write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
        ],
    ],
    [
        "a security group for a vSwitch",
        {
            existingCluster: {
                clusterId: "c-1",
                vswitches: [{ zoneId: "cn-hangzhou-g", vswitchId: "sg-bp1" }],
            },
        },
        [
            'existingCluster.vswitches[0].vswitchId: is "sg-bp1"; write a vSwitch\'s id, which begins with "vsw-"',
        ],
    ],
    [
        "one vSwitch for two zones",
        {
            existingCluster: {
                clusterId: "c-1",
                vswitches: [
                    { zoneId: "cn-hangzhou-g", vswitchId: "vsw-1" },
                    { zoneId: "cn-hangzhou-h", vswitchId: "vsw-1" },
                ],
            },
        },
        [
            'existingCluster.vswitches[1].vswitchId: is "vsw-1" again; a vSwitch is in one zone; write the other zone\'s',
        ],
    ],
    [
        "vSwitches as texts",
        { existingCluster: { clusterId: "c-1", vswitches: ["vsw-1", "vsw-2"] } },
        [
            'existingCluster.vswitches[0]: is "vsw-1"; write an object with zoneId, vswitchId',
            'existingCluster.vswitches[1]: is "vsw-2"; write an object with zoneId, vswitchId',
        ],
    ],
    [
        "the place of a kubeconfig",
        { existingCluster: { clusterId: "c-1", vswitches: VSWITCHES, kubeconfig: "~/.kube/config" } },
        [
            'existingCluster.kubeconfig: does not fit; write the text of the kubeconfig and not where it is, e.g. readFileSync(path, "utf8")',
        ],
    ],
    [
        "a kubeconfig that is no YAML",
        {
            existingCluster: {
                clusterId: "c-1",
                vswitches: VSWITCHES,
                kubeconfig: "apiVersion: v1\n  kind: [Config",
            },
        },
        ["existingCluster.kubeconfig: does not fit; write the text of a kubeconfig, as YAML or JSON"],
    ],
    [
        "a cluster that is no object",
        { newCluster: 7 },
        [
            "newCluster: is 7; write an object with zones, clusterName, version, clusterSpec, networkPlugin, vpcCidr, serviceCidr, podCidr, publicApiEndpoint, natGateway, deletionProtection, tags",
        ],
    ],
];
