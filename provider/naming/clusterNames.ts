import { type DerivedName, LABEL_MAX } from "./derivedNames";

/** Source: Alibaba Cloud's API reference of VPC, vSwitch, NAT gateway and EIP (1 to 128 characters). */
const NETWORK_MAX = 128;

/** What the names of a new cluster and its network are made of. */
export interface ClusterNaming {
    readonly clusterNamed: boolean;
    readonly natGateway: boolean;
    readonly zones: readonly string[];
}

export function ackClusterNames(
    name: string,
    { clusterNamed, natGateway, zones }: ClusterNaming,
): DerivedName[] {
    return [
        // Source: Alibaba Cloud, "CreateCluster": 1 to 63 characters.
        ...(clusterNamed ? [] : [{ what: "the cluster's name", name, max: LABEL_MAX }]),
        { what: "the VPC's name", name, max: NETWORK_MAX },
        ...zones.flatMap((zone) => [
            { what: "the vSwitch's name", name: `${name}-nodes-${zone}`, max: NETWORK_MAX },
        ]),
        ...(natGateway
            ? [
                  { what: "the NAT gateway's name", name, max: NETWORK_MAX },
                  {
                      what: "the public address's name",
                      name: `${name}-nat`,
                      max: NETWORK_MAX,
                      letterFirst: true,
                  },
              ]
            : []),
    ];
}
