import * as cs from "@pulumi/alicloud/cs";
import type * as pulumi from "@pulumi/pulumi";
import { NetworkPlugin, type NewClusterArgs } from "./ackClusterArgs";
import { POD_CIDR, SERVICE_CIDR } from "./addressPlan";
import type { ClusterNetwork } from "./network";

/** The managed cluster itself, without nodes. */
export function createManagedKubernetes(
    name: string,
    args: NewClusterArgs,
    network: ClusterNetwork,
    opts: pulumi.CustomResourceOptions,
): cs.ManagedKubernetes {
    const flannel = args.networkPlugin === NetworkPlugin.Flannel;
    return new cs.ManagedKubernetes(
        `${name}-ack`,
        {
            name: args.clusterName ?? name,
            version: args.version,
            clusterSpec: args.clusterSpec ?? "ack.pro.small",
            vswitchIds: network.nodes.map(({ vswitch }) => vswitch.id),
            ...(flannel
                ? { podCidr: args.podCidr ?? POD_CIDR }
                : { podVswitchIds: network.pods.map((vswitch) => vswitch.id) }),
            serviceCidr: args.serviceCidr ?? SERVICE_CIDR,
            // ACK's own defaults are a public API address and a NAT gateway that Pulumi knows nothing of.
            slbInternetEnabled: args.publicApiEndpoint ?? false,
            newNatGateway: false,
            // The SDK does not mark the certificates as secrets; we take credentials from getClusterCredential.
            skipSetCertificateAuthority: true,
            isEnterpriseSecurityGroup: true,
            proxyMode: "ipvs",
            deletionProtection: args.deletionProtection ?? false,
            addons: [
                { name: flannel ? "flannel" : "terway-eniip" },
                { name: "csi-plugin" },
                { name: "csi-provisioner" },
            ],
            tags: args.tags,
        },
        // ACK fills the time zone in; the provider would take it out again at every update.
        {
            ...opts,
            ignoreChanges: ["timezone"],
            customTimeouts: { create: "60m", update: "60m", delete: "60m" },
        },
    );
}
