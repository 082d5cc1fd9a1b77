import { CLUSTER_SCHEMA } from "../ack/schema";
import { CAPACITY, TRAFFIC } from "../capacity/schema";
import { CERT_MANAGER_CHART_SCHEMA } from "../certManager/schema";
import { CONNECTIONS, EMQX_SCHEMA } from "../emqx/plan/schema";
import type { EmqxOnAckArgs, ExistingNodesArgs } from "../emqxOnAckArgs";
import { LOAD_BALANCER_SCHEMA, NO_LONGER } from "../loadBalancer/schema";
import { KERNEL_PROFILE } from "../nodes/kernel/schema";
import { NODE_POOL, NODE_SELECTOR } from "../nodes/schema";
import { OPERATOR_SCHEMA } from "../operator/schema";
import { TOLERATIONS } from "../scheduling/schema";
import { registryPrefix } from "../validation/images";
import { flag } from "../validation/rules";
import { input, objectOf, plain, required, schemaOf } from "../validation/schema";

/** The arguments of the whole stack, property by property. */

const AT_THE_TOP = "belongs to the whole stack; write it at the top";
const KERNEL_AT_THE_TOP = "belongs to the whole stack; write it as kernel at the top";
const DECIDED = "is decided by the stack; leave it out";

export const EMQX_ON_ACK = objectOf(
    schemaOf<EmqxOnAckArgs>({
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
        certManager: objectOf(CERT_MANAGER_CHART_SCHEMA, { imageRegistry: AT_THE_TOP, tolerations: DECIDED }),
        existingCertManager: plain(flag),
        operator: objectOf(OPERATOR_SCHEMA, {
            imageRegistry: AT_THE_TOP,
            tolerations: DECIDED,
            kubeconfig: DECIDED,
            clusterIdentifier: DECIDED,
        }),
        existingOperator: plain(flag),
        emqx: objectOf(EMQX_SCHEMA, {
            kernelProfile: KERNEL_AT_THE_TOP,
            coreKernelProfile: KERNEL_AT_THE_TOP,
            connections: AT_THE_TOP,
            protect: AT_THE_TOP,
            imageRegistry: AT_THE_TOP,
            kubeconfig: DECIDED,
            clusterIdentifier: DECIDED,
            connectionDrainSeconds:
                "belongs to the load balancer; write it as loadBalancer.connectionDrainSeconds",
        }),
        loadBalancer: required(
            objectOf(LOAD_BALANCER_SCHEMA, NO_LONGER),
            'write loadBalancer: { kind: LoadBalancerKind.Nlb }, or "Clb", which carries 1,000,000 connections and no QUIC',
        ),
    }),
);
