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
    if (newCluster === undefined) return { plugin, zones };
    const range = parseCidr(newCluster.vpcCidr ?? VPC_CIDR);
    const zone = newCluster.zones?.[0];
    // What is wrong with range or zones is told where they are checked; there are addresses, and how many is not known.
    const vswitches = range === undefined || zone === undefined ? undefined : zoneRanges(range, zone);
    const nodes = usable(vswitches?.nodes);
    if (plugin !== NetworkPlugin.Flannel) {
        return { plugin, zones, addresses: { nodes, pods: usable(vswitches?.pods) } };
    }
    const pods = parseCidr(newCluster.podCidr ?? POD_CIDR);
    const nodeRanges = pods === undefined ? Number.NaN : 2 ** Math.max(0, FLANNEL_NODE_PREFIX - pods.prefix);
    return { plugin, zones, addresses: { nodes, nodeRanges } };
}

function usable(vswitch: string | undefined): number {
    return vswitch === undefined
        ? Number.NaN
        : 2 ** (32 - Number(vswitch.split("/")[1])) - RESERVED_IN_VSWITCH;
}
