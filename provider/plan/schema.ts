import { CLUSTER_SCHEMA } from "../ack/schema";
import { CAPACITY, TRAFFIC } from "../capacity/schema";
import { CERT_MANAGER_CHART_SCHEMA } from "../certManager/schema";
import { CONNECTIONS, EMQX_SCHEMA, IN_A_PART_OF_EMQX } from "../emqx/plan/schema";
import type { EmqxOnAckArgs, ExistingNodesArgs } from "../emqxOnAckArgs";
import { LOAD_BALANCER_SCHEMA, NO_LONGER } from "../loadBalancer/schema";
import { KERNEL_PROFILE } from "../nodes/kernel/schema";
import { NODE_POOL, NODE_SELECTOR } from "../nodes/schema";
import { OPERATOR_SCHEMA } from "../operator/schema";
import { TOLERATIONS } from "../scheduling/schema";
import { registryPrefix } from "../validation/images";
import { flag } from "../validation/rules";
import { input, objectOf, orFalse, plain, required, schemaOf } from "../validation/schema";

/** The arguments of the whole stack, property by property. */

const AT_THE_TOP = "belongs to the whole stack; write it at the top";
const KERNEL_AT_THE_TOP = "belongs to the whole stack; write it as kernel at the top";
const OF_THE_CHART = "belongs to the chart; write it as source.version";
const DECIDED = "is decided by the stack; leave it out";

const SCHEMA = schemaOf<EmqxOnAckArgs>({
    ...CLUSTER_SCHEMA,
    connections: CONNECTIONS,
    traffic: TRAFFIC,
    capacity: CAPACITY,
    corePool: NODE_POOL,
    replicantPool: NODE_POOL,
    existingNodes: objectOf(
        schemaOf<ExistingNodesArgs>({
            nodeSelector: required(
                NODE_SELECTOR,
                "write labels of the nodes, or EMQX and its kernel parameters come to every node",
            ),
            tolerations: TOLERATIONS,
            kubeletPermitsSysctls: plain(flag),
        }),
    ),
    kernel: KERNEL_PROFILE,
    imageRegistry: input(registryPrefix),
    certManager: orFalse(
        objectOf(CERT_MANAGER_CHART_SCHEMA, {
            imageRegistry: AT_THE_TOP,
            tolerations: DECIDED,
            version: OF_THE_CHART,
        }),
    ),
    existingCertManager: plain(flag),
    operator: objectOf(OPERATOR_SCHEMA, {
        imageRegistry: AT_THE_TOP,
        tolerations: DECIDED,
        kubeconfig: DECIDED,
        clusterIdentifier: DECIDED,
    }),
    existingOperator: plain(flag),
    emqx: objectOf(EMQX_SCHEMA, {
        ...IN_A_PART_OF_EMQX,
        kernelProfile: KERNEL_AT_THE_TOP,
        coreKernelProfile: KERNEL_AT_THE_TOP,
        connections: AT_THE_TOP,
        protect: AT_THE_TOP,
        imageRegistry: AT_THE_TOP,
        kubeconfig: DECIDED,
        clusterIdentifier: DECIDED,
        operatorVersion: "belongs to the operator; write it as operator.version",
        connectionDrainSeconds:
            "belongs to the load balancer; write it as loadBalancer.connectionDrainSeconds",
    }),
    loadBalancer: required(
        objectOf(LOAD_BALANCER_SCHEMA, NO_LONGER),
        'write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb", which carries 1,000,000 connections and no QUIC',
    ),
});

/** Inputs of a part that people look for at the top. */
const IN_A_PART = {
    ...within("emqx", Object.keys(EMQX_SCHEMA)),
    ...within("newCluster", ["zones", "networkPlugin", "vpcCidr", "natGateway", "publicApiEndpoint"]),
    ...within("existingCluster", ["clusterId", "vswitches", "kubeconfig"]),
    kubernetesVersion: "belongs to the cluster; write it as newCluster.version",
    region: "is not an input; the region is that of the provider: pulumi config set alicloud:region cn-hangzhou",
    instanceTypes: "belongs to the pools; write corePool.instanceTypes and replicantPool.instanceTypes",
    replicas: "belongs to EMQX; write emqx.cores.replicas and emqx.replicants.replicas",
};

function within(part: string, inputs: readonly string[]): { [input: string]: string } {
    return Object.fromEntries(
        inputs.map((name) => [name, `belongs to ${part}; write it as ${part}.${name}`]),
    );
}

export const EMQX_ON_ACK = objectOf(SCHEMA, IN_A_PART, { kernelProfile: "kernel" });
