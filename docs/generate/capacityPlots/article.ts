import { EmqxEdition, type EmqxOnAckArgs, LoadBalancerKind, NetworkPlugin } from "../../../provider";

/** The source article's test: everything as it was run, with what is sold today in place of what is not. */
export const SOURCE: EmqxOnAckArgs = {
    newCluster: {
        zones: ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"],
        networkPlugin: NetworkPlugin.Flannel,
    },
    connections: 1_000_000,
    traffic: { publishedPerSecond: 500_000, deliveredPerSecond: 500_000, payloadBytes: 1024, qos: 1 },
    corePool: { instanceTypes: ["ecs.c7.2xlarge"] },
    replicantPool: { instanceTypes: ["ecs.c7.16xlarge"], nodes: 5 },
    emqx: {
        edition: EmqxEdition.Enterprise,
        replicants: {
            replicas: 5,
            resources: { cpuRequest: "4", memoryRequest: "4Gi", cpuLimit: "20", memoryLimit: "20Gi" },
        },
    },
    // Its slb.s3.large: 1,000,000 connections, as one paid for by use; nothing was published of its bandwidth.
    capacity: { loadBalancer: { gbps: 20 } },
    loadBalancer: {
        kind: LoadBalancerKind.Clb,
        keepAliveSeconds: 300,
    },
};
