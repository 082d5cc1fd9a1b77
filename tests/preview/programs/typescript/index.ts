import * as alicloud from "@pulumi/alicloud";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const nodes = config.requireNumber("nodes");
const zones = config.requireObject<string[]>("zones");

class Network extends pulumi.ComponentResource {
    public readonly switches: alicloud.vpc.Switch[];

    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("example:index:Network", name, {}, opts);
        const vpc = new alicloud.vpc.Network(`${name}-vpc`, { cidrBlock: "10.0.0.0/8" }, { parent: this });
        this.switches = zones.map(
            (zoneId, i) =>
                new alicloud.vpc.Switch(
                    `${name}-${zoneId}`,
                    { vpcId: vpc.id, cidrBlock: `10.${i}.0.0/16`, zoneId },
                    { parent: this },
                ),
        );
        this.registerOutputs({ vpcId: vpc.id });
    }
}

const network = new Network("net", { protect: true });
const pool = new alicloud.cs.NodePool(
    "core",
    {
        clusterId: alicloud.cs.getManagedKubernetesClustersOutput({ nameRegex: "mqtt" }).ids[0],
        nodePoolName: "core",
        vswitchIds: network.switches.map((s) => s.id),
        instanceTypes: ["ecs.g7.2xlarge", "ecs.g6.2xlarge"],
        desiredSize: String(nodes),
    },
    { customTimeouts: { create: "30m" }, deletedWith: network.switches[0], replaceOnChanges: ["userData"] },
);
const existing = kubernetes.core.v1.ConfigMap.get("cluster-info", "kube-public/cluster-info");
const secret = new kubernetes.core.v1.Secret("login", {
    metadata: { name: "login" },
    stringData: { password: config.requireSecret("password") },
});

pulumi.log.warn("this version is out of support", pool);
console.log(`previewing ${nodes} nodes in ${alicloud.config.region}`);

export const poolId = pool.id;
export const password = config.requireSecret("password");
export const region = alicloud.config.region;
export const data = existing.data;
export const name = secret.metadata.name;
