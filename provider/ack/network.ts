import * as ecs from "@pulumi/alicloud/ecs";
import * as vpc from "@pulumi/alicloud/vpc";
import * as pulumi from "@pulumi/pulumi";
import { NetworkPlugin, type NewClusterArgs } from "./ackClusterArgs";
import { type Cidr, parseCidr, VPC_CIDR, zoneRanges } from "./addressPlan";

export interface ClusterNetwork {
    readonly vpc: vpc.Network;
    /** vSwitches of the nodes, by zone in alphabetical order. */
    readonly nodes: readonly { zone: string; vswitch: vpc.Switch }[];
    /** vSwitches of the pods; none with Flannel. */
    readonly pods: readonly vpc.Switch[];
    /** What has to exist before a node can pull its first image. */
    readonly wayOut: pulumi.Resource[];
}

/** VPC, vSwitches in every zone, and the way to the internet for image pulls. */
export function createNetwork(
    name: string,
    args: NewClusterArgs,
    opts: pulumi.CustomResourceOptions,
): ClusterNetwork {
    const vpcCidr = args.vpcCidr ?? VPC_CIDR;
    const network = new vpc.Network(
        `${name}-vpc`,
        { vpcName: name, cidrBlock: vpcCidr, tags: args.tags },
        opts,
    );
    const range = parseCidr(vpcCidr) as Cidr;
    const zones = [...args.zones].sort();
    const createSwitch = (use: "nodes" | "pods", zone: string) =>
        new vpc.Switch(
            `${name}-${use}-${zone}`,
            {
                vpcId: network.id,
                vswitchName: `${name}-${use}-${zone}`,
                cidrBlock: zoneRanges(range, zone)[use],
                zoneId: zone,
                tags: args.tags,
            },
            opts,
        );
    const nodes = zones.map((zone) => ({ zone, vswitch: createSwitch("nodes", zone) }));
    const pods =
        args.networkPlugin === NetworkPlugin.Flannel ? [] : zones.map((zone) => createSwitch("pods", zone));
    const wayOut =
        args.natGateway === false
            ? []
            : createNatGateway(name, network, nodes[0]?.vswitch as vpc.Switch, vpcCidr, args, opts);
    return { vpc: network, nodes, pods, wayOut };
}

function createNatGateway(
    name: string,
    network: vpc.Network,
    vswitch: vpc.Switch,
    vpcCidr: string,
    args: NewClusterArgs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const gateway = new vpc.NatGateway(
        `${name}-nat`,
        {
            vpcId: network.id,
            vswitchId: vswitch.id,
            natGatewayName: name,
            natType: "Enhanced",
            paymentType: "PayAsYouGo",
            internetChargeType: "PayByLcu",
            tags: args.tags,
        },
        // A zone that sorts first and is added later must not move the gateway, and with it everybody's address.
        pulumi.mergeOptions(opts, { ignoreChanges: ["vswitchId"] }),
    );
    const address = new ecs.EipAddress(
        `${name}-nat-address`,
        {
            addressName: `${name}-nat`,
            paymentType: "PayAsYouGo",
            internetChargeType: "PayByTraffic",
            bandwidth: "100",
            tags: args.tags,
        },
        opts,
    );
    const association = new ecs.EipAssociation(
        `${name}-nat-association`,
        { allocationId: address.id, instanceId: gateway.id, instanceType: "Nat" },
        opts,
    );
    const snat = new vpc.SnatEntry(
        `${name}-nat-snat`,
        { snatTableId: gateway.snatTableIds, snatIp: address.ipAddress, sourceCidr: vpcCidr },
        pulumi.mergeOptions(opts, { dependsOn: [association] }),
    );
    return [gateway, address, association, snat];
}
