import { NetworkPlugin } from "../ack/ackClusterArgs";
import { POD_CIDR, parseCidr, VPC_CIDR, zoneRanges } from "../ack/addressPlan";
import { distinctZones } from "../ack/zones";
import { FLANNEL_NODE_PREFIX, RESERVED_IN_VSWITCH } from "../alibaba/clusterLimits";
import type { NetworkSizing } from "../capacity/sizing";
import type { EmqxOnAckArgs } from "../emqxOnAckArgs";

/** The network of the cluster, new or existing: plug-in, zones, and the addresses of a new one. */
export function planNetwork(args: EmqxOnAckArgs): NetworkSizing {
    const { newCluster, existingCluster } = args;
    const plugin = (newCluster ?? existingCluster)?.networkPlugin ?? NetworkPlugin.Terway;
    const zones = Math.max(
        1,
        newCluster ? new Set(newCluster.zones).size : distinctZones(existingCluster?.vswitches ?? []),
    );
    const range = parseCidr(newCluster?.vpcCidr ?? VPC_CIDR);
    const zone = newCluster?.zones?.[0];
    if (newCluster === undefined || range === undefined || zone === undefined) return { plugin, zones };
    const vswitches = zoneRanges(range, zone);
    if (plugin !== NetworkPlugin.Flannel) {
        return { plugin, zones, addresses: { nodes: usable(vswitches.nodes), pods: usable(vswitches.pods) } };
    }
    const pods = parseCidr(newCluster.podCidr ?? POD_CIDR);
    const nodeRanges = pods && 2 ** Math.max(0, FLANNEL_NODE_PREFIX - pods.prefix);
    return { plugin, zones, addresses: { nodes: usable(vswitches.nodes), nodeRanges } };
}

function usable(vswitch: string): number {
    return 2 ** (32 - Number(vswitch.split("/")[1])) - RESERVED_IN_VSWITCH;
}
