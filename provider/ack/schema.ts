import { ackClusterName, clusterId, tagKey, tagValue, vswitchId } from "../validation/cloudNames";
import { kubeconfig } from "../validation/kubeconfig";
import { anyText, flag, matching, member } from "../validation/rules";
import {
    idInput,
    input,
    listOf,
    mapOf,
    objectOf,
    plain,
    required,
    schemaOf,
    secretInput,
} from "../validation/schema";
import {
    type AckClusterArgs,
    type ExistingClusterArgs,
    NetworkPlugin,
    type NewClusterArgs,
    type ZoneVswitchArgs,
} from "./ackClusterArgs";
import { kubernetesVersion } from "./kubernetesVersion";
import { zoneId } from "./zoneId";

export const ZONE_VSWITCHES = listOf(
    objectOf(
        schemaOf<ZoneVswitchArgs>({
            zoneId: required(input(zoneId), 'write the vSwitch\'s zone, e.g. "cn-hangzhou-g"'),
            vswitchId: required(idInput(vswitchId), 'write the vSwitch\'s id, e.g. "vsw-..."'),
        }),
        {},
        { zone: "zoneId", id: "vswitchId", vswitch: "vswitchId" },
    ),
    '[{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
);

const REGION =
    "is not an input; the region is that of the provider: pulumi config set alicloud:region cn-hangzhou";
const CLUSTER_SPEC = /^ack\.(standard|pro\.(small|xlarge|2xlarge|4xlarge))$/;

export const CLUSTER_SCHEMA = schemaOf<AckClusterArgs>({
    newCluster: objectOf(
        schemaOf<NewClusterArgs>({
            zones: required(
                listOf(plain(zoneId), '["cn-hangzhou-g", "cn-hangzhou-h"]'),
                'write two or more zones of one region, e.g. ["cn-hangzhou-g", "cn-hangzhou-h"]',
            ),
            clusterName: input(ackClusterName),
            version: input(kubernetesVersion),
            clusterSpec: input(
                matching(
                    CLUSTER_SPEC,
                    "write ack.pro.small, ack.pro.xlarge, ack.pro.2xlarge, ack.pro.4xlarge or ack.standard",
                ),
            ),
            networkPlugin: plain(member(NetworkPlugin)),
            vpcCidr: plain(anyText),
            serviceCidr: plain(anyText),
            podCidr: plain(anyText),
            publicApiEndpoint: plain(flag),
            natGateway: plain(flag),
            deletionProtection: input(flag),
            tags: mapOf(input(tagValue), tagKey),
        }),
        {
            region: REGION,
            regionId: REGION,
            instanceTypes: "belongs to the node pools: instanceTypes of corePool and replicantPool",
        },
        { zoneIds: "zones", availabilityZones: "zones", name: "clusterName", kubernetesVersion: "version" },
    ),
    existingCluster: objectOf(
        schemaOf<ExistingClusterArgs>({
            clusterId: required(idInput(clusterId), "write the cluster's id from the ACK console"),
            kubeconfig: secretInput(kubeconfig),
            vswitches: required(
                ZONE_VSWITCHES,
                'write the vSwitches for nodes and load balancer, e.g. [{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
            ),
            networkPlugin: plain(member(NetworkPlugin)),
        }),
    ),
    protect: plain(flag),
});
export const ACK_CLUSTER = objectOf(CLUSTER_SCHEMA);
